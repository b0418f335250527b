import type { ReadStore, SeriesRange } from '#main/store/read-store';
import { dayOf, dayStart } from '#shared/core/calendar/calendar';
import { type ChangeWindow, growthByDay, latestChange, meanOver } from '#shared/core/forecasting/change-window';
import { explainChange } from '#shared/core/forecasting/explain-change';
import { type ConnectionEvents, eventTimesOf } from '#shared/core/usage/connection-events';
import { likelyCauses } from '#shared/core/usage/likely-causes';
import { DAY, type Instant, type Period } from '#shared/domain/instant';
import type { Series } from '#shared/domain/series';
import type { ChangeExplained } from '#shared/ipc/forecast';
import { changeSentence, REST } from '#shared/words/usage-change';
import type { ReadParts } from '../read-parts';
import { readConnectionEvents } from './connection-events';
import { readDayHistories, type SeriesDay } from './day-history';
import type { MetricQuantity } from './metric-quantities';

/** How far back a change is looked for. */
const HISTORY_DAYS = 120;
/** An older change is how things are by now. */
const NEWS_DAYS = 45;
/** A project that carries at least this share of a change is where its cause is looked for. */
const LEADING_SHARE = 0.5;

/** What is known already of the connection that a change is looked for on. */
export interface ChangeGround {
  /** All series of the connection. */
  readonly series: readonly Series[];
  readonly events: ConnectionEvents;
  /** Names of the connection's projects by id; asked for where projects share a change out. */
  projectNames(): Promise<ReadonlyMap<string, string>>;
}

/** The stretch over which a change of a series is looked for: whole days, today left out. */
export function changeRange({ zone }: Pick<Series, 'zone'>, now: Instant): Period {
  return { start: now - HISTORY_DAYS * DAY, end: dayStart(dayOf(now, zone), zone) };
}

/**
 * The latest change of a metric's behavior: of the day's amount, or of a level's growth a day. The split
 * by project is exact: amounts, the rest included, add up to the whole. Null when nothing changed lately. `known`
 * saves reading again what stands around it.
 */
export async function readChange(
  parts: ReadParts,
  { series }: MetricQuantity,
  known?: ChangeGround,
): Promise<ChangeExplained | null> {
  if (series === null) {
    return null;
  }
  const now = parts.clock.now();
  const ground = known ?? (await readGround(parts, series, changeRange(series, now)));
  const { events } = ground;
  const [days = []] = await readBehaviors(parts, [series], changeRange(series, now));
  const window = latestChange(days, eventTimesOf(events), series.kind !== 'gauge');
  if (window === null || now - window.since > NEWS_DAYS * DAY) {
    return null;
  }
  const before = meanOver(days, window.before);
  const after = meanOver(days, window.after);
  const split = await readSplit(parts, series, window, { before, after }, ground);
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

async function readGround({ store }: ReadParts, { connectionId }: Series, range: Period): Promise<ChangeGround> {
  return {
    series: await store.samples.listSeries(connectionId),
    events: await readConnectionEvents(store, connectionId, range),
    projectNames: () => readProjectNames(store, connectionId),
  };
}

/** The names of a connection's projects by their ids. */
export async function readProjectNames(
  store: Pick<ReadStore, 'facts'>,
  connectionId: string,
): Promise<ReadonlyMap<string, string>> {
  return new Map((await store.facts.projects(connectionId)).map(({ projectId, name }) => [projectId, name]));
}

async function readBehaviors(
  { store }: Pick<ReadParts, 'store'>,
  series: readonly Series[],
  range: Period,
): Promise<readonly (readonly SeriesDay[])[]> {
  const histories = await readDayHistories(store, series, range);
  return histories.map((days, index) => (series[index]?.kind === 'gauge' ? growthByDay(days) : days));
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
  ground: ChangeGround,
): Promise<Split | null> {
  const own = ground.series.filter(
    (one) =>
      one.projectId !== null &&
      one.service === series.service &&
      one.metric === series.metric &&
      one.source === series.source,
  );
  if (own.length === 0) {
    return null;
  }
  const names = await ground.projectNames();
  const moments = [...window.before, ...window.after];
  const range = { start: Math.min(...moments) - DAY, end: Math.max(...moments) + 1 };
  const behaviors = await readBehaviors(parts, own, range);
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

/** Enough points of a level to place a bend within hours. */
const POINTS = 400;

/**
 * Where the line through the level before a change meets the line since: the moment of the bend. Null
 * when they meet more than a day away from the change, as after a jump.
 */
async function findBend(
  store: Pick<ReadStore, 'samples'>,
  series: Series,
  window: ChangeWindow,
): Promise<Instant | null> {
  const { since, before, after } = window;
  const stretches = [
    { start: Math.min(...before), end: since },
    // The change's own day belongs to neither side.
    { start: since + DAY, end: Math.max(...after) + DAY },
  ];
  const ranges = await store.samples.ranges(stretches.map((range) => ({ seriesId: series.id, range, points: POINTS })));
  const [left, right] = ranges.map(lineThrough);
  if (left == null || right == null || left.slope === right.slope) {
    return null;
  }
  const bend = (left.start - right.start) / (right.slope - left.slope);
  return Math.abs(bend - since - DAY / 2) > DAY ? null : bend;
}

/** The line of least squares: value at time 0, and change a second. Null for less than two points. */
function lineThrough({ points, step }: SeriesRange): { readonly start: number; readonly slope: number } | null {
  const middle = (step ?? 0) / 2;
  const n = points.length;
  if (n < 2) {
    return null;
  }
  const meanT = points.reduce((sum, { t }) => sum + t + middle, 0) / n;
  const meanV = points.reduce((sum, { mean }) => sum + mean, 0) / n;
  let cross = 0;
  let square = 0;
  for (const { t, mean } of points) {
    const away = t + middle - meanT;
    cross += away * (mean - meanV);
    square += away * away;
  }
  const slope = square === 0 ? 0 : cross / square;
  return { start: meanV - slope * meanT, slope };
}
