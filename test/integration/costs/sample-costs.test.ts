import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCosts, readPlans } from '#main/queries/bill/costs';
import { readFocusFile } from '#main/queries/bill/focus';
import { readBill } from '#main/queries/bill/read-bill';
import { readWhatIf } from '#main/queries/bill/what-if';
import type { SampleAccount } from '#main/sample/sample-account';
import { validateFocus } from '#shared/core/costs/focus-validate';
import { defaultPriceList } from '#shared/core/pricing/default-price-list';
import { fromMicros } from '#shared/domain/money';
import { costsSchema } from '#shared/ipc/costs';
import { readFocus } from '../../unit/core/costs/focus-read';
import { NOW } from '../collection/monitored';
import { openCopiedSample } from '../collection/sample';
import { VERCEL, vercelCosts } from './vercel-costs';
import { whatAPersonSets } from './what-a-person-sets';

const REDIS = 'sample-redis';
const READING = { zone: 'UTC', licences: new Set<string>(), flatRate: new Set<string>(), state: 'estimate' } as const;

let folder: string;
let sample: SampleAccount;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headroom-costs-'));
  sample = await openCopiedSample(folder, NOW);
}, 120_000);

afterAll(async () => {
  await sample.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

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
    const view = await vercelCosts(sample);
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
    const views = await readCosts(sample.parts);
    expect(views.length).toBeGreaterThan(1);
    for (const view of views) {
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
    const view = await vercelCosts(sample);
    const { charges } = sample.parts.store;
    // Running costs of the same days are kept beside the rows that an invoice follows from.
    const source = (await charges.sources(VERCEL)).find((one) => one.source.endsWith('/charges'));
    const days = { connectionId: VERCEL, from: '2026-11-01', to: '2026-12-01' };
    const rows = (await charges.totals(days, ['category'])).filter((row) => row.source === source?.source);
    expect(view.byRegion.map(({ key }) => key)).toEqual(expect.arrayContaining(['iad1', 'fra1']));
    expect(view.byRegion.every(({ state }) => state === 'provisional')).toBe(true);
    expect(total(view.byRegion.map(({ amount }) => amount))).toBe(rows.reduce((sum, { billed }) => sum + billed, 0));
    expect(view.byRegionNote).toBe(`From the provider's own rows up to ${source?.last}, before the included credit.`);
  });

  it('counts no source twice: the projects of a metric are its account figure', async () => {
    const view = await vercelCosts(sample);
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
    const view = await vercelCosts(sample);
    const cpu = view.components.find(({ metric }) => metric === 'BUILD_CPU_MINUTES');
    expect(cpu).toMatchObject({ price: '$0.0035 per CPU-minute', sourceDate: '2026-05-28', sourceOld: true });
    expect(view.pricesAsOf).toBe(defaultPriceList.asOf);
  });

  it("reconciles with the provider's own rows, to the cent and without a rest", async () => {
    const { reconciliation } = await vercelCosts(sample);
    expect(reconciliation?.through).toBe('2026-11-16');
    expect(reconciliation?.unexplained).toBe(0);
    const causes = new Map(reconciliation?.differences.map(({ cause, amount }) => [cause, amount]));
    // Rows of Frankfurt cost more than the list's own region, in which own readings are priced.
    expect(Math.abs(causes.get('revision') ?? 0)).toBeLessThan(1);
    expect(causes.get('credit')).toBeGreaterThan(5);
  });

  it('is one total over everything, whose accounts add up to it', async () => {
    const bill = await readBill(sample.parts);
    expect(bill.currency).toBe('USD');
    const sum = bill.accounts.reduce((total, { soFar }) => total + soFar.amount, 0);
    expect(sum).toBeCloseTo(bill.soFar.amount, 6);
    expect(bill.budgets).toContainEqual(expect.objectContaining({ from: 'own', amount: 200 }));
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
    const bill = await readBill(sample.parts);
    expect(answer.today.atLeast).toBe(bill.projected?.q50);
    for (const { connection, today } of answer.accounts) {
      expect(today).toBe(bill.accounts.find((one) => one.connection === connection)?.projected?.q50);
    }
    expect(total(answer.lines.map(({ changed }) => changed ?? 0))).toBe(cents(answer.changed.atLeast));
    expect(answer.difference).toBeGreaterThan(0);
    expect(answer.changes).toEqual(['traffic × 4']);
    // Nobody builds more often because more people come.
    const builds = answer.lines.find(({ title }) => title.endsWith('Build CPU Minutes'));
    expect(builds?.today).toBeGreaterThan(0);
    expect(builds?.changed).toBe(builds?.today);
  });

  it('says that a plan which sells no more would stop, instead of calling it cheap', async () => {
    const answer = await ask('plan=hobby,traffic=10');
    expect(answer.changed.planName).toBe('Hobby');
    expect(answer.accounts.find(({ connection }) => connection === VERCEL)?.changed).toBe(0);
    expect(answer.notes.some((note) => /Edge requests: .* the plan sells no more/.test(note))).toBe(true);
  });

  it('knows the share that the cache answers, and the models of the accounts of AI', async () => {
    const hits = await ask('traffic=4,cache-hits=20');
    expect(hits.notes.find((note) => note.startsWith('cache hits from'))).toMatch(/from \d+ % to \d+ %/);
    expect(hits.changed.atLeast).toBeLessThan((await ask('traffic=4')).changed.atLeast);
    const swapped = await ask('model=gpt-6.1-sol:gpt-6-luna');
    expect(swapped.notes).toContain('what gpt-6.1-sol costs, times what its own mix of tokens costs of gpt-6-luna');
    // 2 and 10 dollars a million against 0.10 and 0.50: next to nothing is left of it.
    expect(swapped.difference).toBeLessThan(-1);
  });

  it('a region moves what runs there, and leaves what follows the visitors', async () => {
    const answer = await ask('traffic=4,region=gru1');
    const moved = answer.lines.filter(({ today, changed }) => today !== changed).map(({ title }) => title);
    const still = await ask('traffic=4');
    const transfer = (view: typeof answer) =>
      view.lines.find(({ title }) => title.endsWith('Fast Data Transfer'))?.changed;
    expect(transfer(answer)).toBe(transfer(still));
    expect(moved.some((title) => title.endsWith('Fluid Active CPU'))).toBe(true);
    expect(answer.changed.atLeast).toBeGreaterThan(still.changed.atLeast);
  });

  it('prices builds by machine instead of by CPU minute, never both', async () => {
    const answer = await ask('build-machine=turbo');
    const builds = answer.lines.filter(({ title }) => title.includes(': Build'));
    expect(builds).toHaveLength(2);
    expect(builds.find(({ title }) => title.endsWith('Build CPU Minutes'))?.changed).toBe(0);
    expect(builds.find(({ title }) => title.endsWith('Build minutes'))?.today).toBe(0);
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
    const billed = charges.reduce((sum, charge) => sum + (charge.billedCost ?? 0), 0);
    expect(fromMicros(billed)).toBeCloseTo((await readBill(sample.parts)).soFar.amount, 6);
    if (format === 'jsonl') {
      const rows = file.value.text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(validateFocus(rows)).toEqual([]);
    }
  });
});

whatAPersonSets(() => sample);
