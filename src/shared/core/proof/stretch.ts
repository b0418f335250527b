import { dayOf, daysBetween } from '#shared/core/calendar/calendar';
import type { Zone } from '#shared/domain/instant';
import { type Interval, intervalOf } from './bounds';
import type { Figure } from './figure';
import type { Known, KnownMoment } from './known';
import type { Direction } from './near-time';
import type { Ground } from './ties';
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
  ground: Ground,
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
  const fits = (a: number, b: number) => isStretch(a, b, interval, factor, ground.zone);
  const names = new Set<string>();
  const single = known.moments.find(
    (one) =>
      one.month !== true &&
      (!one.series || ground.moments.has(one)) &&
      (direction === 'either' || one.at > ground.now === (direction === 'ahead')) &&
      fitsTopic(one, { ...ground, names }) &&
      fits(ground.now, one.at),
  );
  if (single !== undefined) {
    return [single];
  }
  if (direction !== 'either') {
    return null;
  }
  const stated = [...ground.moments];
  for (const [at, a] of stated.entries()) {
    const b = stated.slice(at + 1).find((other) => fits(a.at, other.at));
    if (b !== undefined) {
      return [a, b];
    }
  }
  return stretchOfRow(known, ground, fits);
}

function stretchOfRow(
  known: Known,
  { rows }: Ground,
  fits: (a: number, b: number) => boolean,
): readonly KnownMoment[] | null {
  const near = known.moments
    .filter((one) => !one.series && one.month !== true && (rows.has(one.row) || one.row.endsWith('#')))
    .slice(0, MOST);
  for (const [at, a] of near.entries()) {
    const b = near.slice(at + 1).find((other) => other.row === a.row && fits(a.at, other.at));
    if (b !== undefined) {
      return [a, b];
    }
  }
  return null;
}

function isStretch(a: number, b: number, [from, to]: Interval, factor: number, zone: Zone): boolean {
  const seconds = Math.abs(b - a);
  if (seconds >= from * factor && seconds <= to * factor) {
    return true;
  }
  // Days are also counted by midnights: from Sunday evening to Monday morning is a day.
  const midnights = factor === 86_400 ? Math.abs(daysBetween(dayOf(a, zone), dayOf(b, zone))) : null;
  return midnights !== null && midnights >= from && midnights <= to;
}
