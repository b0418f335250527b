import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { settableClock } from '#main/clock';
import { readScenarioFile, type Simulator } from '#main/simulator/index';
import { formatInstant, parseInstant } from '#shared/core/calendar/calendar';
import { ask, post, simulate } from './simulated';

const NOON = parseInstant('2026-11-20T12:00:00Z') ?? 0;
const NOVEMBER = parseInstant('2026-11-01T00:00:00Z') ?? 0;
const DECEMBER = parseInstant('2026-12-01T00:00:00Z') ?? 0;
/** Vercel bills by the day of Los Angeles. */
const PERIOD = { from: '2026-11-01T07:00:00Z', to: '2026-12-01T08:00:00Z' };

async function account(name: string): Promise<{ readonly simulator: Simulator; at(instant: number): void }> {
  const read = readScenarioFile(join(resolve(import.meta.dirname, '../../accounts'), `${name}.json`));
  if (!read.ok) {
    throw new Error(read.failure.message);
  }
  const clock = settableClock(NOON);
  const simulator = await simulate({ scenario: read.value, clock, anchor: NOON });
  return { simulator, at: (instant) => clock.set(instant) };
}

interface Costs {
  readonly results: {
    readonly views: {
      readonly all: {
        readonly results: readonly {
          readonly dimensionValues: { readonly product: string };
          readonly totalValue: readonly [number, number];
        }[];
      };
    };
  };
}

/** Dollars of November's period: what the plan fee comes on top of, and the bill. */
async function vercel(simulator: Simulator) {
  const { body } = await ask<Costs>(
    simulator,
    '/v2/billing/costs?teamId=team_acme0001',
    post({ ...PERIOD, views: { all: { groupBy: ['product'] } } }),
  );
  const rows = body.results.views.all.results;
  const costs = Object.fromEntries(rows.map((row) => [row.dimensionValues.product, row.totalValue[0]]));
  const fee = costs['pro_seats'] ?? 0;
  const infrastructure = Object.values(costs).reduce((sum, cost) => sum + cost, 0) - fee;
  return { infrastructure, bill: fee + Math.max(0, infrastructure - 20) };
}

describe('the accounts at a fixed clock, by sums over raw answers', () => {
  it.each([
    ['idle-pro', 60.0, 0.33, 60.0],
    ['builds', 41.14, 41.14, 64.61],
    ['images', 60.85, 60.85, 95.31],
    ['cdn', 20.0, 8.81, 67.01],
  ])(
    '%s is billed %d so far (infrastructure %d) and %d in the whole month',
    async (name, soFar, infrastructure, month) => {
      const { simulator, at } = await account(name);
      const now = await vercel(simulator);
      expect(now.bill).toBeCloseTo(soFar, 2);
      expect(now.infrastructure).toBeCloseTo(infrastructure, 2);
      at(DECEMBER + 2 * 86_400);
      expect((await vercel(simulator)).bill).toBeCloseTo(month, 2);
    },
  );

  it('upstash has used 7,750,380 of 500,000 commands', async () => {
    const { simulator, at } = await account('upstash');
    const { url, email, apiKey } = simulator.credentials.upstashDeveloper ?? { url: '', email: '', apiKey: '' };
    const authorization = `Basic ${Buffer.from(`${email}:${apiKey}`).toString('base64')}`;
    const path = new URL(url).pathname;
    const commands = async () =>
      (
        await ask<{ total_monthly_requests: number }>(simulator, `${path}/redis/stats/db-cache`, {
          headers: { authorization },
        })
      ).body.total_monthly_requests;
    expect(await commands()).toBe(7_750_380);
    at(DECEMBER - 1);
    expect(await commands()).toBeGreaterThan(11_999_900);
    const { body } = await ask<readonly { db_request_limit: number; type: string }[]>(
      simulator,
      `${path}/redis/databases`,
      { headers: { authorization } },
    );
    expect(body).toMatchObject([{ type: 'free', db_request_limit: 500_000 }]);
  });

  it('neon has used 232.36 CU-hours', async () => {
    const { simulator } = await account('neon');
    const neon = simulator.credentials.neon ?? { url: '', apiKey: '', organizationId: '' };
    const query = new URLSearchParams({
      org_id: neon.organizationId,
      from: formatInstant(NOVEMBER),
      to: formatInstant(NOON),
      granularity: 'daily',
      metrics: 'compute_unit_seconds,root_branch_bytes_month',
    });
    const { body } = await ask<{
      projects: { periods: { consumption: { metrics: { metric_name: string; value: number }[] }[] }[] }[];
    }>(simulator, `${new URL(neon.url).pathname}/consumption_history/v2/projects?${query}`, { token: neon.apiKey });
    const metrics = body.projects.flatMap(({ periods }) =>
      periods.flatMap(({ consumption }) => consumption.flatMap((one) => one.metrics)),
    );
    const total = (name: string) =>
      metrics.filter(({ metric_name }) => metric_name === name).reduce((sum, { value }) => sum + value, 0);
    expect(total('compute_unit_seconds') / 3_600).toBeCloseTo(232.36, 2);
    expect((total('compute_unit_seconds') / 3_600) * 0.106).toBeCloseTo(24.63, 2);
    expect((total('root_branch_bytes_month') / 1e9) * 0.35).toBeCloseTo(0.69, 2);
  });

  it('ai has cost 185.97 at OpenAI and 325.44 at Anthropic', async () => {
    const { simulator } = await account('ai');
    const { openai, anthropic } = simulator.credentials;
    const costs = await ask<{ data: { results: { amount: { value: string } }[] }[] }>(
      simulator,
      `/openai/v1/organization/costs?start_time=${NOVEMBER}&limit=31`,
      { token: openai?.adminKey ?? '' },
    );
    const dollars = costs.body.data.flatMap(({ results }) => results.map(({ amount }) => Number(amount.value)));
    expect(dollars.reduce((sum, value) => sum + value, 0)).toBeCloseTo(185.97, 2);
    const report = await ask<{ data: { results: { amount: string }[] }[] }>(
      simulator,
      `/anthropic/v1/organizations/cost_report?starting_at=${formatInstant(NOVEMBER)}&limit=31`,
      { headers: { 'x-api-key': anthropic?.adminKey ?? '', 'anthropic-version': '2023-06-01' } },
    );
    const cents = report.body.data.flatMap(({ results }) => results.map(({ amount }) => Number(amount)));
    expect(cents.reduce((sum, value) => sum + value, 0) / 100).toBeCloseTo(325.44, 2);
  });
});
