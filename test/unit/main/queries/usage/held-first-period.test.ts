import { expect, it } from 'vitest';
import { saveLimits } from '#main/actions/save-limits';
import { readMetricStates } from '#main/queries/standings/metric-states';
import { readHeldDays } from '#main/queries/usage/held-points';
import { dayStart } from '#shared/core/calendar/calendar';
import { ACCOUNT, pricedAccount } from '../bill/priced-account';

it('a period that was read from its tenth day on tells no total, the one in progress does', async () => {
  const { parts, store, days } = await pricedAccount();
  await saveLimits(parts, (await store.connections.find(ACCOUNT))!, []);
  // 2 GB a day from 10 October to 24 November: 44 by the end of October are not what October used.
  await days({ service: 'VERCEL_BANDWIDTH', metric: 'BANDWIDTH_GB' }, '2026-10-10', Array(46).fill(2));
  const state = (await readMetricStates(parts)).find(({ definition }) => definition.metric === 'BANDWIDTH_GB')!;
  const range = { start: dayStart('2026-10-01', 'UTC'), end: dayStart('2026-11-25', 'UTC') };
  const held = await readHeldDays(parts, state, state.series!, range);
  const at = (day: string) => held.find(({ t }) => t === dayStart(day, 'UTC'));
  expect(at('2026-10-31')).toMatchObject({ value: 2, held: null });
  expect(at('2026-11-24')).toMatchObject({ value: 2, held: 48 });
});
