import { describe, expect, it } from 'vitest';
import { saveLimits } from '#main/actions/save-limits';
import { setLimit } from '#main/actions/set-limit';
import { planHistoryKey } from '#main/queries/bill/plans';
import { limitHistoryKey, readLimitSteps } from '#main/queries/standings/limit-history';
import { readMetricStates } from '#main/queries/standings/metric-states';
import { dayStart } from '#shared/core/calendar/calendar';
import { DAY, HOUR, MINUTE } from '#shared/domain/instant';
import { CACHE, decided, NOW } from './decided';

const STORAGE = { connectionId: CACHE, service: 'VERCEL_KV', metric: 'STORAGE_MB' };

async function watched() {
  const { parts } = await decided();
  const own = async (value: number | null) => {
    expect(await setLimit(parts, { ...STORAGE, value }, null)).toMatchObject({ ok: true });
  };
  const steps = async () => {
    const states = await readMetricStates(parts, { forecast: false });
    const state = states.find(({ definition }) => definition.metric === STORAGE.metric);
    return readLimitSteps(parts, state!);
  };
  const connection = (await parts.store.connections.find(CACHE))!;
  return { parts, connection, own, steps };
}

describe('the history of a limit', () => {
  it('is empty as long as the limit never changed, also when it is worked out anew', async () => {
    const { parts, connection, steps } = await watched();
    parts.clock.set(NOW + DAY);
    await saveLimits(parts, connection, []);
    expect(await steps()).toEqual([]);
  });

  it('steps where a person put in another figure, and where it was taken back', async () => {
    const { parts, connection, own, steps } = await watched();
    parts.clock.set(NOW + DAY);
    await own(50);
    parts.clock.set(NOW + 3 * DAY);
    await own(null);
    expect(await steps()).toEqual([
      { from: connection.createdAt, value: 30 },
      { from: NOW + DAY, value: 50 },
      { from: NOW + 3 * DAY, value: 30 },
    ]);
  });

  it('does not keep a figure that was undone at once', async () => {
    const { parts, own, steps } = await watched();
    parts.clock.set(NOW + DAY);
    await own(50);
    parts.clock.set(NOW + DAY + MINUTE);
    await own(null);
    expect(await steps()).toEqual([]);
  });

  it('steps where the provider names another figure', async () => {
    const { parts, connection, own, steps } = await watched();
    parts.clock.set(NOW + 2 * DAY);
    const told = {
      value: 512,
      unit: 'MB',
      window: 'point-in-time',
      atLimit: 'hard',
      reason: 'INFO maxmemory',
    } as const;
    await saveLimits(parts, connection, [{ service: STORAGE.service, metric: STORAGE.metric, ...told }]);
    expect((await steps()).map(({ value }) => value)).toEqual([30, 512]);
    // Neither a cycle in which the provider was not asked nor a figure of one's own forgets what it said.
    await saveLimits(parts, connection, []);
    await own(600);
    await own(null);
    const kept = (await parts.store.limits.list(CACHE)).find(({ metric }) => metric === STORAGE.metric);
    expect(kept).toMatchObject({ value: 512, source: 'provider' });
  });

  it('comes from the price list for the plans that were seen before, and not for a figure of one’s own', async () => {
    const { parts, connection, own, steps } = await watched();
    const upgraded = { ...connection, billing: { ...connection.billing!, plan: 'pro', planName: 'Pro' } };
    await parts.store.connections.save(upgraded);
    await saveLimits(parts, upgraded, []);
    await parts.store.settings.set(limitHistoryKey(CACHE), []);
    const provider = upgraded.billing.provider;
    await parts.store.settings.set(planHistoryKey(CACHE), [
      { from: '2026-11-01', provider, plan: 'free' },
      { from: '2026-11-12', provider, plan: 'pro' },
    ]);
    expect(await steps()).toEqual([
      { from: dayStart('2026-11-01', 'UTC'), value: 30 },
      { from: dayStart('2026-11-12', 'UTC'), value: 512 },
    ]);
    parts.clock.set(NOW + 2 * HOUR);
    await own(600);
    await parts.store.settings.set(limitHistoryKey(CACHE), []);
    expect(await steps()).toEqual([]);
  });

  it('is gone with its connection, and counts as empty where it cannot be read', async () => {
    const { parts, own, steps } = await watched();
    parts.clock.set(NOW + DAY);
    await own(50);
    expect(Object.keys(await parts.store.settings.all())).toContain(limitHistoryKey(CACHE));
    await parts.store.settings.set(limitHistoryKey(CACHE), 'broken');
    expect(await steps()).toEqual([]);
    await parts.store.connections.remove(CACHE);
    expect(Object.keys(await parts.store.settings.all())).not.toContain(limitHistoryKey(CACHE));
  });
});
