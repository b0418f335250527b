import { sharesName } from './claims';
import { counts } from './direct';
import { isElsewhereThan } from './elsewhere';
import type { Figure } from './figure';
import { isGain, isOfWhatIsTold, isPer } from './fitting';
import type { Known, KnownNumber } from './known';
import { labelsOf } from './labels';
import { mayBeMultiple } from './multiples';
import { isKeySaid, isNear, nearOf } from './near-numbers';
import { type Ground, isSpokenOf } from './ties';
import { isMade, isOfUse, isUsers, timeOf, wantedOf } from './wanted';

const MONEY_TOPIC =
  /\b(?:cost\w*|bill\w*|spen[dt]\w*|pric\w*|expensive|cheap\w*|dear\w*|dollars?|paid|pay\w*|charg\w*|money|cash|invoice\w*|budget\w*|credit\w*|fees?|amount\w*|sav\w*|month|total|share)\b|[$€£¥]/;

/**
 * Two known numbers of which a figure is the sum, the difference, the percentage or how many times, where the sentence says
 * that it is one. Both are of one row that the sentence speaks of or that stands above all rows, or both are stated, or
 * both are the same field of two such rows: of any two of two thousand, every number could be made.
 */
export function findPair(figure: Figure, known: Known, ground: Ground): readonly KnownNumber[] | null {
  const wanted = wantedOf(figure, ground, known);
  if (wanted === null) {
    return null;
  }
  const isFullness = wanted.isRatio && FULL.test(ground.text);
  for (const [family, list] of known.numbers) {
    if (isOfUse(family, wanted)) {
      const fits = (a: KnownNumber, b: KnownNumber) =>
        isAbout(a, b, family, figure, ground) &&
        (!wanted.isRatio || wanted.before || isSpokenOf(a, b, ground)) &&
        (!wanted.isRatio || !OF_LAST_MONTH.test(ground.text) || [a, b].some((one) => timeOf(one) === 'before')) &&
        figure.role !== 'chance' &&
        (!wanted.before || isNear(a, ground) || areNeighbours(a, b)) &&
        !isOfOneAlone(a, b, ground) &&
        isOfWhatIsTold(a, ground.text, ground.recent) &&
        (!isFullness || a.record === b.record) &&
        (ground.withGains || !(isGain(a) || isGain(b))) &&
        isSavingOf(a, b, ground) &&
        (!ground.isRest || isRestOf(a, b) || isRestOf(b, a)) &&
        isPer(a, ground) &&
        isPer(b, ground) &&
        !(isElsewhereThan(a, ground.around) && isElsewhereThan(b, ground.around)) &&
        (isUsers(a, b) || areAlike(a, b, ground) || (ground.stated.has(a) && ground.stated.has(b))) &&
        isMade(a, b, family, wanted) &&
        (wanted.family !== 'times' || mayBeMultiple(a, b, ground)) &&
        !isTurnedRound(a, b, figure, ground) &&
        ground.isTurned?.(a, b) !== true;
      const users = ground.users.filter((one) => one.family === family);
      const found = pairOf([...users, ...nearOf(family, list, ground, wanted)], ground, fits);
      if (found !== null) {
        return found;
      }
    }
  }
  return null;
}

/** What is used of a whole, of which the rest is left. */
function isRestOf(used: KnownNumber, whole: KnownNumber): boolean {
  const isUsed = labelsOf(used).get('pool')?.has('used') === true;
  const isWhole = labelsOf(whole).get('pool')?.has('whole') === true || whole.key === 'limit';
  return isUsed && isWhole && (used.row === whole.row || sharesName(used, whole));
}

/** What is saved comes of the amounts of one advice, of two savings, or of what was stated: not of any two amounts. */
function isSavingOf(a: KnownNumber, b: KnownNumber, { isSaved, stated, text }: Ground): boolean {
  const isOfAdvice = a.row === b.row && a.pointer.startsWith('/recommendations/');
  return (
    !isSaved ||
    isOfAdvice ||
    /\b(?:compared|than|last month)\b/.test(text) ||
    (isGain(a) && isGain(b)) ||
    (stated.has(a) && stated.has(b))
  );
}

/** `Half your bandwidth is gone` says how full one thing is: no share that one of two has. */
const FULL =
  /(?:\b(?:half|halves|thirds?|quarters?|fifths?|tenths?|percent)|%)(?=[^.;,]{0,40}\b(?:gone|used up|full|exhausted)\b)/;

/** True where the sentence speaks of what both count: money, or something that is called as they are. */
function isAbout(
  a: KnownNumber,
  b: KnownNumber,
  family: string,
  { nouns, unit }: Figure,
  { context, rows, above }: Ground,
): boolean {
  if (family.startsWith('money:')) {
    return (
      unit?.family === family ||
      MONEY_TOPIC.test(context.text) ||
      (rows.has(a.row) && (rows.has(b.row) || above.has(b.row)) && a.row !== b.row)
    );
  }
  if (family === 'count') {
    const said = nouns.length > 0 ? [nouns.at(-1) ?? ''] : [...context.words];
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

/** `Twice what it was last month`: one of the two is that month's. */
const OF_LAST_MONTH =
  /\b(?:of|than|over|on|as (?:much|many) as|what (?:it|they|you) (?:was|were|paid|spent)(?: in)?) (?:in )?last month\b/;

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

/** Two rows of one list that differ in nothing that the sentence does not name: no storage of one with compute of the other. */
function areAlike(a: KnownNumber, b: KnownNumber, { text, named }: Ground): boolean {
  if (a.row === b.row || a.field !== b.field) {
    return true;
  }
  if (a.document !== b.document) {
    return false;
  }
  if (areNamed(a, b, named)) {
    return true;
  }
  const isNamed = (names: readonly string[] = []) => names.some((name) => text.includes(name));
  return [...a.record.names].every(([kind, own]) => {
    if (kind === 'account') {
      return true;
    }
    const other = b.record.names.get(kind) ?? [];
    return own.some((name) => other.includes(name)) || isNamed(own) || isNamed(other);
  });
}

/** True where two rows are named and compared: what is made of one of them alone is no answer. */
function isOfOneAlone(a: KnownNumber, b: KnownNumber, { text, named }: Ground): boolean {
  const list = a.row.replace(/\d+$/, '');
  return (
    a.row === b.row &&
    /\btimes\b.*\bas\b/.test(text) &&
    [...named].filter((row) => row.replace(/\d+$/, '') === list).length > 1
  );
}

/** `docs costs three times as much as api` of the one that costs less: what is named first is the larger one. */
function isTurnedRound(a: KnownNumber, b: KnownNumber, { unit, value }: Figure, { text }: Ground): boolean {
  if (
    unit?.family !== 'times' ||
    a.row === b.row ||
    !/\b(?:as (?:much|many|high|large|big|dear|expensive)|what)\b/.test(text)
  ) {
    return false;
  }
  const [one, other] = [a, b].map((own) => placeOf(own, text));
  if (one === undefined || other === undefined || one < 0 || other < 0 || one === other) {
    return false;
  }
  const [first, second] = one < other ? [a, b] : [b, a];
  return Math.abs(first.value) > Math.abs(second.value) !== value > 1;
}

/** Where a sentence names what a number is of; −1 where it does not. */
function placeOf({ record }: KnownNumber, text: string): number {
  const names = [...(record.names.get('project') ?? []), ...(record.names.get('product') ?? [])];
  const places = names.map((name) => text.indexOf(name)).filter((at) => at >= 0);
  return places.length === 0 ? -1 : Math.min(...places);
}

/** True where a sentence names these two rows of their list and no other. */
function areNamed(a: KnownNumber, b: KnownNumber, named: ReadonlySet<string>): boolean {
  const list = a.row.replace(/\d+$/, '');
  const count = [...named].filter((row) => row.replace(/\d+$/, '') === list).length;
  return count === 2 && named.has(a.row) && named.has(b.row);
}

function belong(a: KnownNumber, b: KnownNumber, ground: Ground): boolean {
  const { stated, recent } = ground;
  const same = a.pointer === b.pointer && a.document === b.document;
  const alike =
    a.key === b.key &&
    (a.field === b.field || (a.document === b.document && a.row.endsWith('#') && b.row.endsWith('#')));
  const called = (recent.has(a) && isKeySaid(b, ground)) || (recent.has(b) && isKeySaid(a, ground));
  const dated = isOfToday(a, b, ground) || isOfToday(b, a, ground);
  return !same && (isUsers(a, b) || dated || a.row === b.row || alike || called || (stated.has(a) && stated.has(b)));
}

/** `136 GB fewer than today`: what a history told, and what is used now, of one metric. */
function isOfToday(a: KnownNumber, b: KnownNumber, { stated, text }: Ground): boolean {
  const metrics = b.record.names.get('metric') ?? [];
  return (
    b.key === 'used' &&
    /\b(?:today|now|current\w*)\b/.test(text) &&
    [...stated].some(({ value, family }) => value === a.value && family === a.family) &&
    (a.record.names.get('metric') ?? []).some((name) => metrics.includes(name))
  );
}

/** `a third of the bill is Seats`: a row that is named, and what stands above all rows of its document. */
function isPartOf(a: KnownNumber, b: KnownNumber, { rows }: Ground): boolean {
  return (
    a.document === b.document &&
    rows.has(a.row) &&
    a.row !== b.row &&
    (b.row.endsWith('#') || a.row.startsWith(`${b.row}/`)) &&
    Math.abs(a.value) <= Math.abs(b.value)
  );
}
