import { dayOf, daysBetween } from '#shared/core/calendar/calendar';
import type { Zone } from '#shared/domain/instant';
import { type Interval, intervalOf } from './bounds';
import { counts } from './direct';
import type { Figure } from './figure';
import type { Known, KnownMoment, KnownNumber } from './known';
import { isElsewhere } from './mentions';
import { type Ground, isSpokenOf } from './ties';
import { fitsTopic } from './topic';

/** Most numbers of one kind that are put together, two by two. */
const MOST = 120;

/** Words with which a sum is told, and a difference; without one a figure has to be known as it is. */
const SUM =
  /\b(?:together|in all|altogether|total(?:s|ling)?|sum|combined|both|plus|add(?:s|ed|ing)? up|all in all|and)\b/;
const DIFFERENCE =
  /\b(?:left|remain(?:s|ing)?|more|less|fewer|higher|lower|larger|smaller|above|below|over|under|beyond|rose|rise|rises|risen|fell|fall|falls|grew|grow|grown|growth|increas\w*|decreas\w*|decline\w*|drop\w*|jump\w*|climb\w*|went up|went down|difference|sav(?:e|es|ed|ing|ings)|extra|additional|gap|short|up|down|chang\w*|than|cheaper|dearer|free|spare|room|headroom|did not|didn't|ahead|to go|gained|lost|missing|exceed\w*|excess|remainder|rest|added|adds)\b/;
const MONEY_TOPIC =
  /\b(?:cost\w*|bill\w*|spen[dt]\w*|pric\w*|expensive|cheap\w*|dear\w*|dollars?|paid|pay\w*|charg\w*|money|cash|invoice\w*|budget\w*|credit\w*|fees?|amount\w*|sav\w*|month)\b|[$€£¥]/;
/** Ends of an interval: of two guesses nothing follows. */
const GUESS = /^(?:q[1-46-9]\d|low|high|interval|probability|within\d+|growth\w*)$/;

/**
 * Two known numbers of which a figure is the sum, the difference, the percentage or how many times, where the sentence says
 * that it is one. Both are of one row that the sentence speaks of or that stands above all rows, or both are stated, or
 * both are the same field of two such rows: of any two of two thousand, every number could be made.
 */
export function findPair(figure: Figure, known: Known, ground: Ground): readonly KnownNumber[] | null {
  const wanted = wantedOf(figure, ground.text);
  if (wanted === null) {
    return null;
  }
  for (const [family, list] of known.numbers) {
    if (isOfUse(family, wanted)) {
      const fits = (a: KnownNumber, b: KnownNumber) =>
        isAbout(a, b, family, figure, ground) &&
        (!wanted.isRatio || wanted.before || isSpokenOf(a, b, ground)) &&
        figure.role !== 'chance' &&
        (!wanted.before || isNear(a, ground) || areNeighbours(a, b)) &&
        isMade(a.value, b.value, family, wanted);
      const found = pairOf(nearOf(family, list, ground, wanted), ground, fits);
      if (found !== null) {
        return found;
      }
    }
  }
  return null;
}

/** What is looked for, and in which ways the sentence lets it be made. */
interface Wanted {
  readonly family: string;
  readonly intervals: readonly Interval[];
  readonly isRatio: boolean;
  readonly sum: boolean;
  readonly difference: boolean;
  /** True where the sentence compares with the row before. */
  readonly before: boolean;
}

function wantedOf(figure: Figure, text: string): Wanted | null {
  const family = figure.unit?.family ?? 'count';
  const isRatio = family === 'percent' || family === 'times';
  const sum = SUM.test(text);
  const difference = DIFFERENCE.test(text);
  const isPlain = figure.bound === 'exact' || figure.bound === 'about';
  if (!isRatio && !(isPlain && (sum || difference))) {
    return null;
  }
  const [from, to] = intervalOf(figure);
  const intervals = (figure.unit?.factors ?? [1]).map((factor): Interval => [from * factor, to * factor]);
  return { family, intervals, isRatio, sum, difference, before: BEFORE.test(text) };
}

function isOfUse(family: string, { family: wanted, isRatio }: Wanted): boolean {
  return isRatio ? family !== 'raw' && family !== 'time' && family !== 'times' : family === wanted;
}

function nearOf(
  family: string,
  list: readonly KnownNumber[],
  ground: Ground,
  { before }: Wanted,
): readonly KnownNumber[] {
  const few = family.startsWith('money:') ? new Set<string>() : fewRows(list);
  const may = (one: KnownNumber) => (before || few.has(one.row)) && isField(one) && !isElsewhere(one, ground.mentions);
  return list.filter((one) => isNear(one, ground) || may(one)).slice(0, MOST);
}

/** Most rows of a kind from which something may be worked out without naming one. */
const FEW_ROWS = 3;
/** Worked out once for a list of the evidence. */
const FEW = new WeakMap<readonly KnownNumber[], ReadonlySet<string>>();

/** The rows with two numbers of a kind or more, where they are few: `4.5 MB are left`, of the one limit in MB. */
function fewRows(list: readonly KnownNumber[]): ReadonlySet<string> {
  const known = FEW.get(list);
  if (known !== undefined) {
    return known;
  }
  const counts = new Map<string, number>();
  for (const one of list) {
    if (isField(one)) {
      counts.set(one.row, (counts.get(one.row) ?? 0) + 1);
    }
  }
  const rows = [...counts].filter(([, count]) => count > 1).map(([row]) => row);
  const few = new Set(rows.length <= FEW_ROWS ? rows : []);
  FEW.set(list, few);
  return few;
}

function isField(one: KnownNumber): boolean {
  return one.field !== 'text' && !one.key.endsWith('#') && !GUESS.test(one.key);
}

/** A text repeats fields: its figures are put together only where the answer states them. */
function isNear(one: KnownNumber, { stated, rows, mentions }: Ground): boolean {
  if (stated.has(one)) {
    return true;
  }
  if (isElsewhere(one, mentions)) {
    return false;
  }
  const row = one.row;
  return isField(one) && (rows.has(row) || (row.endsWith('#') && one.document !== ''));
}

/** True where the sentence speaks of what both count: money, or something that is called as they are. */
function isAbout(
  a: KnownNumber,
  b: KnownNumber,
  family: string,
  { nouns, unit }: Figure,
  { text, words, rows }: Ground,
): boolean {
  if (family.startsWith('money:')) {
    return unit?.family === family || MONEY_TOPIC.test(text) || (rows.has(a.row) && rows.has(b.row) && a.row !== b.row);
  }
  if (family === 'count') {
    const said = nouns.length > 0 ? [nouns.at(-1) ?? ''] : [...words];
    return said.some((word) => counts([word], a) || counts([word], b));
  }
  return true;
}

function pairOf(
  near: readonly KnownNumber[],
  ground: Ground,
  isIt: (a: KnownNumber, b: KnownNumber) => boolean,
): readonly KnownNumber[] | null {
  for (const [at, a] of near.entries()) {
    for (const b of near.slice(at + 1)) {
      const one = isPartOf(a, b, ground);
      const other = isPartOf(b, a, ground);
      const together = belong(a, b, ground);
      if (((together || one) && isIt(a, b)) || ((together || other) && isIt(b, a))) {
        return [a, b];
      }
    }
  }
  return null;
}

const BEFORE =
  /\b(?:the (?:one|month|day|week|year|time|period) before|previous|before that|earlier|day-on-day|month-on-month)\b/;

/** Two rows of one list, one behind the other: `more than the one before`. */
function areNeighbours(a: KnownNumber, b: KnownNumber): boolean {
  const [one, other] = [a.row, b.row].map((row) => /^(.*\/)(\d+)$/.exec(row));
  return (
    a.key === b.key &&
    one?.[1] !== undefined &&
    one[1] === other?.[1] &&
    Math.abs(Number(one[2]) - Number(other[2])) === 1
  );
}

function belong(a: KnownNumber, b: KnownNumber, { stated }: Ground): boolean {
  const same = a.pointer === b.pointer && a.document === b.document;
  return !same && (a.row === b.row || a.key === b.key || (stated.has(a) && stated.has(b)));
}

/** `a third of the bill is Seats`: a row that is named, and what stands above all rows of its document. */
function isPartOf(a: KnownNumber, b: KnownNumber, { rows }: Ground): boolean {
  return (
    a.document === b.document &&
    rows.has(a.row) &&
    a.row !== b.row &&
    b.row.endsWith('#') &&
    Math.abs(a.value) <= Math.abs(b.value)
  );
}

function isMade(a: number, b: number, family: string, { family: wanted, intervals, sum, difference }: Wanted): boolean {
  const is = (value: number) => intervals.some(([from, to]) => Math.abs(value) >= from && Math.abs(value) <= to);
  if (family === wanted) {
    return (sum && is(a + b)) || (difference && is(a - b));
  }
  if (b === 0) {
    return false;
  }
  return wanted === 'times' ? is(a / b) : is((a / b) * 100) || (difference && is(((a - b) / b) * 100));
}

/** How long work takes, or until it pays, is a field of its own and no time between two days. */
const EFFORT =
  /\b(?:of|worth of|hours'|days'|weeks') (?:work|effort)\b|\bto (?:implement|build|set up|migrate|finish)\b|\bpays? (?:back|for itself|off)\b|\b(?:work|effort|migration|upgrade|change|fix|move) (?:is|takes?|needs?|lasts?)\b/;

export type Direction = 'ahead' | 'behind' | 'either';

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
    .filter((one) => !one.series && (rows.has(one.row) || one.row.endsWith('#')))
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
