import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLoad, levelAt } from '#main/simulator/load';
import { levelSchema, loadSchema } from '#main/simulator/scenario';
import { DAY, HOUR } from '#shared/domain/instant';

const anchorDay = 20_775;
const context = { seed: 1, key: 'k', anchorDay, historyDays: 100, share: 1 };
const dayOf = (offset: number) => ({ start: (anchorDay + offset) * DAY, end: (anchorDay + offset + 1) * DAY });
const load = (spec: object) => createLoad(loadSchema.parse(spec), context);

describe('a load', () => {
  test('gives its base on the anchor day', () => {
    expect(load({ base: 5_000 }).between(dayOf(0))).toBe(5_000);
  });

  test('adds up however its time is split', () => {
    const busy = load({ base: 173_000, noise: 0.3, percentPerDay: 1, weekly: [2, 1, 1, 1, 1, 0, 1] });
    const first = (anchorDay - 90) * DAY;
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 90 * DAY }), { minLength: 2, maxLength: 30 }), (cuts) => {
        const times = [...cuts].sort((a, b) => a - b).map((cut) => first + cut);
        const parts = times.slice(1).map((end, index) => busy.between({ start: times[index] ?? end, end }));
        const whole = busy.between({ start: times[0] ?? 0, end: times.at(-1) ?? 0 });
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(whole);
        expect(parts.every((part) => part >= 0)).toBe(true);
      }),
    );
  });

  test('grows by a fixed amount, by percent, and never below its floor', () => {
    expect(load({ base: 6_240, perDay: 70, floor: 300 }).between(dayOf(-10))).toBeCloseTo(5_540, -1);
    expect(load({ base: 6_240, perDay: 70, floor: 300 }).between(dayOf(-95))).toBeCloseTo(300, -1);
    expect(load({ base: 1_000, percentPerDay: 10 }).between(dayOf(2))).toBeCloseTo(1_210, -1);
  });

  test('a shift lasts, and leaves the anchor day at its base', () => {
    const shifted = load({
      base: 900,
      shifts: [
        { day: -12, factor: 3 },
        { day: 5, factor: 2 },
      ],
    });
    expect([-13, -12, 0, 4, 5].map((day) => shifted.between(dayOf(day)))).toEqual([300, 900, 900, 900, 1_800]);
  });

  test('a shift of one project leaves the others alone', () => {
    const spec = loadSchema.parse({ base: 900, shifts: [{ day: -12, factor: 3, project: 'api' }] });
    expect(createLoad(spec, { ...context, project: 'docs' }).between(dayOf(-20))).toBe(900);
    expect(createLoad(spec, { ...context, project: 'api' }).between(dayOf(-20))).toBe(300);
  });

  test('a spike is over after its days', () => {
    const spiked = load({ base: 100, spikes: [{ day: -3, days: 2, factor: 6 }] });
    expect([-4, -3, -2, -1].map((day) => spiked.between(dayOf(day)))).toEqual([100, 600, 600, 100]);
  });

  test('a weekly seasonality keeps the mean', () => {
    const weekly = load({ base: 700, weekly: [2, 2, 2, 2, 2, 1, 1] });
    const week = Array.from({ length: 7 }, (_, day) => weekly.between(dayOf(day)));
    expect(week.reduce((sum, amount) => sum + amount, 0)).toBeCloseTo(4_900, -1);
    expect(Math.max(...week) / Math.min(...week)).toBeCloseTo(2, 1);
  });

  test('knows nothing before its history', () => {
    expect(load({ base: 10 }).between(dayOf(-101))).toBe(0);
  });
});

describe('a level', () => {
  const spec = levelSchema.parse({
    at: 26_738_688,
    rates: [{ perDay: 367_001.6 }, { fromDay: -12, perDay: 943_718.4 }],
    ripple: 120_000,
    floor: 400_000,
  });
  const anchor = anchorDay * DAY + 10 * HOUR;

  test('is exact at the anchor, whatever the ripple', () => {
    expect(levelAt(spec, 7, anchor, anchor)).toBe(26_738_688);
  });

  test('changes its rate where it is told to', () => {
    const at = (day: number) => levelAt(spec, 7, anchor, anchor + day * DAY);
    expect(at(0) - at(-1)).toBeCloseTo(943_718.4, 0);
    expect(at(-12) - at(-13)).toBeCloseTo(367_001.6, 0);
    expect(at(3) - at(2)).toBeCloseTo(943_718.4, 0);
  });

  test('stops at its floor', () => {
    expect(levelAt(spec, 7, anchor, anchor - 90 * DAY)).toBe(400_000);
  });
});
