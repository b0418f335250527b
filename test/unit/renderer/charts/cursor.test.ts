import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '#shared/domain/instant';
import { moveCursor, nearest } from '../../../../src/renderer/charts/cursor';

const times = Array.from({ length: 20 }, (_, index) => index * 6 * HOUR);
const press = (key: string, index: number | null, shift = false, deployments: readonly number[] = []) =>
  moveCursor(times, index, { key, shift }, deployments);

describe('moveCursor', () => {
  it('begins at the newest point', () => {
    expect(press('ArrowLeft', null)).toBe(19);
    expect(press('ArrowRight', null)).toBe(19);
  });

  it('moves a point, a day with Shift, and to the ends', () => {
    expect(press('ArrowLeft', 10)).toBe(9);
    expect(press('ArrowRight', 10)).toBe(11);
    expect(press('ArrowLeft', 10, true)).toBe(6);
    expect(press('ArrowRight', 10, true)).toBe(14);
    expect(press('Home', 10)).toBe(0);
    expect(press('End', 10)).toBe(19);
  });

  it('stays inside', () => {
    expect(press('ArrowLeft', 0)).toBe(0);
    expect(press('ArrowRight', 19, true)).toBe(19);
  });

  it('goes from deployment to deployment and around', () => {
    const deployments = [DAY, 2 * DAY + HOUR];
    expect(press('d', null, false, deployments)).toBe(4);
    expect(press('D', 4, false, deployments)).toBe(9);
    expect(press('d', 9, false, deployments)).toBe(4);
    expect(press('d', 9)).toBe(9);
  });

  it('leaves other keys alone and goes away on Escape', () => {
    expect(press('a', 3)).toBeUndefined();
    expect(press('Tab', 3)).toBeUndefined();
    expect(press('Escape', 3)).toBeNull();
  });
});

describe('nearest', () => {
  it('finds what a search through all finds', () => {
    fc.assert(
      fc.property(fc.integer({ min: -DAY, max: 7 * DAY }), (t) => {
        const distance = Math.min(...times.map((time) => Math.abs(time - t)));
        expect(Math.abs((times[nearest(times, t)] ?? 0) - t)).toBe(distance);
      }),
    );
  });
});
