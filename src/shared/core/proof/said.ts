import { daysMeant } from './day-spans';
import { beginningOf, type Found, findNumber, type Said, type SaidOf } from './direct';
import { clauseAround } from './directions';
import type { Figure } from './figure';
import type { Known } from './known';
import { mannerOf } from './manner';
import { mentionsAround, mentionsIn, mentionsOf } from './mentions';
import type { Reading } from './reading';
import { stem, type Unit } from './units';

/** What a sentence says as a whole. */
export function saidIn(reading: Reading, known: Known): Said {
  return {
    mentions: mentionsOf(reading, known),
    around: [],
    text: reading.text.toLowerCase(),
    words: wordsIn(reading),
  };
}

/** The words of a sentence without plurals. */
function wordsIn({ tokens }: Reading): Set<string> {
  const words = tokens.flatMap(({ lower }) => lower.split(/[^\p{L}]+/u).map(stem));
  return new Set(words.flatMap((word) => (word.length > 5 ? [word, beginningOf(word)] : [word])));
}

/** Where a figure or a day stands in its sentence. */
export function spanOf({ tokens }: Reading, { from, to }: { readonly from: number; readonly to: number }) {
  return { start: tokens[from]?.start ?? 0, end: tokens[to - 1]?.end ?? 0 };
}

/** What is named right before and right behind a figure. */
export function namedAround(reading: Reading, figure: Figure, known: Known, family?: string) {
  const spans = reading.figures.map((one) => spanOf(reading, one));
  return mentionsAround(reading, spans, reading.figures.indexOf(figure), known, family);
}

/** The known number that a figure states; of a number by itself also in the unit of those before it. */
export function findSaid(reading: Reading, figure: Figure, known: Known, said: Said): Found {
  const told = saidOf(reading, figure, known, said);
  const found = findNumber(figure, known, told);
  const unit = isFound(found) ? null : unitOfOthers(reading, figure);
  return unit === null ? found : (findNumber({ ...figure, unit }, known, told) ?? found);
}

/** What a sentence says around one of its figures. */
function saidOf(reading: Reading, figure: Figure, known: Known, said: Said): SaidOf {
  const family = figure.unit?.family ?? 'raw';
  const all = mentionsOf(reading, known, family);
  // `$3 of $25`: the whole is that of more than what is told.
  const [of, article] = [2, 1].map((back) => reading.tokens[figure.from - back]?.lower);
  const isWhole = article === 'of' || (of === 'of' && article === 'the');
  const { start, end } = spanOf(reading, figure);
  return {
    ...said,
    mentions: isWhole ? mentionsIn(all.named, new Map()) : all,
    around: isWhole ? [] : namedAround(reading, figure, known, family),
    telling: {
      ...mannerOf(reading.tokens, figure),
      text: said.text,
      clause: clauseAround(said.text, start, end),
      days: daysMeant(reading),
    },
  };
}

export function isFound(found: Found): found is Exclude<Found, string | null> {
  return found !== null && typeof found !== 'string';
}

/** The one unit of all figures before a number by itself: `$185.97 of $200, leaves 14`. */
export function unitOfOthers({ figures }: Reading, { unit, nouns, kind, from }: Figure): Unit | null {
  const units = figures.flatMap((other) => (other.from < from && other.unit !== null ? [other.unit] : []));
  const [first] = units;
  const isAlone = unit === null && nouns.length === 0 && (kind === null || kind === 'day');
  return isAlone && first !== undefined && units.every(({ family }) => family === first.family) ? first : null;
}
