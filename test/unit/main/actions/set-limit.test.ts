import { describe, expect, it } from 'vitest';
import { setLimit } from '#main/actions/set-limit';
import { CACHE, decided, NOW } from './decided';

const STORAGE = { connectionId: CACHE, service: 'VERCEL_KV', metric: 'STORAGE_MB' };
/** A metric for which no plan of the list has a figure. */
const CONNECTIONS = { ...STORAGE, metric: 'CONNECTIONS' };

async function watched() {
  const { parts, storage } = await decided();
  const kept = async (metric: string) =>
    (await parts.store.limits.list(CACHE)).find((one) => one.service === STORAGE.service && one.metric === metric);
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
});
