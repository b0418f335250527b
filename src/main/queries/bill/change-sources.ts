import { addDays, calendarMonthOf, dayOf, daysBetween } from '#shared/core/calendar/calendar';
import { type CostPart, type CostSource, PLAN_FEE } from '#shared/core/costs/change-split';
import type { BillingDays } from '#shared/core/costs/period-costs';
import { termsOf } from '#shared/core/costs/terms';
import { findPlan, planFee } from '#shared/core/pricing/look-up';
import type { AiDay } from '#shared/core/usage/ai-month';
import type { Connection } from '#shared/domain/connection';
import type { UsageRow } from '#shared/domain/cost';
import { DAY, type Day } from '#shared/domain/instant';
import { fromMicros } from '#shared/domain/money';
import type { PricedParts } from '../read-parts';
import { type CostBasis, readCostBases } from './basis';
import { readPlanHistory } from './plans';
import { type MeasuredRows, readUsageRows } from './usage-rows';
import { accountName, metricTitle } from './words';

/** How far back a change is looked for, in days. */
const HISTORY_DAYS = 90;

/** Everything that costs by use, over the last ninety days without the one in progress. */
export async function readCostSources(parts: PricedParts): Promise<readonly CostSource[]> {
  const bases = await readCostBases(parts);
  const metered = await Promise.all(bases.map((basis) => readMetered(parts, basis)));
  return [...metered, ...(await readAi(parts))].filter((source) => source.parts.length > 0);
}

async function readMetered(parts: PricedParts, basis: CostBasis): Promise<CostSource> {
  const { connection, period, list, now } = basis;
  const { provider, plan } = connection.billing;
  const { buildMachine, region } = connection.settings;
  const today = dayOf(now, period.zone);
  const choice = {
    provider,
    plan,
    day: today,
    ...(buildMachine ? { buildMachine } : {}),
    ...(region ? { region } : {}),
  };
  const terms = termsOf(list, choice);
  const history = { start: addDays(today, -HISTORY_DAYS), end: today };
  const projects = await parts.store.facts.projects(connection.id);
  const names = new Map(projects.map(({ projectId, name }) => [projectId, name]));
  const found: CostPart[] = [...(await readFee(parts, basis, history))];
  for (const metric of basis.metrics.filter(({ counting }) => counting === 'sum' || counting === 'average')) {
    const price = terms.metric(metric.service, metric.metric)?.rateIn(null)?.price ?? null;
    if (price === null || price.price === 0) {
      continue;
    }
    const days = daysBetween(period.days.start, period.days.end);
    const [measured] = await readUsageRows(parts.store, [metric], history, days);
    const told = measured === undefined ? [] : toldRows(measured);
    const [first, last] = [told[0]?.day, told.at(-1)?.day];
    if (first === undefined || last === undefined) {
      continue;
    }
    const title = metricTitle(parts, connection.provider, metric.service, metric.metric);
    for (const project of new Set(told.map((row) => row.project))) {
      const own = told.filter((row) => row.project === project);
      const quantities = new Map(own.map(({ day, quantity }) => [day, quantity]));
      const amounts = new Map(own.map(({ day, quantity }) => [day, (quantity * price.price) / price.per]));
      const { service, metric: name } = metric;
      const place = { service, metric: name, title, project, projectName: nameOf(names, project) };
      found.push({ ...place, first, last, quantities, amounts, price });
    }
  }
  return {
    ...named(parts, connection),
    currency: list.currency,
    period: period.days,
    basis,
    parts: found.filter(costsSomething),
  };
}

/** Projects that were told apart for less than two weeks share no change out: the account stands for them. */
const LEAST_TOLD_DAYS = 14;

/** By project from the first day on which projects are told apart, where that is long enough ago. */
function toldRows({ rows, byProject }: MeasuredRows): readonly UsageRow[] {
  const from = byProject.find(({ project }) => project !== null)?.day;
  const last = rows.at(-1)?.day;
  return from === undefined || last === undefined || daysBetween(from, last) < LEAST_TOLD_DAYS
    ? rows
    : byProject.filter(({ day }) => day >= from);
}

function costsSomething({ amounts }: CostPart): boolean {
  return [...amounts.values()].some((amount) => amount !== 0);
}

/** The plan's fee, spread over the days that it pays for; a plan that was never another has always been this one. */
async function readFee(
  parts: PricedParts,
  { connection, list, period }: CostBasis,
  history: BillingDays,
): Promise<readonly CostPart[]> {
  const seen = await readPlanHistory(parts.store, connection.id);
  const length = daysBetween(period.days.start, period.days.end);
  const days = Array.from({ length: daysBetween(history.start, history.end) }, (_, at) => addDays(history.start, at));
  const amounts = new Map<Day, number>();
  for (const day of days) {
    const { provider, plan } = seen.findLast(({ from }) => from <= day) ?? seen[0] ?? connection.billing;
    const record = findPlan(list, provider, plan, day);
    const fee = record === null ? null : planFee(list, record, day);
    if (fee === null) {
      return [];
    }
    amounts.set(day, fromMicros(fee) / length);
  }
  return [
    {
      ...PLAN_FEE,
      title: metricTitle(parts, connection.provider, PLAN_FEE.service, PLAN_FEE.metric),
      project: null,
      projectName: null,
      first: history.start,
      last: addDays(history.end, -1),
      quantities: amounts,
      amounts,
      price: null,
    },
  ];
}

/** AI providers report what each model of each project cost: the calendar month (UTC) is their period. */
async function readAi(parts: PricedParts): Promise<readonly CostSource[]> {
  const now = parts.clock.now();
  const today = Math.floor(now / DAY) * DAY;
  const month = calendarMonthOf(now, 'UTC');
  const [days, connections, projects] = await Promise.all([
    parts.store.aiUsage.days({ start: today - HISTORY_DAYS * DAY, end: today }),
    parts.store.connections.list(),
    parts.store.facts.projects(),
  ]);
  // A provider that is hours behind has not told the whole of its last day.
  const costs = days.filter((day) => day.costMicros !== null && day.dataAsOf >= day.t + DAY);
  return connections.flatMap((connection): CostSource[] => {
    const own = costs.filter((day) => day.connectionId === connection.id);
    const [first, last] = [own[0], own.at(-1)];
    if (first === undefined || last === undefined) {
      return [];
    }
    const ofConnection = projects.filter(({ connectionId }) => connectionId === connection.id);
    const names = new Map(ofConnection.map(({ projectId, name }) => [projectId, name]));
    const told = { first: dayOf(first.t, 'UTC'), last: dayOf(last.t, 'UTC') };
    const groups = new Map<string, AiDay[]>();
    for (const day of own) {
      const key = JSON.stringify([day.model, day.projectRef]);
      groups.set(key, [...(groups.get(key) ?? []), day]);
    }
    return [
      {
        ...named(parts, connection),
        currency: 'USD',
        period: { start: dayOf(month.start, 'UTC'), end: dayOf(month.end, 'UTC') },
        basis: null,
        parts: [...groups.values()].map((group) => ({ ...toAiPart(group, names), ...told })),
      },
    ];
  });
}

function toAiPart(days: readonly AiDay[], names: ReadonlyMap<string, string>): Omit<CostPart, 'first' | 'last'> {
  const model = days[0]?.model ?? '';
  const project = days[0]?.projectRef || null;
  const amounts = new Map(days.map(({ t, costMicros }) => [dayOf(t, 'UTC'), fromMicros(costMicros ?? 0)]));
  return {
    service: 'AI',
    metric: model,
    title: model === '' ? 'What no model explains' : model,
    project,
    projectName: nameOf(names, project),
    quantities: amounts,
    amounts,
    price: null,
  };
}

function named({ catalog }: Pick<PricedParts, 'catalog'>, { id, title, provider }: Connection) {
  return { connectionId: id, account: accountName(title, catalog.descriptor(provider)?.title ?? provider) };
}

function nameOf(names: ReadonlyMap<string, string>, project: string | null): string | null {
  return project === null ? null : (names.get(project) ?? project);
}
