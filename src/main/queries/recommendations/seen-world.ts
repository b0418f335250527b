import { dayOf, dayStart } from '#shared/core/calendar/calendar';
import type { Point } from '#shared/core/forecasting/forecast-input';
import type { SeenWorld } from '#shared/core/recommendations/seen-change';
import type { Connection } from '#shared/domain/connection';
import { DAY, type Instant, type Zone } from '#shared/domain/instant';
import { fromMicros } from '#shared/domain/money';
import type { Advice } from '#shared/domain/recommendation';
import { currentAccountBills } from '../bill/account-bills';
import { readPlanHistory } from '../bill/plans';
import { quantityOf } from '../bill/usage-rows';
import { readProviderFacts } from '../connections/provider-facts';
import type { PricedParts } from '../read-parts';

/** Days that a change of use is looked for in: four weeks before an advice, and those since. */
const HISTORY_DAYS = 70;

type Asked = Pick<Advice, 'change' | 'connectionId' | 'service' | 'metric'>;

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
      return { ...world, ...(await budgetsOf(parts, connection.id)) };
    case 'source':
      return { ...world, sourceSince: await answeredAt(parts, connection.id, change.capability) };
    case 'model': {
      const [use, newModel] = await Promise.all(
        [change.from, change.to].map((model) => modelDays(parts, connection.id, model)),
      );
      return { ...world, use: use ?? [], newModel: newModel ?? [] };
    }
    case 'use':
      return { ...world, use: await daysOfUse(parts, connection.id, change) };
    case 'sleep':
      return { ...world, use: await daysOfUse(parts, connection.id, { ...advice, project: change.project }) };
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

async function seatsOf(parts: PricedParts, connectionId: string): Promise<number | null> {
  const bills = await currentAccountBills(parts);
  return bills.find(({ connection }) => connection.id === connectionId)?.bills[0]?.bill.seats ?? null;
}

async function budgetsOf({ store }: PricedParts, connectionId: string) {
  const [own, facts] = await Promise.all([store.budgets.list(connectionId), readProviderFacts(store, connectionId)]);
  const largest = (amounts: readonly number[]) => (amounts.length === 0 ? null : fromMicros(Math.max(...amounts)));
  return {
    ownBudget: largest(own.filter(({ scope }) => scope === 'account').map(({ amount }) => amount)),
    providerBudget: largest((facts.budgets?.value ?? []).map(({ amount }) => amount)),
  };
}

async function answeredAt({ store }: PricedParts, connectionId: string, capability: string): Promise<Instant | null> {
  const attempts = await store.cycles.lastAttempts();
  const last = attempts.find(
    ({ attempt }) => attempt.connectionId === connectionId && attempt.capability === capability,
  )?.attempt;
  return last?.outcome === 'ok' ? last.startedAt : null;
}

/** Whole days of what a model cost, those without a cost 0. */
async function modelDays({ store, clock }: PricedParts, connectionId: string, model: string): Promise<Point[]> {
  const now = clock.now();
  const end = dayStartOf(now, 'UTC');
  const days = await store.aiUsage.days({ start: end - HISTORY_DAYS * DAY, end });
  const own = days.filter((day) => day.connectionId === connectionId && day.dataAsOf >= day.t + DAY);
  const [first, last] = [own[0]?.t, own.at(-1)?.t];
  if (first === undefined || last === undefined) {
    return [];
  }
  const costs = new Map<Instant, number>();
  for (const { t, costMicros } of own.filter((day) => day.model === model)) {
    costs.set(t, (costs.get(t) ?? 0) + fromMicros(costMicros ?? 0));
  }
  const length = Math.round((last - first) / DAY) + 1;
  return Array.from({ length }, (_, i) => ({ t: first + i * DAY, value: costs.get(first + i * DAY) ?? 0 }));
}

/** Whole days of one metric's use, of the account or of one project. */
async function daysOfUse(
  { store, clock }: PricedParts,
  connectionId: string,
  { service, metric, project }: { readonly service: string; readonly metric: string; readonly project: string | null },
): Promise<readonly Point[]> {
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

function dayStartOf(at: Instant, zone: Zone): Instant {
  return dayStart(dayOf(at, zone), zone);
}
