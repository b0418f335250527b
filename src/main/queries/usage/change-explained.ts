import { dayOf, dayStart } from '#shared/core/calendar/calendar';
import { explainChange } from '#shared/core/forecasting/explain-change';
import { DAY, type Period } from '#shared/domain/instant';
import type { Series } from '#shared/domain/series';
import type { ChangeExplained } from '#shared/ipc/forecast';
import type { ReadParts } from '../read-parts';
import type { MetricState } from '../standings/metric-states';
import { findBend } from './change-bend';
import { likelyCauses } from './change-cause';
import { type ChangeWindow, growthByDay, latestChange, meanOver } from './change-window';
import { changeSentence, REST } from './change-words';
import { eventTimesOf, readConnectionEvents } from './connection-events';
import { dayKind, readDayHistory, type SeriesDay } from './day-history';

/** How far back a change is looked for. */
const HISTORY_DAYS = 120;
/** An older change is how things are by now. */
const NEWS_DAYS = 45;
/** A project that carries at least this share of a change is where its cause is looked for. */
const LEADING_SHARE = 0.5;

/**
 * The latest change of a metric's behavior: of the day's amount, or of a level's growth a day. The split
 * by project is exact: amounts, the rest included, add up to the whole. Null when nothing changed lately.
 */
export async function readChange(parts: ReadParts, state: MetricState): Promise<ChangeExplained | null> {
  const { series } = state;
  if (series === null) {
    return null;
  }
  const now = parts.clock.now();
  const range = { start: now - HISTORY_DAYS * DAY, end: dayStart(dayOf(now, series.zone), series.zone) };
  const [days, events] = await Promise.all([
    readBehavior(parts, series, range),
    readConnectionEvents(parts.store, series.connectionId, range),
  ]);
  const window = latestChange(days, eventTimesOf(events), series.kind !== 'gauge');
  if (window === null || now - window.since > NEWS_DAYS * DAY) {
    return null;
  }
  const before = meanOver(days, window.before);
  const after = meanOver(days, window.after);
  const split = await readSplit(parts, series, window, { before, after });
  const project = split?.leadingProject ?? null;
  // A day's total changed on its first other day; a level's line has a bend, known better than that.
  const bend = series.kind === 'gauge' ? await findBend(parts.store, series, window) : null;
  const change = {
    since: window.since,
    before,
    after,
    unit: series.unit,
    parts: [...(split?.parts ?? [])],
    causes: [
      ...likelyCauses({ at: bend ?? window.since, precision: bend === null ? 'day' : 'hours', project, events }),
    ],
  };
  return { ...change, sentence: changeSentence(change, series) };
}

async function readBehavior(parts: ReadParts, series: Series, range: Period): Promise<readonly SeriesDay[]> {
  const days = await readDayHistory(parts.store, series, range);
  return dayKind(series.kind) === 'gauge' ? growthByDay(days) : days;
}

interface Split {
  readonly parts: ChangeExplained['parts'];
  readonly leadingProject: string | null;
}

async function readSplit(
  parts: ReadParts,
  series: Series,
  window: ChangeWindow,
  whole: { readonly before: number; readonly after: number },
): Promise<Split | null> {
  const { store } = parts;
  const own = (await store.samples.listSeries(series.connectionId)).filter(
    (one) =>
      one.projectId !== null &&
      one.service === series.service &&
      one.metric === series.metric &&
      one.source === series.source,
  );
  if (own.length === 0) {
    return null;
  }
  const names = new Map((await store.facts.projects(series.connectionId)).map((one) => [one.projectId, one.name]));
  const moments = [...window.before, ...window.after];
  const range = { start: Math.min(...moments) - DAY, end: Math.max(...moments) + 1 };
  const behaviors = await Promise.all(own.map((one) => readBehavior(parts, one, range)));
  if (!behaviors.some((days) => (days[0]?.t ?? range.end) <= Math.min(...moments))) {
    // Projects that were not told apart before the change cannot share it out.
    return null;
  }
  const projects = own.map((one, index) => {
    const days = behaviors[index] ?? [];
    const key = one.projectId ?? '';
    return { key, before: meanOver(days, window.before), after: meanOver(days, window.after) };
  });
  const side = (name: 'before' | 'after') => {
    const known = projects.map((project) => ({ key: project.key, value: project[name] }));
    return [...known, { key: REST, value: whole[name] - known.reduce((sum, { value }) => sum + value, 0) }];
  };
  const { contributions, change } = explainChange(side('before'), side('after'));
  const counted = contributions.filter(({ key, change: part }) => key !== REST || isMore(part, change));
  const lead = counted[0];
  return {
    parts: counted.map(({ key, share, change: amount }) => ({ title: names.get(key) ?? key, share, amount })),
    leadingProject: lead !== undefined && lead.key !== REST && (lead.share ?? 0) >= LEADING_SHARE ? lead.key : null,
  };
}

/** A rest of rounding is no part. */
function isMore(rest: number, change: number): boolean {
  return Math.abs(rest) > 1e-9 * Math.abs(change);
}
