import { addDays, dayOf, dayStart, daysBetween } from '#shared/core/calendar/calendar';
import { PLAN_FEE } from '#shared/core/costs/change-split';
import type { Point } from '#shared/core/forecasting/forecast-input';
import type { SeenWorld } from '#shared/core/recommendations/seen-change';
import { classOf } from '#shared/core/standing/at-limit';
import type { AiDay } from '#shared/core/usage/ai-month';
import type { Connection } from '#shared/domain/connection';
import { DAY, type Instant, type Zone } from '#shared/domain/instant';
import { fromMicros } from '#shared/domain/money';
import type { Advice } from '#shared/domain/recommendation';
import type { Standing } from '#shared/domain/standing';
import { currentAccountBills } from '../bill/account-bills';
import { readCostSources } from '../bill/change-sources';
import { readPlanHistory } from '../bill/plans';
import { quantityOf } from '../bill/usage-rows';
import { readProviderFacts } from '../connections/provider-facts';
import type { PricedParts } from '../read-parts';
import { readStandings } from '../standings/read-standings';
import { dailyCosts } from './daily-costs';
import { databaseDays } from './database-days';
import { functionCharges } from './function-charges';

/** Days that a change of use is looked for in: four weeks before an advice, and those since. */
const HISTORY_DAYS = 70;
/** What an advice about a model's input names, which is no metric of a series. */
export const UNCACHED_INPUT = 'INPUT_UNCACHED';

/** What an advice about all that a model costs names. */
export const MODEL_COST = 'MODEL_COST';

type Asked = Pick<Advice, 'change' | 'connectionId' | 'service' | 'metric' | 'limit'>;

/** What is told now of the account that an advice is about, as far as its change asks for it. Null: the account is gone. */
export async function readSeenWorld(parts: PricedParts, advice: Asked): Promise<SeenWorld | null> {
  const connection = await parts.store.connections.find(advice.connectionId);
  if (connection === null) {
    return null;
  }
  const { change } = advice;
  const world: SeenWorld = {
    ...{ plan: null, seats: null, ownBudget: null, providerBudget: null, sourceSince: null, use: [], newModel: [] },
  };
  switch (change.kind) {
    case 'plan':
      return { ...world, plan: await planOf(parts, connection) };
    case 'seats':
      return { ...world, seats: await seatsOf(parts, connection.id) };
    case 'budget':
      return { ...world, ...(await budgetsOf(parts, connection.id, advice.limit)) };
    case 'source':
      return { ...world, sourceSince: await sourceSince(parts, connection, change.capability) };
    case 'model': {
      const [use, newModel] = await Promise.all(
        [change.from, change.to].map((model) => modelDays(parts, connection.id, model)),
      );
      return { ...world, use: use ?? [], newModel: newModel ?? [] };
    }
    case 'use':
      return { ...world, use: await daysOfUse(parts, connection.id, change) };
    case 'region':
      return { ...world, use: await regionDays(parts, connection, change.from) };
    case 'sleep':
      return { ...world, use: await sleepDays(parts, connection, change.project) };
  }
}

async function planOf({ store }: PricedParts, { id, billing }: Connection): Promise<SeenWorld['plan']> {
  if (billing === null) {
    return null;
  }
  const { provider, plan } = billing;
  const seen = (await readPlanHistory(store, id)).at(-1);
  const isSame = seen?.provider === provider && seen.plan === plan;
  return { provider, plan, since: isSame ? seen.learnedAt : null };
}

/** As the provider tells them now; the bill of a period counts those that it began with. */
async function seatsOf(parts: PricedParts, connectionId: string): Promise<number | null> {
  const told = (await readProviderFacts(parts.store, connectionId)).account?.value.seats ?? null;
  if (told !== null) {
    return told;
  }
  const bills = await currentAccountBills(parts);
  return bills.find(({ connection }) => connection.id === connectionId)?.bills[0]?.bill.seats ?? null;
}

function stops({ atLimit }: Standing): boolean {
  return classOf(atLimit) === 'stops';
}

/** The largest budgets of the account: own ones, or over everything; and the provider's, told as such or as a limit in money. */
async function budgetsOf(parts: PricedParts, connectionId: string, limit: Advice['limit']) {
  const { store } = parts;
  const [own, facts] = await Promise.all([store.budgets.list(), readProviderFacts(store, connectionId)]);
  const standing = limit === null ? null : (await readStandings(parts)).list.find(({ key }) => key === limit.standing);
  // A limit at which nothing stops any more is as good as none.
  const isLifted = limit?.stops === true && standing !== undefined && standing !== null && !stops(standing);
  const largest = (amounts: readonly number[]) => (amounts.length === 0 ? null : Math.max(...amounts));
  const isOwn = (budget: (typeof own)[number]) =>
    budget.scope === 'account' && (budget.connectionId === connectionId || budget.connectionId === '');
  return {
    ownBudget: largest(own.filter(isOwn).map(({ amount }) => fromMicros(amount))),
    providerBudget: largest([
      ...(facts.budgets?.value ?? []).map(({ amount }) => fromMicros(amount)),
      ...(standing?.limit == null ? [] : [standing.limit]),
      ...(isLifted ? [Number.POSITIVE_INFINITY] : []),
    ]),
  };
}

/** Which plan an account is on is no source that is asked, and told once it is known. */
function sourceSince(parts: PricedParts, { id, billing }: Connection, capability: string): Promise<Instant | null> {
  return capability === 'plan'
    ? Promise.resolve(billing === null ? null : parts.clock.now())
    : answeredAt(parts, id, capability);
}

async function answeredAt({ store }: PricedParts, connectionId: string, capability: string): Promise<Instant | null> {
  const attempts = await store.cycles.lastAttempts();
  const last = attempts.find(
    ({ attempt }) => attempt.connectionId === connectionId && attempt.capability === capability,
  )?.attempt;
  return last?.outcome === 'ok' ? last.startedAt : null;
}

/** Whole days of what a model cost, or of the input that it read anew; days without any 0. */
async function modelDays(
  { store, clock }: PricedParts,
  connectionId: string,
  model: string,
  amountOf: (day: AiDay) => number = ({ costMicros }) => fromMicros(costMicros ?? 0),
): Promise<Point[]> {
  const now = clock.now();
  const end = dayStartOf(now, 'UTC');
  const days = await store.aiUsage.days({ start: end - HISTORY_DAYS * DAY, end });
  const own = days.filter((day) => day.connectionId === connectionId && day.dataAsOf >= day.t + DAY);
  const [first, last] = [own[0]?.t, own.at(-1)?.t];
  if (first === undefined || last === undefined) {
    return [];
  }
  const costs = new Map<Instant, number>();
  for (const day of own.filter((one) => one.model === model)) {
    costs.set(day.t, (costs.get(day.t) ?? 0) + amountOf(day));
  }
  const length = Math.round((last - first) / DAY) + 1;
  return Array.from({ length }, (_, i) => ({ t: first + i * DAY, value: costs.get(first + i * DAY) ?? 0 }));
}

/**
 * Whole days of one metric's use, of the account or of one project; of input of a model; or, where no metric is named,
 * of all that one project costs.
 */
async function daysOfUse(
  parts: PricedParts,
  connectionId: string,
  { service, metric, project }: { readonly service: string; readonly metric: string; readonly project: string | null },
): Promise<readonly Point[]> {
  const { store, clock } = parts;
  if (metric === UNCACHED_INPUT) {
    return modelDays(parts, connectionId, service, ({ inputUncachedTokens }) => inputUncachedTokens ?? 0);
  }
  if (metric === MODEL_COST) {
    return modelDays(parts, connectionId, service);
  }
  if (metric === '') {
    return costDays(parts, connectionId, project);
  }
  const series = (await store.samples.listSeries(connectionId)).find(
    (one) => one.service === service && one.metric === metric && one.projectId === project,
  );
  if (series === undefined) {
    return [];
  }
  const end = dayStartOf(clock.now(), series.zone);
  const days = await store.samples.days(series.id, { start: end - HISTORY_DAYS * DAY, end });
  return days.map((day) => ({ t: day.t, value: quantityOf(series, day) }));
}

/** Whole days of what the functions cost in one region, by the provider's own rows. */
async function regionDays(parts: PricedParts, connection: Connection, region: string): Promise<readonly Point[]> {
  const today = dayOf(parts.clock.now(), 'UTC');
  const rows = await functionCharges(parts, connection, { from: addDays(today, -HISTORY_DAYS), to: today });
  const [first, last] = [rows[0]?.day, rows.at(-1)?.day];
  if (first === undefined || last === undefined) {
    return [];
  }
  const costs = new Map<string, number>();
  for (const { day, region: own, billedCost } of rows) {
    costs.set(day, (costs.get(day) ?? 0) + (own === region ? fromMicros(billedCost ?? 0) : 0));
  }
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, at) => {
    const day = addDays(first, at);
    return { t: dayStart(day, 'UTC'), value: costs.get(day) ?? 0 };
  });
}

/** Whole days of what a database computed: its provider told those before it was connected, too. */
function sleepDays(parts: PricedParts, connection: Connection, project: string): Promise<readonly Point[]> {
  const today = dayOf(parts.clock.now(), connection.billingAnchor?.zone ?? 'UTC');
  return databaseDays(parts, connection, project, { from: addDays(today, -HISTORY_DAYS), to: today });
}

async function costDays(parts: PricedParts, connectionId: string, project: string | null): Promise<readonly Point[]> {
  const sources = await readCostSources(parts);
  const own = sources.filter((source) => source.connectionId === connectionId).flatMap((source) => source.parts);
  return dailyCosts(
    // The fee is told of days that the provider has not told yet, and is no use.
    own.filter((part) => part.project === project && part.service !== PLAN_FEE.service),
    dayStartOf(parts.clock.now(), 'UTC'),
    'UTC',
  );
}

function dayStartOf(at: Instant, zone: Zone): Instant {
  return dayStart(dayOf(at, zone), zone);
}
