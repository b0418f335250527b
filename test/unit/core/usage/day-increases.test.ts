import { expect, it } from 'vitest';
import { dayIncreases } from '#shared/core/usage/day-increases';
import { DAY, HOUR } from '#shared/domain/instant';

const START = Date.UTC(2026, 10, 1) / 1000;
const at = (day: number, hour: number) => START + day * DAY + hour * HOUR;

it('a day adds its last reading less the last one before it, and a total that began anew counts from 0', () => {
  const readings = [
    { t: at(0, 6), value: 10 },
    { t: at(0, 20), value: 14 },
    { t: at(1, 3), value: 15 },
    { t: at(1, 23), value: 20 },
    // The third day was not read: its amount is in the fourth's.
    { t: at(3, 12), value: 50 },
    { t: at(4, 12), value: 8 },
  ];
  expect(dayIncreases(readings, 'UTC')).toEqual([
    { t: at(1, 0), value: 6 },
    { t: at(3, 0), value: 30 },
    { t: at(4, 0), value: 8 },
  ]);
});

it('days are those of the zone', () => {
  // 07:00 UTC on the second is still the first in Los Angeles, whose clocks went back that day.
  const readings = [at(1, 6), at(1, 7), at(1, 9)].map((t, index) => ({ t, value: index }));
  expect(dayIncreases(readings, 'America/Los_Angeles')).toEqual([{ t: at(1, 8), value: 1 }]);
});

it('of one day alone nothing is known', () => {
  expect(dayIncreases([{ t: at(0, 1), value: 5 }], 'UTC')).toEqual([]);
  expect(dayIncreases([], 'UTC')).toEqual([]);
});
