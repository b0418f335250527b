import { dayOf } from '#shared/core/calendar/calendar';
import type { Change } from '#shared/core/costs/what-if-changes';
import { findPlan } from '#shared/core/pricing/look-up';
import type { BillLine } from '#shared/domain/bill';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import type { ModelPrice, PriceList } from '#shared/domain/price-list';
import type { PricedParts } from '../read-parts';
import { type AccountBills, currentAccountBills } from './account-bills';
import { noBill } from './costs';

/** Why changes cannot be worked out over these accounts: a name that no price list entry carries. */
export function refusal(accounts: readonly AccountBills[], changes: readonly Change[]): Failure | null {
  const [first] = accounts;
  if (first === undefined) {
    return noBill;
  }
  const { list, now } = first.context;
  const providers = [...new Set(accounts.map(({ connection }) => connection.billing?.provider ?? ''))];
  const regions = [...new Set(providers.flatMap((provider) => regionsOf(list, provider)))].sort();
  const machines = list.buildMachines.map(({ machine }) => machine);
  for (const change of changes) {
    if (
      change.kind === 'plan' &&
      !providers.some((one) => findPlan(list, one, change.plan, dayOf(now, 'UTC')) !== null)
    ) {
      const plans = list.plans.filter(({ provider }) => providers.includes(provider)).map(({ plan }) => plan);
      return unknownName('plan', change.plan, plans);
    }
    if (change.kind === 'build-machine' && !machines.includes(change.machine)) {
      return unknownName('build machine', change.machine, machines);
    }
    if (change.kind === 'region' && !regions.includes(change.region)) {
      return unknownName('region', change.region, regions);
    }
  }
  return null;
}

/** What a what-if can name besides plans. */
interface WhatIfChoices {
  readonly regions: string[];
  readonly buildMachines: string[];
  readonly usedModels: string[];
  readonly models: string[];
}

/** Regions and build machines of an account, empty where nothing is priced by them; the models in use and on the list. */
export async function readWhatIfChoices(parts: PricedParts, connectionId: string): Promise<Result<WhatIfChoices>> {
  const connection = (await parts.store.connections.list()).find(({ id }) => id === connectionId);
  if (connection === undefined) {
    return fail(noBill);
  }
  const [list, accounts] = await Promise.all([parts.prices(), currentAccountBills(parts)]);
  const { provider } = connection.billing ?? connection;
  const isBuilt = list.limits.some((entry) => entry.provider === provider && entry.beyond === 'by-machine');
  const lines = accounts.flatMap(({ bills }) => bills.flatMap(({ bill }) => bill.lines.filter(isOfModel)));
  const used = new Set(lines.map(({ product }) => product.split(' · ')[0] ?? ''));
  return succeed({
    regions: regionsOf(list, provider),
    buildMachines: isBuilt ? list.buildMachines.map(({ machine }) => machine) : [],
    usedModels: [...used].filter((name) => name !== '').sort(),
    models: [...new Set(list.modelPrices.filter(isOffered).map(({ model }) => model))].sort(),
  });
}

function isOfModel({ service }: BillLine): boolean {
  return /^(OPENAI|ANTHROPIC|VERCEL_AI_GATEWAY)$/.test(service);
}

function isOffered({ effectiveTo, outputPerMTok }: ModelPrice): boolean {
  return effectiveTo === null && outputPerMTok !== null;
}

function regionsOf(list: PriceList, provider: string): string[] {
  const own = list.limits.filter((entry) => entry.provider === provider).map((entry) => entry.region);
  const there = list.regionalPrices.filter((price) => price.provider === provider).map((price) => price.region);
  return [...new Set([...own, ...there])].filter((region) => region !== null).sort();
}

function unknownName(kind: string, name: string, known: readonly string[]): Failure {
  return {
    code: 'invalid-input',
    message: `The price list has no ${kind} "${name}".`,
    action:
      known.length === 0 ? `It has no prices by ${kind} for this provider.` : `Choose one of: ${known.join(', ')}.`,
    retryable: false,
  };
}
