import { expect, it } from 'vitest';
import { readBackTestMarks } from '#main/queries/alerts/back-test';
import { DAY, HOUR } from '#shared/domain/instant';
import { asARule, markWords } from '#shared/words/back-test';
import { decided, NOW } from '../../actions/decided';

it('a lower mark rings earlier, and none rings for nothing where the limit was reached', async () => {
  const subject = await decided();
  const { parts } = subject;
  // Two percent a day: 100 % on the 40th.
  for (let hours = 0; hours <= 40 * 24; hours += 6) {
    parts.clock.set(NOW + hours * HOUR);
    await subject.storage(20 + (hours / 24) * 2);
  }
  parts.clock.set(NOW + 41 * DAY);
  await subject.storage(100);
  const marks = await readBackTestMarks(parts, { change: {}, services: ['VERCEL_KV'] });
  expect(marks.map(({ mark }) => mark)).toEqual([60, 65, 70, 75, 80, 85, 90, 95]);
  expect(marks.every(({ needed, forNothing }) => needed > 0 && forNothing === 0)).toBe(true);
  // Of 60 % it is twenty days to the limit, of 95 % two and a half.
  const days = marks.map(({ daysAhead }) => daysAhead ?? -1);
  expect(days).toEqual([...days].sort((a, b) => b - a));
  expect(days[0]).toBeGreaterThan(15);
  expect(days.at(-1)).toBeLessThan(4);
});

it('what none came before has no figure', () => {
  expect(asARule([{ daysAhead: null }])).toBeNull();
  expect(asARule([{ daysAhead: 9 }, { daysAhead: null }, { daysAhead: 2 }, { daysAhead: 4 }])).toBe(4);
  expect(markWords({ mark: 80, needed: 4, forNothing: 1, daysAhead: 7 })).toBe(
    '80 %: 5 alerts, 1 of them for nothing, about 7 days before the limit as a rule',
  );
});
