import { type AccountBills, currentAccountBills } from '#main/queries/bill/account-bills';
import { metricTitle } from '#main/queries/bill/words';
import { readProviderFactsOf } from '#main/queries/connections/provider-facts';
import type { PricedParts } from '#main/queries/read-parts';
import { type MetricState, readMetricStates } from '#main/queries/standings/metric-states';
import { readOtherStandings } from '#main/queries/standings/read-standings';
import { dayOf } from '#shared/core/calendar/calendar';
import { planLimits, plansOf } from '#shared/core/pricing/look-up';
import type { AccountFacts, AdviceFacts } from '#shared/core/recommendations/facts';
import type { Connection } from '#shared/domain/connection';
import type { LastAttempt } from '#shared/domain/cycle';
import type { PriceList } from '#shared/domain/price-list';
import type { Standing } from '#shared/domain/standing';
import { readAnswers } from '../answers';
import { readAssumptions } from '../assumptions';
import { cheaperRegion } from './cheaper-region';
import { databaseUses } from './database-uses';
import { modelUses } from './model-uses';
import { planWorlds } from './plan-worlds';
import { cacheHitRatio, projectUses } from './project-uses';

/** Everything that the engine looks at, of every account. `states` saves reading them again. */
export async function readAdviceFacts(parts: PricedParts, states?: readonly MetricState[]): Promise<AdviceFacts> {
  const [list, assumptions, answers, connections, bills, others, attempts, budgets] = await Promise.all([
    parts.prices(),
    readAssumptions(parts),
    readAnswers(parts),
    parts.store.connections.list(),
    currentAccountBills(parts),
    readOtherStandings(parts),
    parts.store.cycles.lastAttempts(),
    parts.store.budgets.list(),
  ]);
  const facts = await readProviderFactsOf(
    parts.store,
    connections.map(({ id }) => id),
  );
  const known = states ?? (await readMetricStates(parts));
  const accounts = await Promise.all(
    connections.map((connection) =>
      readAccount(parts, {
        ...{ connection, list, others, attempts },
        bills: bills.find((one) => one.connection.id === connection.id) ?? null,
        states: known.filter((state) => state.connection.id === connection.id),
        providerBudgets: (facts.get(connection.id)?.budgets?.value ?? []).map(({ amount, pauses }) => ({
          ...{ amount: amount / 1e6, pauses },
        })),
        seatsTold: facts.get(connection.id)?.account?.value.seats ?? null,
        ownBudgets: budgets.filter(({ connectionId }) => connectionId === '' || connectionId === connection.id).length,
      }),
    ),
  );
  return { now: parts.clock.now(), accounts, assumptions, answers };
}

interface Known extends Pick<AccountFacts, 'providerBudgets' | 'ownBudgets' | 'seatsTold'> {
  readonly connection: Connection;
  readonly bills: AccountBills | null;
  readonly states: readonly MetricState[];
  readonly others: readonly Standing[];
  readonly attempts: readonly LastAttempt[];
  readonly list: PriceList;
}

async function readAccount(parts: PricedParts, known: Known): Promise<AccountFacts> {
  const { connection, bills, states, others, attempts, list } = known;
  const descriptor = parts.catalog.descriptor(connection.provider);
  const { models, prices } = bills === null ? { models: [], prices: [] } : await modelsOf(bills);
  const page = (name: 'usage' | 'upgrade', plan = '') =>
    name === 'usage' ? descriptor?.links.usage(connection) : descriptor?.links.upgrade(connection, plan);
  // What a contract counts in units of its own is paid already: no dollar is saved there, and no plan compared with it.
  const today = bills?.bills.find(({ bill }) => bill.currency === list.currency) ?? null;
  const ownStandings = others.filter(
    ({ scope }) => scope.kind !== 'everything' && scope.connectionId === connection.id,
  );
  return {
    connectionId: connection.id,
    provider: connection.provider,
    title: connection.title,
    serviceTitle: descriptor?.title ?? connection.provider,
    billing: connection.billing,
    today,
    plans: bills === null || today === null ? [] : await planWorlds(bills),
    uses: states.map(({ definition, standing, forecast }) => ({
      ...{ service: definition.service, metric: definition.metric, title: definition.title },
      ...{ unit: definition.unit, standing, forecast },
    })),
    otherStandings: ownStandings,
    models,
    modelPrices: prices,
    databases: bills === null ? [] : await databaseUses(bills),
    projects: bills === null ? [] : await projectUses(bills),
    cheaperRegion: bills === null ? null : await cheaperRegion(bills),
    cacheHitRatio: bills === null ? null : await cacheHitRatio(bills),
    providerBudgets: known.providerBudgets,
    ownBudgets: known.ownBudgets,
    seatsTold: known.seatsTold ?? null,
    attempts: attempts.filter(({ attempt }) => attempt.connectionId === connection.id),
    assumptions: await readAssumptions(parts, connection.id),
    titleOf: (service, metric) => metricTitle(parts, connection.provider, service, metric),
    capabilityTitle: (capability) => parts.catalog.capabilityTitle(connection.provider, capability),
    possiblePlans: connection.billing === null ? possiblePlans(list, descriptor?.billingProvider ?? '', parts) : [],
    link: (name, plan) => page(name, plan) ?? null,
    pageFor: (change) => descriptor?.links.change?.(connection, change) ?? null,
  };
}

function modelsOf(bills: AccountBills) {
  return modelUses(bills);
}

function possiblePlans(list: PriceList, provider: string, { clock }: PricedParts): AccountFacts['possiblePlans'] {
  const day = dayOf(clock.now(), 'UTC');
  return plansOf(list, provider, day).map((record) => ({
    record,
    limits: planLimits(list, provider, record.plan, day),
  }));
}
