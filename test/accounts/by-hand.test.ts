import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { meteredByProduct } from '#main/providers/vercel/metered';
import { loadScenario, type Scenario } from '#main/simulator/index';
import { PRODUCTS } from '#main/simulator/vercel/billing';
import { accountBill } from '#shared/core/costs/bill/account-bill';
import { billedUse } from '#shared/core/costs/bill/billed-use';
import { seatFee } from '#shared/core/costs/bill/licences';
import { meteredUse } from '#shared/core/costs/bill/metered-use';
import { wishOf } from '#shared/core/costs/bill/wish';
import { modelCost } from '#shared/core/costs/model-costs';
import { calculatePlanCosts } from '#shared/core/costs/plan-costs';
import { termsOf } from '#shared/core/costs/terms';
import { defaultPriceList } from '#shared/core/pricing/default-price-list';
import { findPlan, planCredit, planFee } from '#shared/core/pricing/look-up';
import { modelPrice } from '#shared/core/pricing/model-prices';
import type { UsageRow } from '#shared/domain/cost';
import { fromMicros, toMicros } from '#shared/domain/money';
import { cents } from './accountant';
import { ACCOUNTS, accountFile } from './an-account';

type Expected = Readonly<Record<string, readonly [expression: string, written: number]>>;

interface ByHand {
  readonly functions: string;
  readonly builds: string;
  readonly images: string;
  readonly cdn: string;
  readonly bill: string;
  readonly accounts: Readonly<Record<string, Expected>>;
}

const read = (name: string): unknown => JSON.parse(readFileSync(join(ACCOUNTS, 'by-hand', name), 'utf8'));
const byHand = read('expected.json') as ByHand;
const price = read('prices.json');
const prices = price as Readonly<Record<string, Readonly<Record<string, number>> | undefined>>;
const DAYS = 30;
const DAY = '2026-11-15';
const PERIOD = { start: '2026-11-01', end: '2026-12-01' };
const list = defaultPriceList;

/** Works an expression out over an account file and the price text. */
function figure(expression: string, scenario: Scenario): number {
  const scope: Record<string, unknown> = {
    price,
    max: Math.max,
    seats: Math.max(1, scenario.plans.at(-1)?.seats ?? 1),
    use: (key: string) => (scenario.usage[key]?.base ?? 0) * DAYS,
    mean: (key: string) =>
      sum(Object.entries(scenario.regions).map(([region, share]) => share * (prices[region]?.[key] ?? Number.NaN))),
    commands: (scenario.redis[0]?.commands.base ?? 0) * DAYS,
    cuHours: sum((scenario.neon?.projects ?? []).map((one) => (one.computeUnitSeconds.base * DAYS) / 3600)),
    gbHours: sum((scenario.neon?.projects ?? []).map((one) => (one.storageBytes.at / 1e9) * 24 * DAYS)),
  };
  for (const name of ['functions', 'builds', 'images', 'cdn', 'bill'] as const) {
    scope[name] = evaluate(byHand[name], scope);
  }
  return evaluate(expression, scope);
}

function evaluate(expression: string, scope: Readonly<Record<string, unknown>>): number {
  const work: unknown = new Function(...Object.keys(scope), `return (${expression});`);
  return (work as (...values: unknown[]) => number)(...Object.values(scope));
}

/** The month's quantities as Headroom names them, at the file's only region or another one. */
function rowsOf(scenario: Scenario, factor: (key: string) => number, elsewhere: string | null = null): UsageRow[] {
  const region = elsewhere ?? Object.keys(scenario.regions)[0] ?? null;
  return PRODUCTS.flatMap((product) => {
    const metered = meteredByProduct(product.title);
    const base = scenario.usage[product.key]?.base;
    return metered === null || base === undefined
      ? []
      : [
          {
            service: metered.service,
            metric: metered.metric,
            project: null,
            region: product.regional ? region : null,
            day: DAY,
            quantity: (base * DAYS * factor(product.key)) / product.scale,
          },
        ];
  });
}

function vercel(
  scenario: Scenario,
  plan = 'pro',
  factor: (key: string) => number = () => 1,
  ledger: number | null = null,
  region: string | null = null,
): number {
  const found = findPlan(list, 'vercel', 'pro', DAY);
  const chosen = findPlan(list, 'vercel', plan, DAY);
  if (found === null || chosen === null) throw new Error('no such plan');
  const seats = Math.max(1, scenario.plans.at(-1)?.seats ?? 1);
  const fee = seatFee({
    rows: null,
    told: seats,
    toldPrice: null,
    answered: null,
    listFee: planFee(list, found, DAY),
    hasSeats: true,
  });
  const use = meteredUse(
    list,
    {
      period: PERIOD,
      plans: [{ from: PERIOD.start, provider: 'vercel', plan }],
      rows: rowsOf(scenario, factor, region),
    },
    () => ({ middle: 0, spread: 0 }),
  );
  const tier = (planFee(list, chosen, DAY) ?? 0) - (planFee(list, found, DAY) ?? 0);
  const { bill } = accountBill({
    connectionId: 'vercel',
    currency: 'USD',
    period: { start: 0, end: 1, zone: 'UTC', isTold: false },
    chargedOn: PERIOD.end,
    seats,
    lines: [...fee.lines, ...(fee.lines[0] === undefined ? [] : [{ ...fee.lines[0], amount: tier }]), ...use.lines],
    credit: {
      total: ledger === null ? (planCredit(list, found, DAY) ?? 0) : toMicros(ledger),
      used: null,
      told: false,
    },
    missing: fee.missing,
    meters: [],
    cap: null,
    list: null,
  });
  expect(bill.soFar.complete).toBe(true);
  expect(bill.lines.reduce((all, { amount }) => all + (amount ?? 0), 0)).toBe(bill.soFar.amount);
  return fromMicros(bill.soFar.amount);
}

/** What a team on the flat rate of 100 would pay for its transfer and requests by use, region by region. */
function cdnOnDemand(scenario: Scenario): number {
  const terms = (name: string) => termsOf(list, { provider: 'vercel', plan: name, day: DAY });
  const rows = PRODUCTS.filter(({ key }) => key === 'fastDataTransfer' || key === 'edgeRequests').flatMap((product) =>
    Object.entries(scenario.regions).map(([region, share]) => ({
      ...{ product: product.title, metric: meteredByProduct(product.title), unit: '', project: null, region },
      ...{
        quantity: ((scenario.usage[product.key]?.base ?? 0) * DAYS * share) / product.scale,
        cost: 0,
        flatRate: true,
      },
    })),
  );
  const wish = wishOf([{ kind: 'plan', plan: 'pro' }], null, true);
  const changed = { wish, terms: terms('pro'), sellsMore: true };
  const { lines } = billedUse(rows, terms('pro-flat-100'), () => ({ middle: 0, spread: 0 }), changed);
  return fromMicros(sum(lines.map(({ amount }) => amount ?? Number.NaN)));
}

/** What a tier costs beside the plan that it stands on. */
function tierFee(name: string): number {
  const feeOf = (asked: string) => {
    const found = findPlan(list, 'vercel', asked, DAY);
    return found === null ? Number.NaN : (planFee(list, found, DAY) ?? Number.NaN);
  };
  return fromMicros(feeOf(name) - feeOf('pro'));
}

function plan(provider: string, name: string, usage: Readonly<Record<string, number>>): number {
  const costs = calculatePlanCosts(list, { provider, plan: name, day: DAY, usage });
  return fromMicros(costs.total ?? Number.NaN);
}

function model(
  provider: string,
  name: string,
  millions: { input: number; read?: number; write?: number; output: number },
) {
  const found = modelPrice(list, provider, name, DAY);
  if (found === null) throw new Error(`no price of ${name}`);
  const cost = modelCost(found, {
    input: millions.input * 1e6,
    cacheRead: (millions.read ?? 0) * 1e6,
    cacheWrite: (millions.write ?? 0) * 1e6,
    output: millions.output * 1e6,
  });
  return fromMicros(cost.total ?? Number.NaN);
}

function neon(scenario: Scenario, name: string): number {
  const projects = scenario.neon?.projects ?? [];
  const cuHours = sum(projects.map((one) => (one.computeUnitSeconds.base * DAYS) / 3600));
  const gbMonths = sum(projects.map((one) => ((one.storageBytes.at / 1e9) * 24 * DAYS) / 730));
  return plan('neon', name, { NEON_POSTGRES_COMPUTE_CU_HOURS: cuHours, NEON_POSTGRES_STORAGE_GB: gbMonths });
}

/** What Headroom's price functions say for each figure of the file. */
const WORKED: Readonly<Record<string, (scenario: Scenario) => number>> = {
  bill: (scenario) => vercel(scenario),
  'bill with a ledger of 30': (scenario) => vercel(scenario, 'pro', undefined, 30),
  'bill without a credit': (scenario) => vercel(scenario, 'pro', undefined, 0),
  'bill at the prices of iad1': (scenario) => vercel(scenario, 'pro', undefined, null, 'iad1'),
  'CDN on demand': cdnOnDemand,
  'saved by the flat rate of 100': (scenario) => cdnOnDemand(scenario) - tierFee('pro-flat-100'),
  'bill with half the transformations': (scenario) =>
    vercel(scenario, 'pro', (key) => (key === 'imageTransformations' ? 0.5 : 1)),
  'bill on the flat rate of 20': (scenario) => vercel(scenario, 'pro-flat-20'),
  'redis on Free': (scenario) =>
    plan('upstash', 'free', { UPSTASH_REDIS_COMMANDS_PER_MONTH: commandsOf(scenario)['UPSTASH_REDIS_COMMANDS'] ?? 0 }),
  'redis as pay as you go': (scenario) => plan('upstash', 'payg', commandsOf(scenario)),
  'redis on Fixed 250MB': (scenario) => plan('upstash', 'fixed_250mb', commandsOf(scenario)),
  neon: (scenario) => neon(scenario, 'launch'),
  'neon on Scale': (scenario) => neon(scenario, 'scale'),
  sol: () => model('openai', 'gpt-6.1-sol', { input: 114, output: 6 }),
  'sol as terra': () => model('openai', 'gpt-6.1-terra', { input: 114, output: 6 }),
  'sol as luna': () => model('openai', 'gpt-6-luna', { input: 114, output: 6 }),
  opus: () => model('anthropic', 'claude-opus-5-5', { input: 81, output: 9 }),
  'opus with a cache': () => model('anthropic', 'claude-opus-5-5', { input: 81, read: 56.7, write: 4.05, output: 9 }),
};

function commandsOf(scenario: Scenario): Record<string, number> {
  return { UPSTASH_REDIS_COMMANDS: (scenario.redis[0]?.commands.base ?? 0) * DAYS };
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

describe('the accounts by hand, to the cent', () => {
  const cases = Object.entries(byHand.accounts).flatMap(([name, figures]) =>
    Object.entries(figures).map(([what, [expression, written]]) => ({ name, what, expression, written })),
  );
  it.each(cases)('$name: $what is $written', ({ name, what, expression, written }) => {
    const scenario = name === 'large' ? loadScenario('large') : accountFile(name);
    expect(cents(figure(expression, scenario)), 'the arithmetic').toBe(cents(written));
    expect(cents(WORKED[what]?.(scenario) ?? Number.NaN), 'the price functions').toBe(cents(written));
  });

  it('three seats are three fees, and a team that tells none has at least one', () => {
    const known = { rows: null, toldPrice: null, answered: null, listFee: toMicros(20), hasSeats: true };
    expect(seatFee({ ...known, told: 3 })).toMatchObject({ seats: 3, lines: [{ amount: 60_000_000 }], missing: [] });
    expect(seatFee({ ...known, told: null })).toMatchObject({
      lines: [{ amount: 20_000_000 }],
      missing: [{ code: 'seats-not-told' }],
    });
  });
});
