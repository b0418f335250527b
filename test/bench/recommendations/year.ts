import type { PlanWorld } from '#shared/core/recommendations/facts';
import { generate } from '#shared/core/recommendations/generate';
import { KINDS } from '#shared/core/recommendations/kinds/index';
import { outageCost } from '#shared/core/recommendations/roi';
import { monthly } from '#shared/core/recommendations/worlds';
import type { BusinessAssumptions } from '#shared/domain/recommendation';
import { type MadeAccount, type MadeUse, madeFacts, worldOn } from '../../fixtures/made-account';
import { chance } from './random-accounts';

/** What an outage costs the owners of these accounts: 100 a day, half lost, twelve hours: 25 each. */
const ASSUMPTIONS: BusinessAssumptions = {
  ...{ revenuePerDay: 100, lostShare: 0.5, hoursToRecover: 12 },
  ...{ hoursOfWork: null, hourlyRate: null },
};
const OUTAGE = (outageCost(ASSUMPTIONS) ?? 0) / 1e6;
const MONTHS = 12;
/** Part of a month that is over when somebody decides. */
const DECIDED_AT = 0.65;
const MONTH_TO_MONTH = 0.08;

/** Who decides about plans, and how. */
export const POLICIES = ['as advised', 'stay', 'at 75 %', 'when it stops'] as const;
export type Policy = (typeof POLICIES)[number];

/** One account's year under each policy: what is paid and lost, main units. */
export interface Year {
  readonly name: string;
  readonly costs: Readonly<Record<Policy, number>>;
  /** Advice that was dearer in expectation when it was given. */
  readonly worseWhenAdvised: number;
}

/** How much of something a month needs: an amount, or a level at its end. */
interface Growing {
  readonly key: string;
  readonly use: Omit<MadeUse, 'used' | 'growth' | 'limit' | 'atLimit'> | null;
  readonly first: number;
  /** Times as much each month. */
  readonly growth: number;
}

interface Company {
  readonly name: string;
  readonly account: Pick<MadeAccount, 'provider' | 'title'>;
  readonly billing: string;
  readonly plan: string;
  /** Plans in the order in which people step up. */
  readonly ladder: readonly string[];
  readonly needs: readonly Growing[];
}

/** So many accounts, followed for a year of months by each policy; the same in every run. */
export function simulatedYears(count: number): readonly Year[] {
  return Array.from({ length: count }, (_, seed) => year(company(seed), seed));
}

function year(company: Company, seed: number): Year {
  const random = chance(seed * 7919 + 17);
  const noise = Array.from({ length: MONTHS }, () => company.needs.map(() => 1 + MONTH_TO_MONTH * (2 * random() - 1)));
  const plans: Record<Policy, string> = {
    ...{ 'as advised': company.plan, stay: company.plan },
    ...{ 'at 75 %': company.plan, 'when it stops': company.plan },
  };
  const costs: Record<Policy, number> = { 'as advised': 0, stay: 0, 'at 75 %': 0, 'when it stops': 0 };
  let worseWhenAdvised = 0;
  for (let month = 0; month < MONTHS; month += 1) {
    const wanted = company.needs.map(({ first, growth }, at) => first * growth ** month * (noise[month]?.[at] ?? 1));
    for (const policy of POLICIES) {
      const before = plans[policy];
      const decided = decide(policy, company, before, wanted);
      worseWhenAdvised += Number(decided.isWorse);
      plans[policy] = decided.plan;
      // What is decided in the month holds from the next one on, unless it has stopped already: then at once.
      const stops = overLimit(company, before, wanted, 1);
      costs[policy] += billOf(company, before, wanted) + (stops ? OUTAGE : 0);
    }
  }
  return { name: company.name, costs, worseWhenAdvised };
}

function decide(policy: Policy, company: Company, plan: string, wanted: readonly number[]) {
  switch (policy) {
    case 'stay':
      return { plan, isWorse: false };
    case 'at 75 %':
      return {
        plan: overLimit(company, plan, wanted, 0.75 / DECIDED_AT) ? stepUp(company, plan) : plan,
        isWorse: false,
      };
    case 'when it stops':
      return { plan: overLimit(company, plan, wanted, 1) ? stepUp(company, plan) : plan, isWorse: false };
    default:
      return asAdvised(company, plan, wanted);
  }
}

/** Does what the engine says of the plan, whatever it is. */
function asAdvised(company: Company, plan: string, wanted: readonly number[]) {
  const facts = madeFacts(accountOf(company, plan, wanted), { assumptions: ASSUMPTIONS });
  const [advice] = generate(facts, KINDS).filter(({ change, question }) => change.kind === 'plan' && question === null);
  if (advice?.change.kind !== 'plan') {
    return { plan, isWorse: false };
  }
  // The chance that it is told by counts the outage of this account; the certain one of a limit that is passed is 1.
  const averted = (advice.gain?.averted ?? 0) / 1e6;
  const isWorse = (advice.gain?.amount ?? 0) / 1e6 + averted < -0.005;
  return { plan: advice.change.to, isWorse };
}

function stepUp({ ladder }: Company, plan: string): string {
  return ladder[Math.min(ladder.length - 1, ladder.indexOf(plan) + 1)] ?? plan;
}

/** The account in the middle of a month, as Headroom sees it. */
function accountOf(company: Company, plan: string, wanted: readonly number[]): MadeAccount {
  const world = worldOf(company, plan, wanted);
  return {
    ...company.account,
    billing: { provider: company.billing, plan },
    month: Object.fromEntries(company.needs.map(({ key }, at) => [key, wanted[at] ?? 0])),
    spread: 0.05,
    uses: company.needs.flatMap(({ use, growth }, at): MadeUse[] => {
      if (use === null) {
        return [];
      }
      const limit = world?.limitOf(use.service, use.metric) ?? null;
      const whole = wanted[at] ?? 0;
      const perDay = (whole * (growth - 1)) / 30;
      return [
        {
          ...use,
          used: use.kind === 'level' ? Math.max(0, whole - perDay * 10.5) : whole * DECIDED_AT,
          growth: use.kind === 'level' ? perDay : 0,
          limit: limit?.included ?? null,
          atLimit: limit?.beyond === 'refused' ? 'reject' : 'bill',
        },
      ];
    }),
  };
}

const worlds = new Map<string, PlanWorld | null>();

function worldOf(company: Company, plan: string, wanted: readonly number[]): PlanWorld | null {
  const key = [company.name, plan, ...wanted].join(' ');
  const known = worlds.get(key);
  if (known !== undefined) {
    return known;
  }
  const month = Object.fromEntries(company.needs.map(({ key: name }, at) => [name, wanted[at] ?? 0]));
  const world = worldOn({ ...company.account, billing: { provider: company.billing, plan }, month, spread: 0 }, plan);
  worlds.set(key, world);
  return world;
}

function billOf(company: Company, plan: string, wanted: readonly number[]): number {
  const world = worldOf(company, plan, wanted);
  if (world === null) throw new Error(`no plan ${plan}`);
  // A tier that is too small lasts one cycle: the next month is charged where it ends up.
  return monthly(world.worked);
}

/** Whether a share of what is wanted passes a limit at which something stops. */
function overLimit(company: Company, plan: string, wanted: readonly number[], share: number): boolean {
  const world = worldOf(company, plan, wanted);
  return company.needs.some(({ use }, at) => {
    const limit = use === null ? null : world?.limitOf(use.service, use.metric);
    return limit?.beyond === 'refused' && limit.included !== null && (wanted[at] ?? 0) * share > limit.included;
  });
}

const REDIS = ['free', 'payg', 'fixed_250mb', 'fixed_1gb', 'fixed_5gb'];

function company(seed: number): Company {
  const random = chance(seed * 104_729 + 3);
  const between = (low: number, high: number) => low * (high / low) ** random();
  const grows = (low: number, high: number) => low + (high - low) * random();
  if (seed % 3 === 0) {
    const plan = ['hobby', 'pro', 'pro'][seed % 9 === 0 ? 0 : 1] ?? 'pro';
    const size = plan === 'hobby' ? between(0.1, 0.9) : between(2, 40);
    return {
      ...{ name: `vercel ${seed}`, account: { provider: 'vercel', title: 'Vercel' }, billing: 'vercel', plan },
      ladder: ['hobby', 'pro'],
      needs: [
        need(
          'VERCEL_BANDWIDTH',
          'BANDWIDTH_GB',
          'Bandwidth',
          'GB',
          'month',
          size * between(60, 160),
          grows(0.99, 1.12),
        ),
        need('VERCEL_EDGE', 'EDGE_REQUESTS', 'Edge requests', 'requests', 'month', size * 0.8e6, grows(0.99, 1.1)),
        need('VERCEL_FUNCTIONS', 'INVOCATIONS', 'Invocations', 'invocations', 'month', size * 0.5e6, grows(0.99, 1.08)),
        { key: 'VERCEL_BUILD BUILD_CPU_MINUTES', use: null, first: size * between(50, 400), growth: grows(0.99, 1.05) },
      ],
    };
  }
  const plan = REDIS[Math.floor(random() * 4)] ?? 'free';
  return {
    ...{
      name: `redis ${seed}`,
      account: { provider: 'redis', title: 'Redis' },
      billing: 'upstash',
      plan,
      ladder: REDIS,
    },
    needs: [
      need('VERCEL_KV', 'COMMANDS_PER_MONTH', 'Commands', 'commands', 'month', between(3e4, 2e7), grows(0.97, 1.18)),
      need('VERCEL_KV', 'STORAGE_MB', 'Storage', 'MB', 'level', between(5, 300), grows(1, 1.15)),
    ],
  };
}

function need(
  service: string,
  metric: string,
  title: string,
  unit: string,
  kind: MadeUse['kind'],
  first: number,
  growth: number,
): Growing {
  return { key: `${service} ${metric}`, use: { service, metric, title, unit, kind }, first, growth };
}
