import { addDays, dayOf, daysBetween } from '#shared/core/calendar/calendar';
import { levelRows } from '#shared/core/costs/billed-quantity';
import type { PlanTerms } from '#shared/core/costs/terms';
import type { MissingPart } from '#shared/domain/bill';
import type { UsageRow } from '#shared/domain/cost';
import { DAY, type Day } from '#shared/domain/instant';
import type { Series } from '#shared/domain/series';
import { type BillContext, HISTORY_DAYS, missingPart, type ReadRows } from './bill-parts';
import { daysOf } from './bill-period';
import { quantityOf } from './usage-rows';

/**
 * What a day's total is billed as where the plan has no price by the day: the very metric of the month's total, so
 * that the two are never added up.
 */
const BILLED_AS: Readonly<Record<string, string>> = { COMMANDS_PER_DAY: 'COMMANDS_PER_MONTH' };

interface Found {
  readonly metric: string;
  readonly source: string;
  readonly rows: readonly UsageRow[];
  /** Days of the period that were not read. */
  readonly unread: number;
  readonly days: ReadonlyMap<Day, number>;
  readonly first: Day | null;
}

/**
 * Own readings of everything that a plan charges for. The provider's own total of the period stands before day
 * totals that began with the connection; what was not read is named, and the rest is a lower bound.
 */
export async function readMeteredRows(context: BillContext, terms: PlanTerms): Promise<ReadRows> {
  const series = withProjects(await context.parts.store.samples.listSeries(context.connection.id));
  // Period totals first: the first that tells a metric stands.
  const ordered = [...series].sort((a, b) => Number(b.kind === 'period') - Number(a.kind === 'period'));
  const found = new Map<string, Found>();
  for (const one of ordered) {
    const metric = chargedAs(terms, one);
    const read = metric === null ? null : await readSeries(context, one, metric);
    if (metric === null || read === null) {
      continue;
    }
    const key = `${one.service} ${metric}`;
    const known = found.get(key);
    found.set(key, known === undefined ? read : foundTogether(known, read, one));
  }
  return {
    rows: [...found.values()].flatMap(({ rows }) => rows),
    missing: found.size === 0 ? [missingPart('use-not-read')] : missingDays(context, terms, found),
    history: new Map(
      [...found].flatMap(([key, { days, first }]) => (first === null ? [] : [[key, { days, first }] as const])),
    ),
  };
}

/**
 * The series that a bill counts: those of the projects where a metric is told by them. Where each project has a limit of
 * its own the account's series is the fullest of them, and a plan that charges counts their sum.
 */
function withProjects(all: readonly Series[]): readonly Series[] {
  const isOfProjects = (one: Series) =>
    all.some((other) => other.projectId !== null && other.service === one.service && other.metric === one.metric);
  return all.filter((one) => (one.projectId === null ? !isOfProjects(one) : true));
}

/** What a second series of a metric tells beside the first: another project's use, or the days of the account's total. */
function foundTogether(known: Found, read: Found, { projectId }: Series): Found {
  if (projectId !== null) {
    return together(known, read);
  }
  // Day totals tell how a metric goes on, also where the period's total tells where it stands.
  // One that Headroom added up of these very days lacks those that were not read.
  const unread = known.source === read.source ? read.unread : known.unread;
  // Day totals that began later than the period's total know fewer days than it tells.
  const { days, first } = read.days.size < known.days.size ? known : read;
  return { ...known, unread, days, first };
}

/** Two projects' readings of one metric. */
function together(a: Found, b: Found): Found {
  const days = new Map(a.days);
  for (const [day, value] of b.days) {
    days.set(day, (days.get(day) ?? 0) + value);
  }
  const first = [a.first, b.first].filter((day) => day !== null).sort()[0] ?? null;
  return { ...a, rows: [...a.rows, ...b.rows], unread: Math.max(a.unread, b.unread), days, first };
}

/** Days of each metric that were not read, also of what the provider would tell but of which nothing came yet. */
function missingDays(context: BillContext, terms: PlanTerms, found: ReadonlyMap<string, Found>): MissingPart[] {
  const unread = new Map([...found].map(([key, read]) => [key, read.unread]));
  for (const one of context.parts.catalog.descriptor(context.connection.provider)?.metrics ?? []) {
    const metric = chargedAs(terms, one);
    const key = `${one.service} ${metric}`;
    if (metric !== null && !unread.has(key)) {
      unread.set(key, passedDays(context));
    }
  }
  return [...unread].flatMap(([key, days]): MissingPart[] => {
    const [service = '', metric = ''] = key.split(' ');
    return days === 0 ? [] : [missingPart('days-not-read', { service, metric, days })];
  });
}

/** The metric under which a plan charges for a series; null where it does not. */
function chargedAs(terms: PlanTerms, { service, metric }: Pick<Series, 'service' | 'metric'>): string | null {
  const names = [metric, BILLED_AS[metric] ?? ''].filter((name) => name !== '');
  return names.find((name) => terms.metric(service, name)?.beyond === 'charged') ?? null;
}

/** Days of the period so far, today included. */
function passedDays({ period, now }: BillContext): number {
  return Math.max(0, daysBetween(daysOf(period).start, dayOf(Math.min(now, period.end - 1), period.zone)) + 1);
}

async function readSeries(context: BillContext, one: Series, metric: string): Promise<Found | null> {
  const { parts, period, now } = context;
  const days = daysOf(period);
  const place = { service: one.service, metric, project: one.projectId, region: null };
  if (one.kind === 'period') {
    const latest = (await parts.store.samples.latest([one.id])).get(one.id);
    const isOfThis = latest !== undefined && latest.time >= period.start && latest.time < period.end;
    const amounts = await amountsOf(context, one);
    return !isOfThis && amounts.size === 0
      ? null
      : {
          metric,
          source: one.source,
          rows: isOfThis ? [{ ...place, day: days.start, quantity: latest.value }] : [],
          unread: isOfThis ? 0 : passedDays(context),
          days: amounts,
          first: [...amounts.keys()].sort()[0] ?? null,
        };
  }
  const range = { start: Math.min(period.start, now - HISTORY_DAYS * DAY), end: Math.min(period.end, now + 1) };
  const all = (await parts.store.samples.days(one.id, range)).map((value) => ({
    day: dayOf(value.t, one.zone),
    value: quantityOf(one, value),
    isPartial: value.lowerBound === true,
  }));
  // A day that was counted in part, such as the first, was not one of little use.
  const values = all.filter(({ isPartial }) => !isPartial);
  const own = all.filter(({ day }) => day >= days.start && day < days.end);
  const isLevel = one.kind === 'gauge';
  const length = daysBetween(days.start, days.end);
  const amounts = isLevel
    ? levelRows(place, own, length)
    : own.map(({ day, value }) => ({ ...place, day, quantity: value }));
  return {
    metric,
    source: one.source,
    rows: amounts,
    unread: Math.max(0, passedDays(context) - new Set(own.map(({ day }) => day)).size),
    days: new Map(values.map(({ day, value }) => [day, isLevel ? value / length : value])),
    first: values[0]?.day ?? null,
  };
}

/**
 * What a provider's running total grew by on each day, from its readings: between two of one period evenly, and up to the
 * first one of it from the period's start on.
 */
async function amountsOf({ parts, now, periodAround }: BillContext, one: Series): Promise<ReadonlyMap<Day, number>> {
  const amounts = new Map<Day, number>();
  const range = { start: now - HISTORY_DAYS * DAY, end: now + 1 };
  let before: { readonly start: number; readonly day: Day; readonly value: number } | null = null;
  for (const { t, value } of await parts.store.samples.days(one.id, range)) {
    const day = dayOf(t, one.zone);
    const { start } = periodAround(t);
    const since: { readonly day: Day; readonly value: number } =
      before?.start === start ? before : { day: addDays(dayOf(start, one.zone), -1), value: 0 };
    const count = Math.max(1, daysBetween(since.day, day));
    // Of the day in progress a part has passed.
    const part = Math.min(1, Math.max(1 / 24, (Math.min(now, t + DAY) - t) / DAY));
    const perDay = Math.max(0, value - since.value) / (count - 1 + part);
    for (let at = 1; at <= count; at += 1) {
      amounts.set(addDays(since.day, at), at < count ? perDay : perDay * part);
    }
    before = { start, day, value };
  }
  return amounts;
}
