import type { DayValue } from '#main/store/read-store';
import { lastDays, missingDays } from '#shared/core/standing/missing-days';
import { stillWithin } from '#shared/core/usage/held-totals';
import { slides } from '#shared/core/usage/limit-window';
import type { BackfillProgress } from '#shared/domain/backfill';
import { DAY, HOUR, type Instant, type Period } from '#shared/domain/instant';
import type { LimitWindow } from '#shared/domain/plan';
import type { Sample, Series } from '#shared/domain/series';
import type { ReadParts } from '../read-parts';

/** What is counted up to now in a window. */
export interface Counted {
  readonly value: number;
  readonly asOf: Instant;
}

/** What is known of a metric before its use is counted. */
export interface ToCount {
  /** The series that stands for it with its newest sample. */
  readonly chosen: { readonly series: Series; readonly sample: Sample } | null;
  readonly window: LimitWindow;
  readonly period: Period | null;
  /** The moment up to which it is counted. */
  readonly until: Instant;
}

/** What a metric stands at, and the days behind it. */
export interface CountedDraft {
  /** Null: nothing was read in this window. */
  readonly counted: Counted | null;
  /** Starts of the whole days that are missing in the sum. */
  readonly missing: readonly Instant[];
  /** How many days of the sum were read in part: their real amounts can only be higher. */
  readonly partialDays: number;
  /** True for a figure that is no sum of days, where its own reading is a lower bound. */
  readonly isLowerBound: boolean;
  /** The busiest of the days that were read; null where none was. */
  readonly busiest: number | null;
  /** Of day totals those that began within a week, as they were read; null for what is no day's total of a window. */
  readonly recent: readonly { readonly t: Instant; readonly value: number }[] | null;
  /** For a daily limit the seven days before today; null for others. */
  readonly lastSeven: readonly { readonly start: Instant; readonly total: number | null }[] | null;
}

/** The days shown beside a day in progress. */
const DAYS_BESIDE = 7;

/** What each metric stands at: day totals added up over their period, all others as they were read last. */
export async function countUse(
  { store, clock }: Pick<ReadParts, 'store' | 'clock'>,
  drafts: readonly ToCount[],
): Promise<readonly CountedDraft[]> {
  const now = clock.now();
  const asked = drafts.flatMap((draft, index) => {
    const { chosen, period } = draft;
    // Of days nobody can say how much of them lies within 24 hours.
    if (chosen === null || period === null || chosen.series.kind !== 'daily' || draft.window === 'rolling-24-hours') {
      return [];
    }
    // A sliding sum still holds a part of the day before its first one, which has 25 hours at most.
    const first = slides(draft.window) ? period.start - DAY - HOUR : period.start;
    const start = Math.min(first, now - (DAYS_BESIDE + 1) * DAY);
    return [{ index, seriesId: chosen.series.id, range: { start, end: period.end } }];
  });
  const answers =
    asked.length === 0 ? [] : await store.samples.daysOf(asked.map(({ seriesId, range }) => ({ seriesId, range })));
  const days = new Map(asked.map(({ index }, at) => [index, answers[at] ?? []]));
  const told = toldBySource(drafts, days);
  const all = drafts.map((draft, index) => {
    const own = days.get(index);
    return own === undefined ? single(draft) : summed(draft, own, { told: told.get(sourceOf(draft) ?? '') ?? [], now });
  });
  return withoutUntold(store, drafts, all);
}

/** Days before the first of a source that has told all its history are not missing: there is nothing to tell of them. */
async function withoutUntold(
  store: ReadParts['store'],
  drafts: readonly ToCount[],
  all: readonly (CountedDraft & { readonly first: Instant | null })[],
): Promise<readonly CountedDraft[]> {
  const doubtful = all.flatMap(({ missing, first }, index) =>
    first !== null && missing.some((day) => day < first) ? (drafts[index]?.chosen?.series.connectionId ?? []) : [],
  );
  const histories =
    doubtful.length === 0 ? new Map<string, never>() : await store.backfills.list([...new Set(doubtful)]);
  return all.map(({ first, ...counted }, index) => {
    const { chosen, period } = drafts[index] ?? {};
    const history: BackfillProgress | undefined = histories.get(chosen?.series.connectionId ?? '');
    const isFetched = history !== undefined && (history.complete || history.reached <= (period?.start ?? 0));
    return isFetched && first !== null
      ? { ...counted, missing: counted.missing.filter((day) => day >= first) }
      : counted;
  });
}

function sourceOf({ chosen }: ToCount): string | null {
  return chosen && `${chosen.series.connectionId} ${chosen.series.source}`;
}

/** Days of which a source told anything: where it was asked, a quantity that it does not list was not used. */
function toldBySource(drafts: readonly ToCount[], days: ReadonlyMap<number, readonly DayValue[]>) {
  const told = new Map<string, Instant[]>();
  for (const [index, draft] of drafts.entries()) {
    const source = sourceOf(draft);
    const own = days.get(index);
    if (source !== null && own !== undefined) {
      told.set(source, [...(told.get(source) ?? []), ...own.map(({ t }) => t)]);
    }
  }
  return told;
}

interface Around {
  /** Days of which the source told anything. */
  readonly told: readonly Instant[];
  readonly now: Instant;
}

/** With the first day that its source told. */
function summed(
  { chosen, period, window, until }: ToCount,
  all: readonly DayValue[],
  { told, now }: Around,
): CountedDraft & { readonly first: Instant | null } {
  if (chosen === null || period === null) {
    return { ...NOTHING, first: null };
  }
  const { zone } = chosen.series;
  const own = all.filter(({ t }) => t >= period.start && t < period.end);
  const last = own.at(-1);
  const lastSeven = window === 'day' ? lastDays(all, { now, zone, count: DAYS_BESIDE }) : null;
  const recent = all.flatMap(({ t, value }) => (t >= now - DAYS_BESIDE * DAY ? [{ t, value }] : []));
  if (last === undefined) {
    return { ...NOTHING, lastSeven, recent, first: null };
  }
  const within = slides(window) ? stillWithin(all, { period, zone, until }) : 0;
  const counted = { value: own.reduce((sum, { value }) => sum + value, within), asOf: last.t };
  const days = { period, zone, now, own: own.map(({ t }) => t), told };
  const busiest = Math.max(...all.map(({ value }) => value));
  const partialDays = own.filter(({ lowerBound = false }) => lowerBound).length;
  const first = Math.min(...told, last.t);
  return { ...NOTHING, counted, missing: missingDays(days), partialDays, busiest, recent, lastSeven, first };
}

/** Of what was not read nothing is counted. */
export const NOTHING: CountedDraft = {
  counted: null,
  missing: [],
  partialDays: 0,
  isLowerBound: false,
  busiest: null,
  recent: null,
  lastSeven: null,
};

function single({ chosen, period }: ToCount): CountedDraft & { readonly first: Instant | null } {
  if (chosen === null || (chosen.series.kind === 'daily' && period !== null)) {
    return { ...NOTHING, first: null };
  }
  const { series, sample } = chosen;
  // A total of the period so far says nothing about the period after it.
  const isOver = period !== null && series.kind === 'period' && sample.time < period.start;
  const { time: asOf, value, lowerBound: isLowerBound = false } = sample;
  return { ...NOTHING, first: null, ...(isOver ? {} : { counted: { value, asOf }, isLowerBound }) };
}
