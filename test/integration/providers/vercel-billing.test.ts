import { afterEach, describe, expect, it } from 'vitest';
import { settableClock } from '#main/clock';
import type { ChargeBatch, CollectionResult } from '#main/providers/monitor';
import { VercelPlatformMonitor } from '#main/providers/vercel/monitors/vercel-platform-monitor';
import { loadScenario, type Scenario, type Simulator, startSimulator } from '#main/simulator/index';
import { DAY } from '#shared/domain/instant';
import { type ContextOptions, collectionContext, NOW, outcomes, samplesOf } from '../support/collection-context';

const monitor = new VercelPlatformMonitor();
const TODAY = NOW - 36_000;
let simulator: Simulator;

async function start(scenario: string | Scenario, clock = settableClock(NOW)) {
  simulator = await startSimulator({ scenario, clock });
  return clock;
}

function context(more: Partial<ContextOptions> = {}) {
  const { url, token, teamId } = simulator.credentials.vercel;
  return collectionContext({ provider: 'vercel', settings: { baseUrl: url, teamId }, credentials: { token }, ...more });
}

const collect = (more: Partial<ContextOptions> = {}): Promise<CollectionResult> =>
  monitor.collectMetrics(context(more));

/** The FOCUS rows; the running costs are charges too. */
const chargesOf = ({ charges = [] }: CollectionResult['facts']) =>
  charges.find(({ source }) => source === 'vercel:/v1/billing/charges');

afterEach(() => simulator.close());

describe('charges', () => {
  it('come in the terms of FOCUS, plans told from use', async () => {
    await start('sample');
    const { facts } = await collect();
    const batch = chargesOf(facts);
    expect(batch).toMatchObject({ source: 'vercel:/v1/billing/charges', complete: true });
    const charges = batch?.charges ?? [];
    expect(charges.length).toBeGreaterThan(50);
    expect(new Set(charges.map(({ id }) => id)).size).toBe(charges.length);
    const licence = charges.filter((charge) => charge.licence);
    expect(new Set(licence.map(({ service }) => service))).toEqual(new Set(['Pro']));
    const use = charges.find(({ service, project }) => service === 'Function Invocations' && project !== null);
    expect(use).toMatchObject({ category: 'Usage', licence: false, currency: 'USD', consumedUnit: 'Invocations' });
    expect(Number.isInteger(use?.billedCost)).toBe(true);
  });

  it('stream into the taker, a batch at a time', async () => {
    await start('sample');
    const batches: ChargeBatch[] = [];
    const result = await monitor.collectMetrics({
      ...context({ backfill: { start: TODAY - 60 * DAY, end: TODAY } }),
      onCharges: async (batch) => {
        batches.push(batch);
      },
    });
    expect(outcomes(result)['charges']).toBe('ok');
    expect(result.facts.charges).toBeUndefined();
    expect(batches.length).toBeGreaterThan(1);
    // Only the last one says that all has been told.
    expect(batches.map(({ complete }) => complete)).toEqual(batches.map((_, at) => at === batches.length - 1));
    // Two thousand and the rest of their last day: no day lies in two batches.
    expect(Math.max(...batches.map(({ charges }) => charges.length))).toBeLessThanOrEqual(2_500);
    const days = batches.map(({ charges }) => [...new Set(charges.map(({ day }) => day))]);
    expect(days.flat()).toEqual([...new Set(days.flat())]);
  });

  it('keep what came when the answer breaks off, and say so', async () => {
    await start('sample');
    simulator.setFault({ kind: 'cut-off-line', path: '/vercel/v1/billing/charges' });
    const result = await collect();
    expect(outcomes(result)['charges']).toBe('bad-response');
    expect(chargesOf(result.facts)?.complete).toBe(false);
    expect(chargesOf(result.facts)?.charges.length).toBeGreaterThan(10);
  });

  it('are whole also where each answer holds the last seven days of what was asked', async () => {
    await start('sample');
    const whole = chargesOf((await collect()).facts);
    simulator.setFault({ kind: 'focus-ignores-from', path: '/vercel/v1/billing/charges' });
    const result = await collect();
    expect(outcomes(result)['charges']).toBe('ok');
    const byTime = (charges: ChargeBatch['charges'] = []) => charges.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(byTime(chargesOf(result.facts)?.charges)).toEqual(byTime(whole?.charges));
    expect(chargesOf(result.facts)?.complete).toBe(true);
  });

  it('are read once a day, after noon', async () => {
    const clock = await start('sample');
    const first = await collect({ clock });
    clock.set(NOW + 3600);
    expect(outcomes(await collect({ clock, cursors: first.cursors }))['charges']).toBeUndefined();
    clock.set(NOW + 7200 + 60);
    expect(outcomes(await collect({ clock, cursors: first.cursors }))['charges']).toBe('ok');
  });
});

describe('spend, budget and credit', () => {
  it('are dollars, with limits that the provider states', async () => {
    await start({
      ...loadScenario('sample'),
      budget: { amount: 200, thresholds: [50, 100], pauseAt: 100 },
      credit: 20,
    });
    const { facts, samples } = await collect();
    const value = (metric: string) => samples.find((sample) => sample.metric === metric)?.value;
    const limit = (metric: string) => facts.limits?.find((one) => one.metric === metric);
    expect(facts.budgets).toEqual([
      { amount: 200_000_000, currency: 'USD', thresholds: [50, 100], scope: 'team', key: null, pauses: true },
    ]);
    expect(facts.credit?.[0]).toMatchObject({ unit: 'USD', total: 20 });
    expect(value('INCLUDED_CREDIT_USD')).toBeGreaterThan(0);
    expect(value('INCLUDED_CREDIT_USD')).toBeLessThanOrEqual(20);
    expect(value('SPEND_USD')).toBeGreaterThanOrEqual(0);
    expect(limit('SPEND_USD')).toMatchObject({ value: 200, unit: 'USD', atLimit: 'pause' });
    expect(limit('INCLUDED_CREDIT_USD')).toMatchObject({ value: 20, atLimit: 'overage' });
  });

  it('reads an Enterprise commitment in its own unit, not as dollars', async () => {
    await start('enterprise');
    const { facts, samples } = await collect();
    expect(facts.billing).toMatchObject({ plan: 'enterprise' });
    expect(facts.credit?.[0]).toMatchObject({ unit: 'MIU' });
    expect(samples.some(({ metric }) => metric === 'INCLUDED_CREDIT_USD')).toBe(false);
  });

  it('may not be read by every role, which loses nothing else', async () => {
    await start('sample');
    simulator.setFault({ kind: 'forbidden', path: '/vercel/v1/budgets' });
    const result = await collect();
    expect(outcomes(result)).toMatchObject({ budgets: 'not-permitted', costs: 'ok', spend: 'ok' });
    expect(result.facts.limits?.some(({ metric }) => metric === 'INCLUDED_CREDIT_USD')).toBe(true);
  });
});

describe('costs', () => {
  it('attribute billed usage to projects', async () => {
    await start('sample');
    const result = await collect();
    const total = samplesOf(result, 'WRITES').at(-3);
    const parts = (result.facts.projects ?? []).map(
      ({ projectId }) => samplesOf(result, 'WRITES', projectId).find(({ time }) => time === total?.time)?.value ?? 0,
    );
    expect(total?.value).toBeGreaterThan(0);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(total?.value ?? 0, 3);
  });

  it('stand in for the last days when the daily source is gone, and say which source it is', async () => {
    await start('sample');
    simulator.setFault({ kind: 'missing-data', path: '/vercel/v2/usage' });
    const result = await collect();
    const edge = samplesOf(result, 'EDGE_REQUESTS');
    expect(edge.length).toBeGreaterThan(0);
    expect(edge.length).toBeLessThanOrEqual(3);
    expect(new Set(edge.map(({ source }) => source))).toEqual(new Set(['vercel:/v2/billing/costs']));
  });

  it('say when a view is missing', async () => {
    await start('sample');
    simulator.setFault({ kind: 'view-missing', path: '/vercel/v2/billing/costs' });
    expect(outcomes(await collect())['costs']).toBe('changed');
  });
});

describe('the rest of the account', () => {
  it('lists the stores with what each still needs', async () => {
    await start('pro-growth');
    const { facts } = await collect();
    const byKind = new Map((facts.stores ?? []).map((store) => [store.kind, store]));
    expect(byKind.get('redis')?.needs).toMatch(/^Paste the values? of \S*(KV_REST_API_URL|REDIS_URL)/);
    expect(byKind.get('postgres')?.needs).toMatch(/DATABASE_URL/);
    expect(byKind.get('blob')?.needs).toBe('');
    expect(JSON.stringify(facts.stores)).not.toMatch(/eyJ2/);
  });

  it('tells a store that was stopped for its quota', async () => {
    const scenario = loadScenario('pro-growth');
    await start({
      ...scenario,
      stores: scenario.stores.map((store) => ({ ...store, status: 'limits-exceeded-suspended' })),
    });
    const { facts } = await collect();
    const stopped = (facts.stores ?? []).filter(({ kind }) => kind !== 'edge-config');
    expect(stopped.length).toBeGreaterThan(1);
    expect(stopped.filter(({ quotaExceeded }) => !quotaExceeded)).toEqual([]);
  });

  it('tells a block of the account', async () => {
    const scenario = loadScenario('hobby');
    await start({ ...scenario, softBlock: { fromDay: -1, reason: 'FAIR_USE_LIMITS_EXCEEDED', overage: 'bandwidth' } });
    expect((await collect()).facts.block).toMatchObject({ reason: 'FAIR_USE_LIMITS_EXCEEDED', resource: 'bandwidth' });
    await simulator.close();
    await start('hobby');
    expect((await collect()).facts.block).toBeNull();
  });

  it('tells when the token ends', async () => {
    const scenario = loadScenario('sample');
    await start({ ...scenario, tokens: scenario.tokens.map((token) => ({ ...token, expiresDay: 5 })) });
    expect((await collect()).facts.expiresAt).toBeGreaterThan(NOW + 4 * DAY);
  });

  it('has counts by the hour where the account pays for them', async () => {
    await start({ ...loadScenario('sample'), observabilityPlus: true });
    const result = await collect();
    const hourly = samplesOf(result, 'EDGE_REQUESTS_PER_HOUR');
    expect(hourly).toHaveLength(3);
    expect(hourly[0]).toMatchObject({ source: 'vercel:/metrics/v1', kind: 'gauge' });
    await simulator.close();
    await start({ ...loadScenario('sample'), observabilityPlus: false });
    expect(outcomes(await collect())['metrics']).toBe('not-on-plan');
  });

  it('asks everything again after a change of plan', async () => {
    const clock = await start('hobby');
    const first = await collect({ clock });
    await simulator.close();
    await start({ ...loadScenario('hobby'), plans: [{ plan: 'pro', iteration: 'flex', seats: 1 }] }, clock);
    clock.set(NOW + 3600);
    expect(outcomes(await collect({ clock, cursors: first.cursors }))).toMatchObject({ account: 'ok', costs: 'ok' });
  });
});
