import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWindowState, placeWindow, type Rectangle, SMALLEST_SIZE } from '#main/desktop/window-state';

const laptop: Rectangle = { x: 0, y: 0, width: 1440, height: 870 };
const monitor: Rectangle = { x: 1440, y: 0, width: 2560, height: 1400 };

describe('placeWindow', () => {
  it('opens at 1280 x 800 in the middle when nothing was kept', () => {
    expect(placeWindow(null, [laptop])).toEqual({ width: 1280, height: 800 });
  });

  it('shrinks to a small screen, but not below the smallest size', () => {
    expect(placeWindow(null, [{ x: 0, y: 0, width: 1024, height: 560 }])).toEqual({ width: 1024, height: 600 });
  });

  it('comes back where it was', () => {
    const bounds = { x: 1600, y: 100, width: 1500, height: 1000 };
    expect(placeWindow({ bounds, maximized: false }, [laptop, monitor])).toEqual(bounds);
  });

  it('goes to the main screen when its own is gone', () => {
    const bounds = { x: 1600, y: 100, width: 1500, height: 1000 };
    expect(placeWindow({ bounds, maximized: false }, [laptop])).toEqual({ width: 1440, height: 870 });
  });

  it('never places a window whose title strip cannot be grabbed', () => {
    const number = fc.integer({ min: -5000, max: 5000 });
    const size = fc.integer({ min: 1, max: 5000 });
    fc.assert(
      fc.property(number, number, size, size, (x, y, width, height) => {
        const placed = placeWindow({ bounds: { x, y, width, height }, maximized: false }, [laptop, monitor]);
        expect(placed.width).toBeGreaterThanOrEqual(SMALLEST_SIZE.width);
        expect(placed.height).toBeGreaterThanOrEqual(SMALLEST_SIZE.height);
        if (placed.x === undefined || placed.y === undefined) return;
        const { x: left, y: top } = { x: placed.x, y: placed.y };
        const held = [laptop, monitor].some(
          (area) =>
            top >= area.y &&
            top < area.y + area.height &&
            Math.min(left + placed.width, area.x + area.width) - Math.max(left, area.x) >= 80,
        );
        expect(held).toBe(true);
      }),
    );
  });
});

describe('parseWindowState', () => {
  it.each([
    null,
    1,
    {},
    { bounds: { x: 1 }, maximized: true },
    { bounds: { x: 0.5, y: 0, width: 1, height: 1 }, maximized: true },
  ])('answers null for %j', (value) => expect(parseWindowState(value)).toBeNull());
});
