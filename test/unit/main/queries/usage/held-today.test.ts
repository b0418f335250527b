import { describe, expect, it } from 'vitest';
import { saveLimits } from '#main/actions/save-limits';
import { readEvidence } from '#main/queries/recommendations/evidence';
import { readMetricStates } from '#main/queries/standings/metric-states';
import { readSparklines } from '#main/queries/standings/metric-view';
import { DAY, HOUR, MINUTE } from '#shared/domain/instant';
import { NOON } from '../../store/temporary-store';
import { ACCOUNT, pricedAccount } from '../bill/priced-account';

describe('a sliding sum in the first minutes of a day', () => {
  it('ends at the figure in every line, though nothing was told of the day yet', async () => {
    const { parts, store, change, days } = await pricedAccount();
    await change({ billing: { provider: 'vercel', plan: 'hobby', planName: 'Hobby', source: 'provider' } });
    await saveLimits(parts, (await store.connections.find(ACCOUNT))!, []);
    // 2026-11-25T00:06: forty days of 3 GB up to the 24th, of which 29 lie within the last 30 days, today being empty.
    parts.clock.set(NOON + 12 * HOUR + 6 * MINUTE);
    await days({ service: 'VERCEL_BANDWIDTH', metric: 'BANDWIDTH_GB' }, '2026-10-16', Array(40).fill(3));
    const read = (await readMetricStates(parts)).find(({ definition }) => definition.metric === 'BANDWIDTH_GB')!;
    expect(read.window).toBe('rolling-30-days');
    const today = { t: NOON + 12 * HOUR, value: 87 };
    const state = { ...read, period: { start: today.t - 29 * DAY, end: today.t + DAY }, current: today.value };
    expect((await readEvidence(parts, state)).slice(-2)).toEqual([{ t: today.t - DAY, value: 90 }, today]);
    expect((await readSparklines(parts, [state])).get(state.key)?.at(-1)).toEqual(today);
  });
});
