import { VercelCore } from '@vercel/sdk/core.js';
import { deploymentsGetDeployments } from '@vercel/sdk/funcs/deploymentsGetDeployments.js';
import { VercelCore as OldVercelCore } from '@vercel/sdk-1-21/core.js';
import { billingListBillingCharges } from '@vercel/sdk-1-21/funcs/billingListBillingCharges.js';
import { ensure, ensureClose, ensureNear, jsonOf, vercelCommand } from './check.mjs';
import { dayBefore, daysFrom, isMidnightInLosAngeles, isMidnightInUtc, startInLosAngeles } from './days.mjs';

const TEAM = 'team_acme0001';
const TOKEN = 'tok_test01';
const DAYS = 5;

/**
 * Dollars for one unit of the bill in a Pro team, beyond what is included: in Washington (`iad1`), and in Tokyo (`hnd1`)
 * where that is dearer; by hand from Vercel's pages "Pricing on Vercel", "Manage and optimize usage" and "Regional
 * pricing", read in September 2026.
 */
const UNIT_PRICES = {
  'Function Invocations': { iad1: 0.6 / 1e6 },
  'Fluid Active CPU': { iad1: 0.128, hnd1: 0.202 },
  'Fluid Provisioned Memory': { iad1: 0.0106, hnd1: 0.0167 },
  'Fast Origin Transfer': { iad1: 0.06, hnd1: 0.27 },
  'ISR Reads': { iad1: 0.4 / 1e6, hnd1: 0.52 / 1e6 },
  'ISR Writes': { iad1: 4 / 1e6, hnd1: 5.2 / 1e6 },
  'Build CPU Minutes': { iad1: 0.0035 },
};
/** Dollars a month for one seat that deploys, of which the first is the plan. */
const SEAT = 20;
/** What the costs call the seats. */
const LICENCE = 'Pro Plan';

const sum = (numbers) => numbers.reduce((total, one) => total + one, 0);

/** Sums by the keys that `keyOf` gives. */
function grouped(rows, keyOf, amountOf) {
  const sums = {};
  for (const row of rows) sums[keyOf(row)] = (sums[keyOf(row)] ?? 0) + amountOf(row);
  return sums;
}

function ensureSame(actual, expected, what) {
  const keys = [...new Set([...Object.keys(actual), ...Object.keys(expected)])];
  ensure(keys.length > 0, `${what}: there is nothing`);
  for (const key of keys) ensureClose(actual[key] ?? 0, expected[key] ?? 0, `${what} of ${key}`);
}

/**
 * What Vercel's own clients print, against sums that are taken here from the raw answers; and the raw answers
 * against each other, the scenario's file and prices that stand above. Closed days only.
 */
export async function vercelAmounts({ url, scenario, now }) {
  const nowMs = now * 1000;
  const first = dayBefore(nowMs, DAYS + 4);
  const days = daysFrom(first, DAYS);
  const last = days.at(-1);
  const from = startInLosAngeles(first);
  const to = startInLosAngeles(daysFrom(first, DAYS + 1).at(-1));
  const vercel = await vercelCommand(url);
  const iso = (ms) => new Date(ms).toISOString();
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
  const ask = async (path, init = {}) => {
    const answer = await fetch(`${url}${path}${path.includes('?') ? '&' : '?'}teamId=${TEAM}`, { headers, ...init });
    ensure(answer.ok, `${path}: status ${answer.status}`);
    return answer;
  };
  const raw = async (path) => (await ask(path)).json();
  const post = async (path, body) => (await ask(path, { method: 'POST', body: JSON.stringify(body) })).json();
  const period = async () => (await raw(`/v2/teams/${TEAM}`)).billing.period;

  /** One figure of the costs a row, day and product. */
  const costs = async (start = from, end = to) => {
    const groupBy = ['product', 'region', 'project'];
    const { results } = await post('/v2/billing/costs', {
      from: iso(start),
      to: iso(end),
      metrics: ['gross_cost', 'quantity'],
      format: 'timeseries',
      views: { all: { groupBy } },
    });
    for (const time of results.times) ensure(isMidnightInLosAngeles(time), `${time} is no day of Los Angeles`);
    return results.views.all.results.flatMap(({ dimensionValues, values, totalValue }) => {
      ensureClose(sum(values.map(([cost]) => cost)), totalValue[0], `the days of ${dimensionValues.product}`);
      return values.map(([cost, quantity], at) => ({ ...dimensionValues, day: results.times[at], cost, quantity }));
    });
  };
  const titles = async () => {
    const { results } = await post('/v2/billing/costs', {
      from: iso(from),
      to: iso(to),
      metrics: ['gross_cost', 'quantity'],
      format: 'timeseries',
      views: { all: { groupBy: ['product'] } },
    });
    return Object.fromEntries(
      Object.entries(results.dimensionsMeta.product.values).map(([slug, { title }]) => [slug, title]),
    );
  };
  const charges = async (start = from, end = to) => {
    const text = await (await ask(`/v1/billing/charges?from=${iso(start)}&to=${iso(end)}`)).text();
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  };
  const isUse = ({ ServiceName }) => ServiceName !== 'Pro';
  const hours = async (metric, start, end) => {
    const { series } = await post('/metrics/v1', {
      scope: { ownerId: TEAM },
      timeRange: { start: iso(start), end: iso(end) },
      bucketSeconds: 3600,
      metrics: { value: { metric, aggregation: 'sum' } },
      outputs: ['value'],
    });
    return sum(series.map(({ values }) => values.value));
  };
  const seats = scenario.plans[0].seats;
  const check = (client, call, expect, run) => ({ client, call, expect, run });
  const CLI = 'vercel CLI 64.0.2';
  const OLD = '@vercel/sdk 1.21.9';
  const RAW = 'raw answers';

  return [
    check(CLI, 'usage --since --until --json', 'cost and quantity of each service, as summed here', async () => {
      const usage = jsonOf(await vercel(['usage', '--scope', 'acme', '--since', first, '--until', last, '--json']));
      const names = await titles();
      const rows = (await costs()).filter(({ product }) => product !== 'pro_seats');
      const printed = usage.services.filter(({ name }) => name !== LICENCE);
      const licence = usage.services.find(({ name }) => name === LICENCE);
      ensure(licence?.quantity === seats, `${licence?.quantity} seats`);
      ensureSame(
        Object.fromEntries(printed.map(({ name, cost }) => [name, cost])),
        grouped(
          rows,
          ({ product }) => names[product],
          ({ cost }) => cost,
        ),
        'cost',
      );
      ensureSame(
        Object.fromEntries(printed.map(({ name, quantity }) => [name, quantity])),
        grouped(
          rows,
          ({ product }) => names[product],
          ({ quantity }) => quantity,
        ),
        'quantity',
      );
    }),
    check(CLI, 'usage --breakdown daily --json', 'the cost of each day, as summed here', async () => {
      const args = ['usage', '--scope', 'acme', '--since', first, '--until', last, '--breakdown', 'daily', '--json'];
      const usage = jsonOf(await vercel(args));
      const printed = JSON.stringify(usage);
      for (const day of days) ensure(printed.includes(day), `${day} is missing`);
      const rows = await costs();
      ensureClose(usage.totals.cost, sum(rows.map(({ cost }) => cost)), 'the total');
    }),
    check(
      OLD,
      'billingListBillingCharges',
      'billed and effective cost of each day, service and region, as summed here',
      async () => {
        const core = new OldVercelCore({ serverURL: url, bearerToken: TOKEN });
        const stream = await billingListBillingCharges(core, { from: iso(from), to: iso(to), teamId: TEAM });
        if (!stream.ok) throw stream.error;
        const listed = [];
        for await (const row of stream.value) listed.push(row);
        const told = await charges();
        const key = (start, service, region) => `${new Date(start).toISOString()} ${service} ${region ?? ''}`;
        for (const [name, Name] of [
          ['billedCost', 'BilledCost'],
          ['effectiveCost', 'EffectiveCost'],
        ]) {
          ensureSame(
            grouped(
              listed,
              (row) => key(row.chargePeriodStart, row.serviceName, row.regionId),
              (row) => row[name],
            ),
            grouped(
              told,
              (row) => key(row.ChargePeriodStart, row.ServiceName, row.RegionId),
              (row) => row[Name],
            ),
            name,
          );
        }
      },
    ),
    check(RAW, 'costs and charges', 'the same money by day, product, region and project', async () => {
      const names = await titles();
      const told = (await charges()).filter(isUse);
      for (const row of told)
        ensure(isMidnightInLosAngeles(row.ChargePeriodStart), `${row.ChargePeriodStart} begins no day`);
      const rows = (await costs()).filter(({ product, cost }) => product !== 'pro_seats' && cost !== 0);
      ensureSame(
        grouped(
          rows,
          ({ day, product, region, project }) => [day, names[product], region ?? '', project ?? ''].join(' '),
          ({ cost }) => cost,
        ),
        grouped(
          told.filter(({ EffectiveCost }) => EffectiveCost !== 0),
          (row) => [row.ChargePeriodStart, row.ServiceName, row.RegionId ?? '', row.Tags.ProjectId ?? ''].join(' '),
          ({ EffectiveCost }) => EffectiveCost,
        ),
        'cost',
      );
    }),
    check(RAW, 'prices', 'each quantity times the public price of its region, in costs and charges', async () => {
      const names = await titles();
      const rows = await costs();
      const told = (await charges()).filter(isUse);
      for (const [name, prices] of Object.entries(UNIT_PRICES)) {
        const worth = (region, quantity) => quantity * (prices[region] ?? prices.iad1);
        const compare = (what, lines, [region, amount, quantity]) => {
          const byRegion = (amountOf) => grouped(lines, (row) => row[region] ?? 'all regions', amountOf);
          const expected = byRegion((row) => worth(row[region], row[quantity]));
          const actual = byRegion((row) => row[amount]);
          ensureSame(actual, expected, `${name} in the ${what}`);
        };
        const own = rows.filter(({ product }) => names[product] === name);
        compare('costs', own, ['region', 'cost', 'quantity']);
        const charged = told.filter(({ ServiceName }) => ServiceName === name);
        compare('charges', charged, ['RegionId', 'EffectiveCost', 'ConsumedQuantity']);
      }
    }),
    check(RAW, 'costs and hourly counts', 'the same count in each day of Los Angeles', async () => {
      const names = await titles();
      const rows = await costs();
      for (const day of days) {
        const start = startInLosAngeles(day);
        const end = startInLosAngeles(daysFrom(day, 2)[1]);
        const billed = rows.filter(
          (row) => names[row.product] === 'Function Invocations' && Date.parse(row.day) === start,
        );
        const counted = await hours('vercel.function_invocation.count', start, end);
        ensureClose(sum(billed.map(({ quantity }) => quantity)), counted, `invocations of ${day}`);
      }
    }),
    check(CLI, 'api /v2/usage?type=requests', 'the same count in each day of UTC as the hourly counts', async () => {
      const path = `/v2/usage?type=requests&from=${first}T00:00:00Z&to=${last}T00:00:00Z`;
      const { data } = jsonOf(await vercel(['api', path, '--scope', 'acme']));
      ensure(data.length === DAYS - 1, `${data.length} days`);
      for (const row of data) {
        const start = Date.parse(row.date);
        ensure(isMidnightInUtc(start), `${row.date} begins no day of UTC`);
        const told = sum(
          ['successful', 'error', 'throttle', 'timeout'].map((what) => row[`function_invocation_${what}_count`]),
        );
        const counted = await hours('vercel.function_invocation.count', start, start + 86_400_000);
        ensureClose(told, counted, `invocations of ${row.date}`);
      }
    }),
    check(RAW, 'seats', `${seats} of them, in costs, charges and the team's own invoice`, async () => {
      const { start } = await period();
      const midnight = Number(start);
      const lines = (await charges(midnight, nowMs)).filter((row) => !isUse(row));
      const rows = (await costs(midnight, nowMs)).filter(({ product }) => product === 'pro_seats');
      ensureClose(sum(rows.map(({ cost }) => cost)), SEAT * seats, 'seats in the costs');
      ensureClose(Math.max(...rows.map(({ quantity }) => quantity)), seats, 'seats in the costs');
      if (lines.length > 0)
        ensureClose(sum(lines.map(({ BilledCost }) => BilledCost)), SEAT * seats, 'seats in the charges');
      const { invoiceItems } = (await raw(`/v2/teams/${TEAM}`)).billing;
      ensure(
        invoiceItems.teamSeats.quantity === seats - 1,
        `${invoiceItems.teamSeats.quantity} seats beside the first`,
      );
    }),
    check(RAW, 'regions', 'each its share of the scenario, in costs and charges', async () => {
      const names = await titles();
      const rows = (await costs()).filter(({ product }) => names[product] === 'Function Invocations');
      const told = (await charges()).filter(({ ServiceName }) => ServiceName === 'Function Invocations');
      const inCosts = grouped(
        rows,
        ({ region }) => region,
        ({ quantity }) => quantity,
      );
      const inCharges = grouped(
        told,
        ({ RegionId }) => RegionId,
        ({ ConsumedQuantity }) => ConsumedQuantity,
      );
      for (const [region, share] of Object.entries(scenario.regions)) {
        ensureNear(inCosts[region] / sum(Object.values(inCosts)), share, `${region} in the costs`);
        ensureNear(inCharges[region] / sum(Object.values(inCharges)), share, `${region} in the charges`);
      }
    }),
    check(CLI, 'budgets', 'the spend of the period beyond the credit, as summed here', async () => {
      const { stdout, stderr } = await vercel(['budgets', '--scope', 'acme']);
      const shown = /\$([\d,]+\.\d\d) \(/.exec(stdout + stderr);
      ensure(shown !== null, `no spend in: ${stdout}${stderr}`);
      const { start } = await period();
      const rows = (await costs(Number(start), nowMs)).filter(({ product }) => product !== 'pro_seats');
      const beyond = Math.max(0, sum(rows.map(({ cost }) => cost)) - scenario.credit);
      // It grows with every second, and the costs are an hour late.
      ensureNear(Number(shown[1].replaceAll(',', '')), beyond, 'the spend', 0.02);
    }),
    check(
      '@vercel/sdk 1.28.35',
      'deploymentsGetDeployments',
      'page by page the deployments of one large page',
      async () => {
        const core = new VercelCore({ serverURL: url, bearerToken: TOKEN });
        const whole = await raw('/v6/deployments?limit=40');
        const ids = [];
        let until;
        for (let page = 0; page < 8; page += 1) {
          const answer = await deploymentsGetDeployments(core, { teamId: TEAM, limit: 5, ...(until ? { until } : {}) });
          if (!answer.ok) throw answer.error;
          ids.push(...answer.value.deployments.map(({ uid }) => uid));
          until = answer.value.pagination.next;
          if (!until) break;
        }
        const expected = whole.deployments.map(({ uid }) => uid);
        ensure(expected.length === 40, `${expected.length} deployments`);
        ensure(ids.join() === expected.join(), `${new Set(ids).size} different deployments in ${ids.length}`);
      },
    ),
  ];
}
