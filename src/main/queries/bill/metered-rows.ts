import { dayOf, daysBetween } from '#shared/core/calendar/calendar';
import { levelRows } from '#shared/core/costs/billed-quantity';
import type { PlanTerms } from '#shared/core/costs/terms';
import { amountsOfCounter } from '#shared/core/forecasting/day-grid';
import type { Point } from '#shared/core/forecasting/forecast-input';
import type { MissingPart } from '#shared/domain/bill';
import type { UsageRow } from '#shared/domain/cost';
import { DAY, type Day, type Instant } from '#shared/domain/instant';
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
  /** When a running total was read last; null for what is told by the day. */
  readonly readAt: Instant | null;
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
      [...found].flatMap(([key, { days, first, readAt }]) =>
        first === null ? [] : [[key, { days, first, readAt }] as const],
      ),
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
    return readTotal(context, one, metric);
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
    readAt: null,
  };
}

async function readTotal(context: BillContext, one: Series, metric: string): Promise<Found | null> {
  const { parts, period } = context;
  const latest = (await parts.store.samples.latest([one.id])).get(one.id);
  const isOfThis = latest !== undefined && latest.time >= period.start && latest.time < period.end;
  const days = await amountsOf(context, one);
  if (!isOfThis && days.size === 0) {
    return null;
  }
  const place = { service: one.service, metric, project: one.projectId, region: null };
  return {
    metric,
    source: one.source,
    rows: isOfThis ? [{ ...place, day: daysOf(period).start, quantity: latest.value }] : [],
    unread: isOfThis ? 0 : passedDays(context),
    days,
    first: [...days.keys()].sort()[0] ?? null,
    readAt: isOfThis ? latest.time : null,
  };
}

/** Readings of a running total that are looked at: hours of the days that a projection looks back on. */
const READINGS = 1_500;

/**
 * What a provider's running total grew by on each day, from its readings: evenly over the time between two, and up to the
 * first one of a period from its start on, with as much a day after the last one before it.
 */
async function amountsOf({ parts, now, periodAround }: BillContext, one: Series): Promise<ReadonlyMap<Day, number>> {
  const range = { start: now - HISTORY_DAYS * DAY, end: now + 1 };
  const { points: read, step } = await parts.store.samples.range(one.id, range, READINGS);
  const points: Point[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const { t: from, last: value } of read) {
    // Of samples that were joined the last one is told.
    const t = Math.min(now, from + Math.max(0, (step ?? 0) - 1));
    const before = points.at(-1);
    if (t >= end) {
      const { start, end: next } = periodAround(t);
      const rate = t === start ? 0 : value / (t - start);
      if (before !== undefined && before.t < start) {
        points.push({ t: start, value: before.value + rate * (start - before.t) });
      }
      points.push({ t: start, value: 0 });
      end = next;
    }
    points.push({ t, value });
  }
  return new Map(amountsOfCounter(points, one.zone).map(({ t, value }) => [dayOf(t + DAY / 2, one.zone), value]));
}
