import { expect, it } from 'vitest';
import { addDays } from '#shared/core/calendar/calendar';
import {
  type DailyCost,
  daysToCompare,
  largestShift,
  latestShift,
  momentAt,
  toldLately,
  weightyParts,
} from '#shared/core/costs/change-moment';

const TODAY = '2026-11-24';

/** A part that cost `amount(days ago)` on each of the sixty days up to yesterday. */
function part(amount: (ago: number) => number): DailyCost {
  const days = Array.from({ length: 60 }, (_, at) => [addDays(TODAY, at - 60), amount(60 - at)] as const);
  return { first: addDays(TODAY, -60), last: addDays(TODAY, -1), amounts: new Map(days) };
}

const wobble = (ago: number) => 1 + 0.02 * Math.sin(ago * 7.3);
const doubled = part((ago) => (ago <= 14 ? 2 : 1) * wobble(ago));
const steady = part(wobble);

it('finds since when a part costs more, and by how much a day', () => {
  const shift = latestShift(doubled, TODAY);
  expect(shift?.since).toBe(addDays(TODAY, -14));
  expect(shift?.change).toBeCloseTo(1, 1);
  expect(latestShift(steady, TODAY)).toBeNull();
});

it('calls an old change how things are, and a part that is told no more says nothing', () => {
  expect(
    latestShift(
      part((ago) => (ago <= 50 ? 2 : 1) * wobble(ago)),
      TODAY,
    ),
  ).toBeNull();
  expect(toldLately([doubled], addDays(TODAY, 30))).toEqual([]);
  expect(weightyParts([doubled, part(() => 0.001)])).toEqual([doubled]);
});

it('takes the shift that moves the whole most, and none that does not move it by 3 %', () => {
  const small = part((ago) => (ago <= 5 ? 1.3 : 1) * wobble(ago));
  const parts = [doubled, small];
  const shifts = parts.map((one) => latestShift(one, TODAY)).filter((one) => one !== null);
  expect(largestShift(shifts, parts)?.since).toBe(addDays(TODAY, -14));
  const whole = part(() => 1_000);
  expect(largestShift(shifts, [...parts, whole])).toBeNull();
  expect(largestShift([], parts)).toBeNull();
});

it('holds less than a week against the same days of the week before', () => {
  const moment = momentAt(addDays(TODAY, -2), TODAY);
  const days = daysToCompare(moment, steady);
  expect(days?.after).toEqual([addDays(TODAY, -2), addDays(TODAY, -1)]);
  expect(days?.before).toHaveLength(8);
  expect(daysToCompare(moment, { first: TODAY, last: TODAY })).toBeNull();
});
