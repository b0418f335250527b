import { get } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { settableClock } from '#main/clock';
import type { Simulator } from '#main/simulator/index';
import { DAY } from '#shared/domain/instant';
import { ANCHOR, ask, post, simulate } from './simulated';

interface CostRow {
  readonly dimensionValues: Readonly<Record<string, string | null>>;
  readonly metrics: readonly string[];
  readonly totalValue: readonly [number, number];
  readonly values: readonly (readonly [number, number])[];
}

interface Costs {
  readonly availableCurrencies: readonly string[];
  readonly metrics: readonly { readonly slug: string; readonly unit: unknown }[];
  readonly results: {
    readonly times: readonly string[];
    readonly views: Readonly<
      Record<string, { readonly groupBy: readonly string[]; readonly results: readonly CostRow[] }>
    >;
  };
}

interface Charge {
  readonly BilledCost: number;
  readonly EffectiveCost: number;
  readonly ConsumedQuantity: number | null;
  readonly ChargePeriodStart: string;
  readonly ChargePeriodEnd: string;
  readonly ServiceName: string;
  readonly PricingUnit: string;
  readonly PricingCategory: string;
}

const VIEWS = {
  byProduct: { groupBy: ['product'] },
  byProductRegionProject: { groupBy: ['product', 'region', 'project'] },
};

async function costs(simulator: Simulator, from: string, to: string): Promise<Costs> {
  const { status, body } = await ask<Costs>(
    simulator,
    '/v2/billing/costs',
    post({ from, to, metrics: ['gross_cost', 'quantity'], views: VIEWS }),
  );
  expect(status).toBe(200);
  return body;
}

async function charges(simulator: Simulator, from: string, to: string): Promise<Charge[]> {
  const { status, headers, body } = await ask<string>(simulator, `/v1/billing/charges?from=${from}&to=${to}`);
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('application/jsonl');
  return body
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

const NOVEMBER = ['2026-11-01T07:00:00.000Z', '2026-12-01T08:00:00.000Z'] as const;
const rows = (found: Costs, view: string) => found.results.views[view]?.results ?? [];
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

describe('costs', () => {
  test('values add up to the total, projects and regions to the product', async () => {
    const found = await costs(await simulate({ scenario: 'pro-growth' }), ...NOVEMBER);
    const products = rows(found, 'byProduct');
    expect(products.length).toBeGreaterThan(10);
    for (const product of products) {
      const parts = rows(found, 'byProductRegionProject').filter(
        ({ dimensionValues }) => dimensionValues.product === product.dimensionValues.product,
      );
      for (const index of [0, 1] as const) {
        expect(sum(product.values.map((value) => value[index]))).toBeCloseTo(product.totalValue[index], 6);
        expect(sum(parts.map((part) => part.totalValue[index]))).toBeCloseTo(product.totalValue[index], 6);
      }
    }
  });

  test('days are those of Los Angeles: 25 and 23 hours when the clocks change', async () => {
    const simulator = await simulate();
    const autumn = await costs(simulator, '2026-10-31T07:00:00Z', '2026-11-03T08:00:00Z');
    expect(autumn.results.times).toEqual([
      '2026-10-31T07:00:00.000Z',
      '2026-11-01T07:00:00.000Z',
      '2026-11-02T08:00:00.000Z',
    ]);
    const spring = await costs(simulator, '2026-03-08T08:00:00Z', '2026-03-10T07:00:00Z');
    expect(spring.results.times).toEqual(['2026-03-08T08:00:00.000Z', '2026-03-09T07:00:00.000Z']);
  });

  test('included use is free, use beyond it is not', async () => {
    const clock = settableClock(ANCHOR + 12 * DAY);
    const simulator = await simulate({ scenario: 'launch-spike', clock, anchor: ANCHOR });
    const found = await costs(simulator, ...NOVEMBER);
    const transfer = rows(found, 'byProduct').find(
      ({ dimensionValues }) => dimensionValues.product === 'fast_data_transfer',
    );
    expect(transfer?.totalValue[1]).toBeGreaterThan(1000);
    expect(transfer?.totalValue[0]).toBeCloseTo(((transfer?.totalValue[1] ?? 0) - 1000) * 0.15, 6);
    expect(transfer?.values[0]?.[0]).toBe(0);
  });

  test('agree with usage, within the day boundaries of each', async () => {
    const simulator = await simulate();
    const edge = rows(await costs(simulator, ...NOVEMBER), 'byProduct').find(
      ({ dimensionValues }) => dimensionValues.product === 'edge_requests',
    );
    const { body } = await ask<{ data: { request_hit_count: number; request_miss_count: number }[] }>(
      simulator,
      '/v2/usage?type=requests&from=2026-11-01T00:00:00Z',
    );
    const requests = sum(body.data.map((row) => row.request_hit_count + row.request_miss_count));
    expect(edge?.totalValue[1]).toBeLessThan(requests);
    expect(edge?.totalValue[1]).toBeGreaterThan(requests * 0.97);
  });

  test('Enterprise is counted in MIU, and the ledger goes down with it', async () => {
    const simulator = await simulate({ scenario: 'enterprise' });
    const found = await costs(simulator, ...NOVEMBER);
    expect(found.metrics[0]?.unit).toMatchObject({ plural: 'MIUs' });
    const { body } = await ask<{ creditLedgers: { currency: string; total: number; remaining: number }[] }>(
      simulator,
      '/v1/invoices/pre-commitment-usage',
    );
    expect(body.creditLedgers[0]).toMatchObject({ currency: 'managed_infrastructure_units', total: 60_000 });
    expect(body.creditLedgers[0]?.remaining).toBeLessThan(60_000);
    const [first] = await charges(simulator, '2026-11-01T07:00:00Z', '2026-11-03T08:00:00Z');
    expect(first).toMatchObject({ BilledCost: 0, PricingUnit: 'MIUs', PricingCategory: 'Committed' });
  });

  test('an account that became Pro has none from before', async () => {
    const simulator = await simulate({ scenario: 'plan-change' });
    const before = await ask<{ error: { code: string } }>(
      simulator,
      '/v2/billing/costs',
      post({ from: '2026-10-01T07:00:00Z', to: '2026-11-01T07:00:00Z', views: VIEWS }),
    );
    expect([before.status, before.body.error.code]).toEqual([404, 'costs_not_found']);
    const found = await costs(simulator, ...NOVEMBER);
    expect(found.results.times[0]).toBe('2026-11-06T00:00:00.000Z');
  });
});

describe('charges', () => {
  test('tell the same as costs, cell by cell', async () => {
    const simulator = await simulate();
    const range = ['2026-11-03T08:00:00.000Z', '2026-11-10T08:00:00.000Z'] as const;
    const found = await costs(simulator, ...range);
    const listed = await charges(simulator, ...range);
    const invocations = rows(found, 'byProduct').find(
      ({ dimensionValues }) => dimensionValues.product === 'function_invocations',
    );
    const charged = listed.filter(({ ServiceName }) => ServiceName === 'Function Invocations');
    expect(sum(charged.map((row) => row.ConsumedQuantity ?? 0))).toBe(invocations?.totalValue[1]);
    expect(sum(charged.map((row) => row.EffectiveCost))).toBeCloseTo(invocations?.totalValue[0] ?? -1, 9);
  });

  test('lag two days behind, and spread the plan over the period', async () => {
    const listed = await charges(await simulate(), ...NOVEMBER);
    expect(listed.at(-1)?.ChargePeriodEnd).toBe('2026-11-17T08:00:00.000Z');
    const plan = listed.filter(({ ServiceName }) => ServiceName === 'Pro');
    expect(plan).toHaveLength(16);
    expect(sum(plan.map((row) => row.EffectiveCost))).toBeCloseTo((20 * 16) / 30, 6);
    expect(sum(plan.map((row) => row.BilledCost))).toBe(20);
  });

  test('refuse a range of more than a year and one without an end', async () => {
    const simulator = await simulate();
    expect((await ask(simulator, '/v1/billing/charges?from=2025-01-01T00:00:00Z&to=2026-11-01T00:00:00Z')).status).toBe(
      400,
    );
    expect((await ask(simulator, '/v1/billing/charges?from=2026-11-01T00:00:00Z')).status).toBe(400);
  });

  test('a year of the large account streams 100,000 rows, zipped, without holding them', async () => {
    const simulator = await simulate({ scenario: 'large' });
    const path = '/v1/billing/charges?from=2025-11-17T08:00:00Z&to=2026-11-17T08:00:00Z';
    const reply = await new Promise<{ encoding: string | undefined; chunks: Buffer[] }>((resolve, reject) => {
      const headers = { authorization: 'Bearer tok_test01', 'accept-encoding': 'gzip' };
      get(simulator.url + path, { headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ encoding: response.headers['content-encoding'], chunks }));
      }).on('error', reject);
    });
    expect(reply.encoding).toBe('gzip');
    expect(reply.chunks.length).toBeGreaterThan(10);
    expect(gunzipSync(Buffer.concat(reply.chunks)).toString('utf8').split('\n').length).toBeGreaterThan(100_000);
  });
});

test('spend, budget and credit agree with the costs', async () => {
  const simulator = await simulate({ scenario: 'pro-growth' });
  const found = await costs(simulator, ...NOVEMBER);
  const infrastructure = sum(
    rows(found, 'byProduct')
      .filter(({ dimensionValues }) => dimensionValues.product !== 'pro_seats')
      .map(({ totalValue }) => totalValue[0]),
  );
  expect(infrastructure).toBeGreaterThan(20);
  const spend = await ask<{ data: { currentSpend: number } }>(simulator, '/teams/team_acme0001/spend');
  expect(spend.body.data.currentSpend).toBe(Math.round((infrastructure - 20) * 100));
  const credit = await ask<{ creditLedgers: { remaining: number }[] }>(simulator, '/v1/invoices/pre-commitment-usage');
  expect(credit.body.creditLedgers[0]?.remaining).toBe(0);
});

test('observability points add up to their summary, and to usage of the same hours', async () => {
  const simulator = await simulate({ scenario: 'pro-growth' });
  const { body } = await ask<{ series: { values: { value: number } }[]; summary: { values: { value: number } }[] }>(
    simulator,
    '/metrics/v1?teamId=team_acme0001',
    post({
      scope: { ownerId: 'team_acme0001' },
      timeRange: { start: '2026-11-10T00:00:00Z', end: '2026-11-11T00:00:00Z' },
      bucketSeconds: 3600,
      metrics: { value: { metric: 'vercel.function_invocation.count', aggregation: 'sum' } },
      outputs: ['value'],
    }),
  );
  expect(body.series).toHaveLength(24);
  expect(sum(body.series.map(({ values }) => values.value))).toBe(body.summary[0]?.values.value);
  const usage = await ask<{ data: Record<string, number>[] }>(
    simulator,
    '/v2/usage?type=requests&from=2026-11-10T00:00:00Z&to=2026-11-11T00:00:00Z',
  );
  const counted = Object.entries(usage.body.data[0] ?? {})
    .filter(([field]) => /^function_invocation_.*_count$/.test(field))
    .map(([, value]) => value);
  expect(sum(counted)).toBe(body.summary[0]?.values.value);
});
