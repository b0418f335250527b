import { describe, expect, it } from 'vitest';
import { saveLimits } from '#main/actions/save-limits';
import { readEvidence } from '#main/queries/recommendations/evidence';
import { readMetricStates } from '#main/queries/standings/metric-states';
import { readSparklines } from '#main/queries/standings/metric-view';
import { readStandings } from '#main/queries/standings/read-standings';
import { DAY, HOUR } from '#shared/domain/instant';
import { attemptOf } from '../../store/domain-rows';
import { NOON } from '../../store/temporary-store';
import { ACCOUNT, pricedAccount } from '../bill/priced-account';

const NAME = { service: 'VERCEL_BANDWIDTH', metric: 'BANDWIDTH_GB' } as const;
/** The first moment of 2026-11-25 in UTC. */
const MIDNIGHT = NOON + 12 * HOUR;

/** Days of a plan whose limits count the last thirty days, from 16 October on, read at midnight. */
async function hobbyAccount(values: readonly number[]) {
  const { parts, store, change, days } = await pricedAccount();
  await change({ billing: { provider: 'vercel', plan: 'hobby', planName: 'Hobby', source: 'provider' } });
  await saveLimits(parts, (await store.connections.find(ACCOUNT))!, []);
  parts.clock.set(MIDNIGHT);
  await days(NAME, '2026-10-16', values);
  return {
    clock: parts.clock,
    /** The source answered at midnight, with nothing new. */
    async readAgain() {
      const { definition } = (await readMetricStates(parts)).find((one) => one.definition.metric === NAME.metric)!;
      const [capability] = parts.catalog.feeding('vercel', definition);
      const cycle = await store.cycles.begin('schedule', MIDNIGHT);
      const attempt = attemptOf({ connectionId: ACCOUNT, capability: capability!, startedAt: MIDNIGHT });
      await store.cycles.recordAttempts(cycle, [attempt]);
    },
    /** The figure with its window's bounds, the standing's, and the last of each line. */
    async read() {
      const state = (await readMetricStates(parts)).find(({ definition }) => definition.metric === NAME.metric)!;
      const standing = (await readStandings(parts)).list.find(({ key }) => key === state.key)!;
      return {
        window: state.window,
        current: state.current,
        end: state.period?.end,
        used: standing.used,
        start: standing.window.start,
        evidence: (await readEvidence(parts, state)).at(-1),
        sparkline: (await readSparklines(parts, [state])).get(state.key)?.at(-1),
      };
    },
  };
}

describe('a sliding sum in the first minutes of a day', () => {
  it('stands as it was read while nothing was told of the day: the oldest day does not leave it for nothing', async () => {
    // Forty days of 3 GB up to the 24th: the thirty that ended at midnight hold 90.
    const { read } = await hobbyAccount(Array(40).fill(3));
    const last = { t: MIDNIGHT - DAY, value: 90 };
    expect(await read()).toEqual({
      window: 'rolling-30-days',
      current: 90,
      end: MIDNIGHT,
      used: 90,
      start: MIDNIGHT - 30 * DAY,
      evidence: last,
      sparkline: last,
    });
  });

  it('moves on with the first amount of the day', async () => {
    // Twenty-nine days of 3 GB and half a GB of today; of the day before them nothing has left yet.
    const { read, clock } = await hobbyAccount([...Array(40).fill(3), 0.5]);
    const last = { t: MIDNIGHT, value: 90.5 };
    expect(await read()).toMatchObject({ current: 90.5, used: 90.5, start: MIDNIGHT - 29 * DAY });
    expect(await read()).toMatchObject({ end: MIDNIGHT + DAY, evidence: last, sparkline: last });
    // At six in the evening a quarter of it is left.
    clock.set(MIDNIGHT + 18 * HOUR);
    expect(await read()).toMatchObject({ current: 88.25, used: 88.25, sparkline: { t: MIDNIGHT, value: 88.25 } });
  });

  it('lets days leave it that are over, where nothing was used in the meantime', async () => {
    // Read on the 25th, and nothing was used on the 24th: of the thirty days up to it 29 hold 3 GB.
    const { read, readAgain } = await hobbyAccount(Array(39).fill(3));
    await readAgain();
    const last = { t: MIDNIGHT - DAY, value: 87 };
    expect(await read()).toMatchObject({ current: 87, used: 87, end: MIDNIGHT, evidence: last, sparkline: last });
  });
});
