import { describe, expect, it } from 'vitest';
import { correctPrice } from '#main/actions/correct-price';
import { acceptPriceList, examinePriceFile } from '#main/actions/import-prices';
import { setBudget } from '#main/actions/set-budget';
import { setLimit } from '#main/actions/set-limit';
import { readPriceRows } from '#main/queries/bill/prices';
import { readLimits } from '#main/queries/standings/limits';
import { readStandings } from '#main/queries/standings/read-standings';
import type { SampleAccount } from '#main/sample/sample-account';
import { defaultPriceList } from '#shared/core/pricing/default-price-list';
import { limitViewSchema } from '#shared/ipc/limits';
import { VERCEL, vercelCosts } from './vercel-costs';

/** Cases on the filled sample, which takes too long to be made for each file: budgets, limits and prices. */
export function whatAPersonSets(sample: () => SampleAccount): void {
  describe('budgets', () => {
    it('hold an account, a service and a project, and go again', async () => {
      const { parts } = sample();
      await setBudget(parts, { connectionId: VERCEL, amount: 19.5 });
      await setBudget(parts, { connectionId: VERCEL, scope: 'service', key: 'VERCEL_FUNCTIONS', amount: 8 });
      await setBudget(parts, { connectionId: VERCEL, scope: 'project', key: 'prj_api', amount: 1 });
      const view = await vercelCosts(sample());
      expect(view.budget).toMatchObject({ amount: 19.5, verdict: 'passed' });
      expect(view.runOut.budget).not.toBeNull();
      expect(view.budgets.map(({ scope, title, verdict }) => [scope, title, verdict])).toEqual(
        expect.arrayContaining([
          ['service', 'Functions', 'will-pass'],
          ['project', 'api', 'passed'],
        ]),
      );
      await setBudget(parts, { connectionId: VERCEL, scope: 'service', key: 'VERCEL_FUNCTIONS', amount: null });
      await setBudget(parts, { connectionId: VERCEL, scope: 'project', key: 'prj_api', amount: null });
      await setBudget(parts, { connectionId: VERCEL, amount: 200 });
      expect((await vercelCosts(sample())).budgets).toHaveLength(1);
    });

    it('are refused for nobody and for half a scope', async () => {
      const { parts } = sample();
      expect(await setBudget(parts, { connectionId: 'gone', amount: 1 })).toMatchObject({
        failure: { code: 'not-found' },
      });
      expect(await setBudget(parts, { connectionId: VERCEL, scope: 'project', amount: 1 })).toMatchObject({
        failure: { code: 'invalid-input' },
      });
    });
  });

  describe('limits', () => {
    it('are as the channel has them; the one order of all limits begins with the one that is reached first', async () => {
      const views = await readLimits(sample().parts, 15);
      for (const view of views) {
        expect(limitViewSchema.parse(view)).toEqual(view);
      }
      const { list } = await readStandings(sample().parts);
      expect(list[0]).toMatchObject({ service: 'VERCEL_KV', metric: 'STORAGE_MB', severity: 'warning' });
      // Every limit with a figure has its place there.
      const placed = new Set(list.map(({ key }) => key));
      const figures = views.filter(({ metric, enabled }) => metric.limit !== null && enabled);
      expect(figures.filter(({ metric }) => !placed.has(metric.key))).toEqual([]);
      // No figure has no age.
      const without = views.filter(({ metric, source }) => metric.limit === null && source === 'price-list');
      expect(without.length).toBeGreaterThan(0);
      expect(without.filter(({ sourceOld }) => sourceOld)).toEqual([]);
    });

    it("take a person's own figure and thresholds, step alerts at once, and go back", async () => {
      const { parts } = sample();
      const key = { connectionId: VERCEL, service: 'VERCEL_EDGE', metric: 'EDGE_REQUESTS' };
      const edge = async () =>
        (await readLimits(parts, 15)).find(({ metric }) => metric.summaryKey === 'VERCEL_EDGE_EDGE_REQUESTS');
      const before = await edge();
      expect(before).toMatchObject({ source: 'price-list', defaultValue: 10_000_000, enabled: true });

      expect(await setLimit(parts, { ...key, value: 3_100_000, warningPercent: 60 }, null)).toMatchObject({ ok: true });
      expect(await edge()).toMatchObject({
        source: 'user',
        defaultValue: 10_000_000,
        reason: 'Your own figure, set today',
        metric: { limit: 3_100_000, warningPercent: 60, criticalPercent: 90 },
      });
      const firing = await parts.store.alerts.open();
      expect(firing.some(({ metric, severity }) => metric === 'EDGE_REQUESTS' && severity === 'critical')).toBe(true);

      await setLimit(parts, { ...key, value: null }, null);
      expect(await edge()).toMatchObject({ source: 'price-list', metric: { limit: 10_000_000, warningPercent: 60 } });
      await setLimit(parts, { ...key, enabled: false, warningPercent: 75 }, null);
      expect(await edge()).toMatchObject({ enabled: false, metric: { limit: null } });
      await setLimit(parts, { ...key, enabled: true }, null);
      expect(await edge()).toMatchObject(before ?? {});
    });

    it('are refused where thresholds cross, and for what is not watched', async () => {
      const key = { connectionId: VERCEL, service: 'VERCEL_EDGE', metric: 'EDGE_REQUESTS' };
      expect(await setLimit(sample().parts, { ...key, warningPercent: 95 }, null)).toMatchObject({
        failure: { code: 'invalid-input' },
      });
      expect(await setLimit(sample().parts, { ...key, metric: 'NOTHING' }, null)).toMatchObject({
        failure: { code: 'not-found' },
      });
    });
  });

  describe('prices', () => {
    const FUNCTIONS = 'vercel/VERCEL_BUILD/pro/BUILD_CPU_MINUTES';

    it('can be corrected, which shows in the costs at once, and taken back', async () => {
      const { parts } = sample();
      const before = (await vercelCosts(sample())).components.find(({ metric }) => metric === 'BUILD_CPU_MINUTES');
      expect(await correctPrice(parts, { id: FUNCTIONS, price: 0.007 }, null)).toMatchObject({ ok: true });
      const after = (await vercelCosts(sample())).components.find(({ metric }) => metric === 'BUILD_CPU_MINUTES');
      expect(after?.amount).toBeCloseTo(2 * (before?.amount ?? 0), 5);
      expect(after).toMatchObject({ source: 'your own figure', sourceOld: false, price: '$0.007 per CPU-minute' });
      expect((await readPriceRows(parts, 'vercel')).filter(({ corrected }) => corrected).map(({ id }) => id)).toEqual([
        FUNCTIONS,
      ]);
      await correctPrice(parts, { id: FUNCTIONS, price: null }, null);
      expect((await vercelCosts(sample())).components.find(({ metric }) => metric === 'BUILD_CPU_MINUTES')).toEqual(
        before,
      );
    });

    it("take a plan's own fee", async () => {
      const { parts } = sample();
      const id = 'vercel/PLAN/pro/FEE';
      await correctPrice(parts, { id, price: 60 }, null);
      expect((await vercelCosts(sample())).soFar).toMatchObject({ fee: 60, creditIncluded: 20, total: 60 });
      await correctPrice(parts, { id, price: null }, null);
      expect((await vercelCosts(sample())).soFar.fee).toBe(20);
    });

    it.each([{ id: 'vercel/VERCEL_EDGE/pro/NOTHING', price: 1 }])('know nothing of $id', async (correction) => {
      expect(await correctPrice(sample().parts, correction, null)).toMatchObject({ failure: { code: 'not-found' } });
    });

    it('refuse a negative figure, and the list in use stays', async () => {
      const before = await sample().parts.prices();
      expect(await correctPrice(sample().parts, { id: FUNCTIONS, price: -1 }, null)).toMatchObject({
        failure: { code: 'invalid-input' },
      });
      expect(await sample().parts.prices()).toBe(before);
    });

    it('come from a newer file once it is accepted, never before', async () => {
      const { parts } = sample();
      const raised = {
        ...defaultPriceList,
        asOf: '2026-12-01',
        limits: defaultPriceList.limits.map((entry) =>
          entry.id === FUNCTIONS && entry.overage !== null
            ? { ...entry, overage: { ...entry.overage, price: 0.0042 }, sourceDate: '2026-12-01' }
            : entry,
        ),
      };
      const examined = await examinePriceFile(parts, JSON.stringify(raised, null, 2));
      if (!examined.ok) {
        throw new Error(examined.failure.message);
      }
      expect(examined.value.diff.changes.map(({ kind, name }) => [kind, name])).toEqual([
        ['changed', 'vercel pro VERCEL_BUILD BUILD_CPU_MINUTES'],
      ]);
      expect((await vercelCosts(sample())).pricesAsOf).toBe(defaultPriceList.asOf);
      await acceptPriceList(parts, examined.value.list, null);
      const view = await vercelCosts(sample());
      expect(view.pricesAsOf).toBe('2026-12-01');
      expect(view.components.find(({ metric }) => metric === 'BUILD_CPU_MINUTES')?.price).toBe(
        '$0.0042 per CPU-minute',
      );
    });

    it.each([
      ['{', 'line 1'],
      ['[]', 'the file'],
      [JSON.stringify({ ...defaultPriceList, currency: 'EUR' }, null, 2), 'line'],
    ])('refuse a bad file with line and reason: %.20s', async (text, words) => {
      const before = await sample().parts.prices();
      const examined = await examinePriceFile(sample().parts, text);
      expect(examined).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
      expect(examined.ok ? '' : examined.failure.message).toContain(words);
      expect(await sample().parts.prices()).toBe(before);
    });
  });
}
