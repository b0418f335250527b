import { describe, expect, it } from 'vitest';
import { saveLimits } from '#main/actions/save-limits';
import { setLimit } from '#main/actions/set-limit';
import { readLimitSteps } from '#main/queries/standings/limit-history';
import { readMetricStates } from '#main/queries/standings/metric-states';
import { dayStart } from '#shared/core/calendar/calendar';
import { DAY, HOUR, MINUTE } from '#shared/domain/instant';
import { CACHE, decided, NOW } from './decided';

const STORAGE = { connectionId: CACHE, service: 'VERCEL_KV', metric: 'STORAGE_MB' };

async function watched() {
  const { parts } = await decided();
  // As a version did that knew no history of limits.
  const { store } = parts;
  const forgetful = {
    ...parts,
    store: { ...store, limitHistory: { ...store.limitHistory, append: async () => undefined } },
  };
  const own = async (value: number | null, by = parts) => {
    expect(await setLimit(by, { ...STORAGE, value }, null)).toMatchObject({ ok: true });
  };
  const steps = async () => {
    const states = await readMetricStates(parts, { forecast: false });
    const state = states.find(({ definition }) => definition.metric === STORAGE.metric);
    return readLimitSteps(parts, state!);
  };
  const connection = (await parts.store.connections.find(CACHE))!;
  return { parts, forgetful, connection, own, steps };
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
    const { parts, forgetful, connection, own, steps } = await watched();
    const upgraded = { ...connection, billing: { ...connection.billing!, plan: 'pro', planName: 'Pro' } };
    await parts.store.connections.save(upgraded);
    await saveLimits(forgetful, upgraded, []);
    const provider = upgraded.billing.provider;
    await parts.store.planHistory.append(CACHE, () => [
      { from: '2026-11-01', provider, plan: 'free', planName: null, learnedAt: NOW },
      { from: '2026-11-12', provider, plan: 'pro', planName: null, learnedAt: NOW },
    ]);
    expect(await steps()).toEqual([
      { from: dayStart('2026-11-01', 'UTC'), value: 30 },
      { from: dayStart('2026-11-12', 'UTC'), value: 512 },
    ]);
    parts.clock.set(NOW + 2 * HOUR);
    await own(600, forgetful);
    expect(await steps()).toEqual([]);
  });

  it('writes nothing where no limit changed', async () => {
    const { parts, connection } = await watched();
    const { limits } = parts.store;
    const saved: number[] = [];
    const save: typeof limits.save = async (rows) => void saved.push(rows.length);
    const counting = { ...parts, store: { ...parts.store, limits: { ...limits, save } } };
    await saveLimits(counting, connection, []);
    expect(saved).toEqual([]);
    const free = { ...connection, billing: { ...connection.billing!, plan: 'pro', planName: 'Pro' } };
    await saveLimits(counting, free, []);
    expect(saved).toHaveLength(1);
  });

  it('says when each change was seen, and is gone with its connection', async () => {
    const { parts, own } = await watched();
    parts.clock.set(NOW + DAY);
    await own(50);
    const known = { service: STORAGE.service, metric: STORAGE.metric, projectId: '', limitId: 'plan' };
    expect(await parts.store.limitHistory.list(CACHE)).toEqual([
      { ...known, value: 30, unit: 'MB', until: NOW + DAY, learnedAt: NOW + DAY },
    ]);
    await parts.store.connections.remove(CACHE);
    expect(await parts.store.limitHistory.list(CACHE)).toEqual([]);
  });
});
