import { dayOf, daysBetween } from '#shared/core/calendar/calendar';
import type { Zone } from '#shared/domain/instant';
import { type Interval, intervalOf } from './bounds';
import { eventsAt } from './events';
import type { Figure } from './figure';
import type { Known, KnownMoment } from './known';
import type { Direction } from './near-time';
import type { Ground } from './ties';
import type { Span } from './tokens';
import { fitsTopic } from './topic';

/** Most moments that are put together, two by two. */
const MOST = 120;

/** How long work takes, or until it pays, is a field of its own and no time between two days. */
const EFFORT =
  /\b(?:developers?|engineers?|owners?)\b|\b(?:of|worth of|hours'|days'|weeks') (?:work|effort)\b|\bto (?:implement|build|set up|migrate|finish)\b|\bpays? (?:back|for itself|off)\b|\b(?:work|effort|migration|upgrade|change|fix|move) (?:is|takes?|needs?|lasts?)\b/;

/** The moments between which a stretch of time lies: now and a known one, or two of one row or that are stated. */
export function findStretch(
  figure: Figure,
  known: Known,
  ground: Ground & { readonly span: Span },
  direction: Direction,
): readonly KnownMoment[] | null {
  if (figure.unit?.family !== 'time') {
    return null;
  }
  if (EFFORT.test(ground.text)) {
    return null;
  }
  const interval = intervalOf(figure);
  const factor = figure.unit.factors[0] ?? 1;
  const fits = (a: End, b: End) => isStretch(a, b, interval, factor, ground.zone);
  const topic = { ...ground, names: new Set<string>(), events: eventsAt(ground.text, ground.span) };
  const isOf = (one: KnownMoment) =>
    one.month !== true && (!one.series || ground.moments.has(one)) && fitsTopic(one, topic);
  const single = known.moments.find(
    (one) =>
      (direction === 'either' || one.at > ground.now === (direction === 'ahead')) &&
      fits(nowOf(ground), one) &&
      isOf(one),
  );
  if (single !== undefined) {
    return [single];
  }
  const stated = [...ground.moments];
  if (THEN.test(ground.text)) {
    const [from, to] = stated.flatMap((a) => {
      const b = known.moments.find((other) => fits(a, other) && isOf(other));
      return b === undefined ? [] : [a, b];
    });
    if (from !== undefined && to !== undefined) {
      return [from, to];
    }
  }
  if (direction !== 'either') {
    return null;
  }
  for (const [at, a] of stated.entries()) {
    const b = stated.slice(at + 1).find((other) => fits(a, other));
    if (b !== undefined) {
      return [a, b];
    }
  }
  return stretchOfRow(known, ground, fits);
}

/** Counts from a day that was stated: `it had been used up for five days by then`. */
const THEN = /\b(?:by|since|before|until) then\b|\b(?:days?|hours?|weeks?) (?:earlier|later|before|after)\b/;

/** A moment as a stretch begins or ends with it. */
type End = Pick<KnownMoment, 'at' | 'day'>;

const nowOf = ({ now }: Ground): End => ({ at: now, day: false });

function stretchOfRow(
  known: Known,
  { rows }: Ground,
  fits: (a: End, b: End) => boolean,
): readonly KnownMoment[] | null {
  const near = known.moments
    .filter((one) => !one.series && one.month !== true && (rows.has(one.row) || one.row.endsWith('#')))
    .slice(0, MOST);
  for (const [at, a] of near.entries()) {
    const b = near.slice(at + 1).find((other) => other.row === a.row && fits(a, other));
    if (b !== undefined) {
      return [a, b];
    }
  }
  return null;
}

function isStretch(a: End, b: End, [from, to]: Interval, factor: number, zone: Zone): boolean {
  const seconds = Math.abs(b.at - a.at);
  const isDays = factor === 86_400;
  // A day of which no time is told begins at no time either.
  if (!(isDays && (a.day || b.day)) && seconds >= from * factor && seconds <= to * factor) {
    return true;
  }
  // Days are also counted by midnights: from Sunday evening to Monday morning is a day.
  const midnights = isDays ? Math.abs(daysBetween(dayOf(a.at, zone), dayOf(b.at, zone))) : null;
  return midnights !== null && midnights >= from && midnights <= to;
}
