import { dayOf, dayStart } from '#shared/core/calendar/calendar';
import { rollingDays } from '#shared/core/usage/limit-window';
import { DAY } from '#shared/domain/instant';
import type { Advice } from '#shared/domain/recommendation';
import type { ReadParts } from '../read-parts';
import type { MetricState } from '../standings/metric-states';
import { heldLast, isAddedUp, readHeldDays } from '../usage/held-points';
import { readTotalBehind } from '../usage/total-behind';
import { databaseDays } from './database-days';

/** Evidence of a limit looks back two weeks, as far as the eye needs to see a trend. */
const EVIDENCE_DAYS = 14;
const EVIDENCE_POINTS = 120;

export type EvidencePoint = { readonly t: number; readonly value: number };

/** What is held against a metric's limit lately, thinned for a small chart: running totals and rolling sums as such. */
export async function readEvidence(
  parts: ReadParts,
  state: MetricState | null,
  looks: { readonly days: number; readonly points: number } = { days: EVIDENCE_DAYS, points: EVIDENCE_POINTS },
): Promise<EvidencePoint[]> {
  if (state?.series == null) {
    return [];
  }
  const now = parts.clock.now();
  if (isAddedUp(state)) {
    // A running total from its start on; a rolling sum has none, and moves with each day.
    const start = rollingDays(state.window) !== null ? now - looks.days * DAY : (state.period?.start ?? now);
    const days = await readHeldDays(parts, state, state.series, { start, end: now + 1 });
    const last = heldLast(state, days.at(-1)?.t);
    return [
      ...days.flatMap(({ t, held }) => (held === null ? [] : [{ t, value: held }])),
      ...(last === null ? [] : [last]),
    ];
  }
  const range = { start: now - looks.days * DAY, end: now + 1 };
  const { points } = await parts.store.samples.range(state.series.id, range, looks.points);
  const read = points.map(({ t, last }) => ({ t, value: last }));
  return [...(await readTotalBehind(parts, state, read[0]?.t ?? now)), ...read];
}

/** What a saving rests on: the readings by themselves, day by day, over the time that the advice looks back at. */
export async function readGrounds(
  parts: ReadParts,
  { evidence, change, connectionId }: Pick<Advice, 'evidence' | 'change' | 'connectionId'>,
  state: MetricState | null,
): Promise<readonly EvidencePoint[]> {
  // Of one database, and not of all that are counted together.
  const database = change.kind === 'sleep' ? await parts.store.connections.find(connectionId) : null;
  if (change.kind === 'sleep' && database !== null) {
    const zone = database.billingAnchor?.zone ?? 'UTC';
    const days = { from: dayOf(evidence.start, zone), to: dayOf(parts.clock.now(), zone) };
    return databaseDays(parts, database, change.project, days);
  }
  if (state?.series == null) {
    return [];
  }
  const now = parts.clock.now();
  // A day in progress is no day: its total would look like a fall.
  const end = state.series.kind === 'gauge' ? now + 1 : dayStart(dayOf(now, state.series.zone), state.series.zone);
  const range = { start: Math.min(evidence.start, now - EVIDENCE_DAYS * DAY), end };
  const { points } = await parts.store.samples.range(state.series.id, range, EVIDENCE_POINTS);
  return points.map(({ t, last, increase }) => ({ t, value: increase ?? last }));
}
