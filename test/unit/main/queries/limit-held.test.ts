import { expect, it } from 'vitest';
import { readLimitHeld } from '#main/queries/recommendations/limit-held';
import { DAY } from '#shared/domain/instant';
import { decided, NOW } from '../actions/decided';

it('a limit held where an alert came near it, and not where one came to it', async () => {
  const { parts, storage, recommend, evaluate } = await decided();
  await storage(95);
  await recommend();
  const [row] = await parts.store.recommendations.list();
  if (row === undefined) throw new Error('Nothing is advised.');
  const at = async (hours: number, percent: number) => {
    parts.clock.set(NOW + hours * 3600);
    await storage(percent);
    await evaluate();
  };
  const held = () => readLimitHeld(parts, row, { start: NOW - DAY, end: NOW + DAY });
  await at(0, 95);
  await at(1, 60);
  expect(await held()).toBe(true);
  // It climbs while the alert of 95 % goes on, which then has the percent of the last look.
  await at(2, 95);
  await at(3, 101);
  expect(await held()).toBe(false);
  await at(4, 60);
  expect(await held()).toBe(false);
});
