import { describe, expect, it } from 'vitest';
import { setLimit } from '#main/actions/set-limit';
import { readLimits } from '#main/queries/standings/limits';
import { readStandings } from '#main/queries/standings/read-standings';
import { CACHE, decided, NOW } from './decided';

const STORAGE = { connectionId: CACHE, service: 'VERCEL_KV', metric: 'STORAGE_MB' };
/** A metric for which no plan of the list has a figure. */
const CONNECTIONS = { ...STORAGE, metric: 'CONNECTIONS' };

async function watched() {
  const { parts, storage } = await decided();
  const kept = async (metric: string) =>
    (await parts.store.limits.list(CACHE)).find(
      (one) => one.service === STORAGE.service && one.metric === metric && one.limitId === 'plan',
    );
  return { parts, storage, kept };
}

describe('a limit that a person sets', () => {
  it('keeps what stands behind it, and goes back to the list', async () => {
    const { parts, kept } = await watched();
    expect(await setLimit(parts, { ...STORAGE, value: 50 }, null)).toMatchObject({ ok: true });
    expect(await kept('STORAGE_MB')).toMatchObject({
      value: 50,
      source: 'user',
      asOf: NOW,
      atLimit: 'hard',
      unit: 'MB',
    });
    await setLimit(parts, { ...STORAGE, value: null }, null);
    expect(await kept('STORAGE_MB')).toMatchObject({ value: 30, source: 'price-list' });
  });

  it('only tells where the provider itself has none', async () => {
    const { parts, kept } = await watched();
    await setLimit(parts, { ...CONNECTIONS, value: 40 }, null);
    expect(await kept('CONNECTIONS')).toMatchObject({ value: 40, source: 'user', atLimit: 'inform' });
  });

  it.each([
    [90, 90, true],
    [89, 90, true],
    [91, 90, false],
  ])(
    'with a warning at %i and a critical threshold at %i is taken: %s',
    async (warningPercent, criticalPercent, ok) => {
      const { parts, kept } = await watched();
      expect(await setLimit(parts, { ...STORAGE, warningPercent, criticalPercent }, null)).toMatchObject({ ok });
      const thresholds = ok ? { warningPercent, criticalPercent } : { warningPercent: 75, criticalPercent: 90 };
      expect(await kept('STORAGE_MB')).toMatchObject({ ...thresholds, value: 30, source: 'price-list' });
    },
  );

  it('steps its alerts at once', async () => {
    const { parts, storage } = await watched();
    await storage(50);
    await setLimit(parts, { ...STORAGE, value: 16 }, null);
    expect(await parts.store.alerts.open()).toMatchObject([{ metric: 'STORAGE_MB', severity: 'critical', limit: 16 }]);
  });

  it('a mark of one’s own stands beside the limit, rings when it is reached and not before, and goes again', async () => {
    const { parts, storage, kept } = await watched();
    await storage(50);
    // 24 % of 100 of the mark, while the plan allows 30 MB: 15 MB are used.
    await setLimit(parts, { ...STORAGE, mark: 100 }, null);
    const own = async () =>
      (await readStandings(parts)).list.filter(({ metric, limitId }) => metric === 'STORAGE_MB' && limitId === 'own');
    expect(await kept('STORAGE_MB')).toMatchObject({ value: 30, source: 'price-list', warningPercent: 75 });
    const [mark] = await own();
    expect(mark).toMatchObject({
      key: `${CACHE}/VERCEL_KV/STORAGE_MB#own`,
      limit: 100,
      atLimit: 'inform',
      limitSource: 'user',
      warningPercent: 100,
    });
    expect(mark?.severity).not.toBe('over');
    const list = (await readLimits(parts, 15)).find(({ metric }) => metric.key === `${CACHE}/VERCEL_KV/STORAGE_MB`);
    expect(list?.mark).toBe(100);
    await setLimit(parts, { ...STORAGE, mark: mark?.used ?? 1 }, null);
    expect(await own()).toMatchObject([{ severity: 'over' }]);
    expect((await parts.store.alerts.open()).some(({ key }) => key.includes('#own'))).toBe(true);
    await setLimit(parts, { ...STORAGE, mark: null }, null);
    expect(await own()).toEqual([]);
    expect((await readLimits(parts, 15)).every(({ mark }) => mark === null)).toBe(true);
  });
});
