import { expect, it } from 'vitest';
import { DAY } from '#shared/domain/instant';
import { CACHE, connectionNamed, noise, recorded, TODAY } from './recorded';

/** Eight days ago the days began to count half as much again. */
const CHANGED = TODAY - 8 * DAY;
const MIDDLE_SINCE = 1_530;

/** The kept forecasts of a store's days, oldest first: when they were made, and their median. */
async function kept(plans: readonly { readonly from: string; readonly plan: string }[]) {
  const { parts, day, cycle } = await recorded();
  const billing = { provider: 'upstash', plan: 'payg', planName: 'Pay as you go', source: 'provider' } as const;
  await parts.store.connections.save({ ...connectionNamed(CACHE), billing });
  await parts.store.planHistory.append(CACHE, () =>
    plans.map((seen) => ({ ...seen, provider: 'upstash', planName: null, learnedAt: TODAY })),
  );
  for (let back = 60; back >= 1; back -= 1) {
    await day('daily', back, (back <= 8 ? 1_500 : 1_000) + 60 * noise(back));
  }
  await cycle();
  const { due, scored } = parts.store.forecasts;
  const records = [...(await scored()), ...(await due(TODAY + 9 * DAY))].sort((a, b) => a.madeAt - b.madeAt);
  return records.map(({ madeAt, step }) => ({ madeAt, median: step.q50 }));
}

it('forecasts that are graded begin anew at a plan change, and know of it only once it was', async () => {
  const without = await kept([]);
  const withEvent = await kept([
    { from: '2026-09-01', plan: 'free' },
    { from: '2026-11-16', plan: 'payg' },
  ]);
  const before = (records: typeof without) => records.filter(({ madeAt }) => madeAt <= CHANGED);
  expect(before(withEvent).length).toBeGreaterThan(40);
  expect(before(withEvent)).toEqual(before(without));

  // Four days at a new level tell it from a spike; from then on the old one is no part of the forecast.
  const off = (records: typeof without) =>
    records
      .filter(({ madeAt }) => madeAt >= CHANGED + 4 * DAY && madeAt < TODAY)
      .reduce((sum, { median }) => sum + Math.abs(median - MIDDLE_SINCE), 0);
  expect(off(withEvent)).toBeLessThan(off(without) / 4);
});
