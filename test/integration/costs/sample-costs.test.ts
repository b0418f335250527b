import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { correctPrice } from '#main/actions/correct-price';
import { acceptPriceList, examinePriceFile } from '#main/actions/import-prices';
import { setBudget } from '#main/actions/set-budget';
import { setLimit } from '#main/actions/set-limit';
import type { SampleAccount } from '#main/collection/sample-account';
import { readCosts, readPlans } from '#main/queries/costs';
import { budgetEvents, costCard } from '#main/queries/costs-card';
import { readFocusFile } from '#main/queries/costs-focus';
import { readLimits } from '#main/queries/limits';
import { readPriceRows } from '#main/queries/prices';
import { readWhatIf } from '#main/queries/what-if';
import { validateFocus } from '#shared/core/costs/focus-validate';
import { defaultPriceList } from '#shared/core/pricing/default-price-list';
import { fromMicros } from '#shared/domain/money';
import { type CostsView, costsSchema } from '#shared/ipc/costs';
import { limitViewSchema } from '#shared/ipc/limits';
import { readFocus } from '../../unit/core/costs/focus-read';
import { NOW } from '../collection/monitored';
import { openFilledSample } from '../collection/sample';

const VERCEL = 'sample-vercel';
const REDIS = 'sample-redis';
const READING = { zone: 'UTC', licences: new Set<string>(), flatRate: new Set<string>(), state: 'estimate' } as const;

let folder: string;
let sample: SampleAccount;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headroom-costs-'));
  sample = await openFilledSample(folder, NOW);
}, 120_000);

afterAll(async () => {
  await sample.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function vercel(): Promise<CostsView> {
  const view = (await readCosts(sample.parts)).find((one) => one.connectionId === VERCEL);
  if (view === undefined) {
    throw new Error('The Vercel account has no costs.');
  }
  return view;
}

const cents = (amount: number): number => Math.round(amount * 1e6);
const total = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + cents(amount), 0);

describe('costs of the sample account', () => {
  it('answers what the contract says, for every connection with a bill', async () => {
    const views = await readCosts(sample.parts);
    for (const view of views) {
      expect(costsSchema.parse(view)).toEqual(view);
    }
    expect(views.map(({ connectionId }) => connectionId)).toEqual(expect.arrayContaining([REDIS, VERCEL]));
  });

  it('is so far, in credit, at the end and against the budget of 200 USD', async () => {
    const view = await vercel();
    expect(view.planName).toBe('Pro');
    expect([view.day, view.days]).toEqual([18, 30]);
    expect(view.soFar).toMatchObject({ total: 20, fee: 20, creditIncluded: 20 });
    expect(view.soFar.creditUsed).toBeGreaterThan(8);
    expect(view.soFar.creditUsed).toBeLessThan(20);
    expect(view.projected?.total).toBeGreaterThanOrEqual(20);
    expect(view.projected?.interval?.[0]).toBeLessThanOrEqual(view.projected?.total ?? 0);
    expect(view.projected?.interval?.[1]).toBeGreaterThanOrEqual(view.projected?.total ?? 0);
    expect(view.budget).toEqual({ amount: 200, spentPercent: 10, verdict: 'within' });
    expect(view.headline).toMatch(
      /^acme cost \$20\.00 so far and comes to about \$\d+ by 30 Nov, within the budget of \$200\.$/,
    );
    expect(view.unknown).toEqual([]);
  });

  it('adds up: fee, charges and credit, and every heading, to the micro', async () => {
    for (const view of await readCosts(sample.parts)) {
      const { soFar } = view;
      const known = view.components.map(({ amount }) => amount ?? 0);
      expect(total(known)).toBe(cents(soFar.atLeast));
      expect(cents(soFar.fee ?? 0) + cents(soFar.charges) - cents(soFar.creditUsed)).toBe(cents(soFar.atLeast));
      for (const shares of [view.byProject, view.byDay, view.byService]) {
        expect(total(shares.map(({ amount }) => amount))).toBe(cents(soFar.atLeast));
        expect(total(shares.map(({ effectiveAmount }) => effectiveAmount))).toBe(cents(view.effective));
      }
    }
  });

  it("tells the regions from the provider's own rows, and says so", async () => {
    const view = await vercel();
    const { charges } = sample.parts.store;
    const [source] = await charges.sources(VERCEL);
    const days = { connectionId: VERCEL, from: '2026-11-01', to: '2026-12-01' };
    const rows = await charges.totals(days, ['category']);
    expect(view.byRegion.map(({ key }) => key)).toEqual(expect.arrayContaining(['iad1', 'fra1']));
    expect(view.byRegion.every(({ state }) => state === 'provisional')).toBe(true);
    expect(total(view.byRegion.map(({ amount }) => amount))).toBe(rows.reduce((sum, { billed }) => sum + billed, 0));
    expect(view.byRegionNote).toBe(`From the provider's own rows up to ${source?.last}, before the included credit.`);
  });

  it('counts no source twice: the projects of a metric are its account figure', async () => {
    const view = await vercel();
    const bandwidth = view.components.find(({ title }) => title === 'Bandwidth');
    const series = (await sample.parts.store.samples.listSeries(VERCEL)).filter(
      ({ metric, projectId }) => metric === 'BANDWIDTH_GB' && projectId === null,
    );
    expect(series).toHaveLength(1);
    const range = { start: view.periodStart - 86_400, end: view.periodEnd };
    const days = await sample.parts.store.samples.days(series[0]?.id ?? 0, range);
    const used = days.filter(({ t }) => t >= Date.UTC(2026, 10, 1) / 1000).reduce((sum, { value }) => sum + value, 0);
    expect(bandwidth?.quantity).toBeCloseTo(used, 6);
    expect(view.byProject.map(({ title }) => title)).toEqual(expect.arrayContaining(['storefront', 'api', 'docs']));
    // CPU minutes are billed, so that minutes of the same builds are not.
    const builds = view.components.filter(({ service }) => service === 'VERCEL_BUILD');
    expect(builds.map(({ metric }) => metric)).toEqual(['BUILD_CPU_MINUTES']);
  });

  it('shows the price, its source and its age beside every component', async () => {
    const view = await vercel();
    const cpu = view.components.find(({ metric }) => metric === 'BUILD_CPU_MINUTES');
    expect(cpu).toMatchObject({ price: '$0.0035 per CPU-minute', sourceDate: '2026-05-28', sourceOld: true });
    expect(view.pricesAsOf).toBe(defaultPriceList.asOf);
  });

  it("reconciles with the provider's own rows, to the cent and without a rest", async () => {
    const { reconciliation } = await vercel();
    expect(reconciliation?.through).toBe('2026-11-16');
    expect(reconciliation?.unexplained).toBe(0);
    const causes = new Map(reconciliation?.differences.map(({ cause, amount }) => [cause, amount]));
    expect(Math.abs(causes.get('revision') ?? 0)).toBeLessThan(0.05);
    expect(causes.get('credit')).toBeGreaterThan(5);
  });

  it('is one card on the overview', async () => {
    const views = await readCosts(sample.parts);
    const card = costCard(views);
    expect(card?.currency).toBe('USD');
    expect(card?.soFar).toBeCloseTo(
      views.reduce((sum, view) => sum + (view.soFar.total ?? 0), 0),
      6,
    );
    expect(card?.budget).toBe(200);
    expect(card?.reason).toContain('after included credit');
  });
});

describe('what if', () => {
  const ask = async (changes: string) => {
    const answer = await readWhatIf(sample.parts, VERCEL, changes);
    if (!answer.ok) {
      throw new Error(answer.failure.message);
    }
    return answer.value;
  };

  it('compares with the period at its expected end, and its lines add up', async () => {
    const answer = await ask('traffic=4');
    expect(answer.today.total).toBeCloseTo((await vercel()).projected?.total ?? 0, 5);
    expect(total(answer.lines.map(({ changed }) => changed ?? 0))).toBe(cents(answer.changed.total ?? 0));
    expect(answer.difference).toBeGreaterThan(0);
    expect(answer.changes).toEqual(['traffic × 4']);
    expect(answer.lines.find(({ title }) => title === 'Build CPU minutes')).toMatchObject({
      changed: expect.anything(),
    });
  });

  it('says that a plan which sells no more would stop, instead of calling it cheap', async () => {
    const answer = await ask('plan=hobby,traffic=10');
    expect(answer.changed).toMatchObject({ planName: 'Hobby', total: 0 });
    expect(answer.notes.some((note) => /Edge requests: .* the plan sells no more/.test(note))).toBe(true);
  });

  it('prices builds by machine instead of by CPU minute, never both', async () => {
    const answer = await ask('build-machine=turbo');
    const builds = answer.lines.filter(({ title }) => title.startsWith('Build'));
    expect(builds.map(({ title }) => title).sort()).toEqual(['Build CPU minutes', 'Build minutes']);
    expect(builds.find(({ title }) => title === 'Build CPU minutes')?.changed).toBe(0);
    expect(builds.find(({ title }) => title === 'Build minutes')?.today).toBe(0);
  });

  it.each([
    ['traffic=-1', 'traffic=-1'],
    ['traffic=NaN', 'traffic=NaN'],
    ['', '""'],
    ['__proto__=2', '__proto__'],
    ['plan=gold', 'no plan "gold"'],
    ['region=mars1', 'no region "mars1"'],
    ['build-machine=abacus', 'no build machine "abacus"'],
  ])('refuses %s and says why', async (changes, words) => {
    const answer = await readWhatIf(sample.parts, VERCEL, changes);
    expect(answer).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
    expect(answer.ok ? '' : answer.failure.message).toContain(words);
  });

  it('knows no bill of a connection that is not there', async () => {
    expect(await readWhatIf(sample.parts, 'gone', 'traffic=2')).toMatchObject({ failure: { code: 'not-found' } });
    expect(await readPlans(sample.parts, 'gone')).toMatchObject({ failure: { code: 'not-found' } });
  });

  it('offers the plans that are sold, cheapest first', async () => {
    const plans = await readPlans(sample.parts, VERCEL);
    expect(plans.ok ? plans.value.map(({ plan }) => plan) : []).toEqual(
      expect.arrayContaining(['hobby', 'pro', 'pro-flat-20', 'enterprise']),
    );
    expect(plans.ok ? plans.value[0] : null).toEqual({ plan: 'hobby', name: 'Hobby', fee: 0 });
  });
});

describe('a FOCUS file', () => {
  it.each(['csv', 'jsonl'] as const)('written as %s is read back to the same total', async (format) => {
    const file = await readFocusFile(sample.parts, format);
    if (!file.ok) {
      throw new Error(file.failure.message);
    }
    const read = readFocus(file.value.text, format, READING);
    expect(read.ok && read.value.skipped).toBe(0);
    const charges = read.ok ? read.value.charges : [];
    expect(charges).toHaveLength(file.value.rows);
    const views = await readCosts(sample.parts);
    const billed = charges.reduce((sum, charge) => sum + (charge.billedCost ?? 0), 0);
    expect(fromMicros(billed)).toBeCloseTo(
      views.reduce((sum, view) => sum + view.soFar.atLeast, 0),
      6,
    );
    if (format === 'jsonl') {
      const rows = file.value.text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(validateFocus(rows)).toEqual([]);
    }
  });
});

describe('budgets', () => {
  it('hold an account, a service and a project, and go again', async () => {
    const { parts } = sample;
    await setBudget(parts, { connectionId: VERCEL, amount: 19.5 });
    await setBudget(parts, { connectionId: VERCEL, scope: 'service', key: 'VERCEL_FUNCTIONS', amount: 8 });
    await setBudget(parts, { connectionId: VERCEL, scope: 'project', key: 'prj_api', amount: 1 });
    const view = await vercel();
    expect(view.budget).toMatchObject({ amount: 19.5, verdict: 'passed' });
    expect(view.runOut.budget).not.toBeNull();
    // It is passed already, so that nothing is still to come.
    expect(budgetEvents([view], NOW)).toEqual([]);
    expect(view.budgets.map(({ scope, title, verdict }) => [scope, title, verdict])).toEqual(
      expect.arrayContaining([
        ['service', 'Functions', 'will-pass'],
        ['project', 'api', 'passed'],
      ]),
    );
    await setBudget(parts, { connectionId: VERCEL, scope: 'service', key: 'VERCEL_FUNCTIONS', amount: null });
    await setBudget(parts, { connectionId: VERCEL, scope: 'project', key: 'prj_api', amount: null });
    await setBudget(parts, { connectionId: VERCEL, amount: 200 });
    expect((await vercel()).budgets).toHaveLength(1);
  });

  it('are refused for nobody and for half a scope', async () => {
    const { parts } = sample;
    expect(await setBudget(parts, { connectionId: 'gone', amount: 1 })).toMatchObject({
      failure: { code: 'not-found' },
    });
    expect(await setBudget(parts, { connectionId: VERCEL, scope: 'project', amount: 1 })).toMatchObject({
      failure: { code: 'invalid-input' },
    });
  });
});

describe('limits', () => {
  it('come in the order in which they are reached, what has none last', async () => {
    const views = await readLimits(sample.parts, 15);
    for (const view of views) {
      expect(limitViewSchema.parse(view)).toEqual(view);
    }
    expect(views[0]?.metric.summaryKey).toBe('VERCEL_KV_STORAGE_MB');
    const firstWithout = views.findIndex(({ metric }) => metric.limit === null);
    expect(views.slice(firstWithout).every(({ metric }) => metric.limit === null)).toBe(true);
    const days = views.map(({ metric }) => metric.daysToLimit?.q50 ?? null).filter((one) => one !== null);
    expect(days).toEqual([...days].sort((a, b) => a - b));
  });

  it("take a person's own figure and thresholds, step alerts at once, and go back", async () => {
    const { parts } = sample;
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
    expect(await setLimit(sample.parts, { ...key, warningPercent: 95 }, null)).toMatchObject({
      failure: { code: 'invalid-input' },
    });
    expect(await setLimit(sample.parts, { ...key, metric: 'NOTHING' }, null)).toMatchObject({
      failure: { code: 'not-found' },
    });
  });
});

describe('prices', () => {
  const FUNCTIONS = 'vercel/VERCEL_BUILD/pro/BUILD_CPU_MINUTES';

  it('can be corrected, which shows in the costs at once, and taken back', async () => {
    const { parts } = sample;
    const before = (await vercel()).components.find(({ metric }) => metric === 'BUILD_CPU_MINUTES');
    expect(await correctPrice(parts, { id: FUNCTIONS, price: 0.007 }, null)).toMatchObject({ ok: true });
    const after = (await vercel()).components.find(({ metric }) => metric === 'BUILD_CPU_MINUTES');
    expect(after?.amount).toBeCloseTo(2 * (before?.amount ?? 0), 5);
    expect(after).toMatchObject({ source: 'your own figure', sourceOld: false, price: '$0.007 per CPU-minute' });
    expect((await readPriceRows(parts, 'vercel')).filter(({ corrected }) => corrected).map(({ id }) => id)).toEqual([
      FUNCTIONS,
    ]);
    await correctPrice(parts, { id: FUNCTIONS, price: null }, null);
    expect((await vercel()).components.find(({ metric }) => metric === 'BUILD_CPU_MINUTES')).toEqual(before);
  });

  it("take a plan's own fee", async () => {
    const { parts } = sample;
    const id = 'vercel/PLAN/pro/FEE';
    await correctPrice(parts, { id, price: 60 }, null);
    expect((await vercel()).soFar).toMatchObject({ fee: 60, creditIncluded: 20, total: 60 });
    await correctPrice(parts, { id, price: null }, null);
    expect((await vercel()).soFar.fee).toBe(20);
  });

  it.each([{ id: 'vercel/VERCEL_EDGE/pro/NOTHING', price: 1 }])('know nothing of $id', async (correction) => {
    expect(await correctPrice(sample.parts, correction, null)).toMatchObject({ failure: { code: 'not-found' } });
  });

  it('refuse a negative figure, and the list in use stays', async () => {
    const before = await sample.parts.prices();
    expect(await correctPrice(sample.parts, { id: FUNCTIONS, price: -1 }, null)).toMatchObject({
      failure: { code: 'invalid-input' },
    });
    expect(await sample.parts.prices()).toBe(before);
  });

  it('come from a newer file once it is accepted, never before', async () => {
    const { parts } = sample;
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
    expect((await vercel()).pricesAsOf).toBe(defaultPriceList.asOf);
    await acceptPriceList(parts, examined.value.list, null);
    const view = await vercel();
    expect(view.pricesAsOf).toBe('2026-12-01');
    expect(view.components.find(({ metric }) => metric === 'BUILD_CPU_MINUTES')?.price).toBe('$0.0042 per CPU-minute');
  });

  it.each([
    ['{', 'line 1'],
    ['[]', 'the file'],
    [JSON.stringify({ ...defaultPriceList, currency: 'EUR' }, null, 2), 'line'],
  ])('refuse a bad file with line and reason: %.20s', async (text, words) => {
    const before = await sample.parts.prices();
    const examined = await examinePriceFile(sample.parts, text);
    expect(examined).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
    expect(examined.ok ? '' : examined.failure.message).toContain(words);
    expect(await sample.parts.prices()).toBe(before);
  });
});
