import { daysMeant } from './day-spans';
import { beginningOf, type Found, findNumber, type Said, type SaidOf } from './direct';
import { clauseAround } from './directions';
import type { Figure } from './figure';
import type { Known } from './known';
import { mannerOf } from './manner';
import { type Mentions, mentionsBetween, mentionsIn, mentionsOf } from './mentions';
import { endOfThought, mentionsAround } from './mentions-around';
import type { Reading } from './reading';
import { stem, type Unit } from './units';

/** What a sentence says as a whole; `before`: the sentences right before it, of which it may go on. */
export function saidIn(reading: Reading, known: Known, before: readonly Reading[] = []): Said {
  const told = [...before, reading];
  return {
    mentions: mentionsOf(reading, known),
    around: [],
    text: reading.text.toLowerCase(),
    words: wordsIn(reading),
    context: {
      text: told.map(({ text }) => text.toLowerCase()).join(' '),
      words: new Set(told.flatMap((one) => [...wordsIn(one)])),
    },
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
  const spans = stretchesOf(reading, figure);
  const { start } = spanOf(reading, figure);
  const at = spans.findIndex((span) => start >= span.start && start < span.end);
  return mentionsAround(reading, spans, at, known, family);
}

const PART_OF = /^ ?(?:of|out of)(?: (?:the|its|your|all))? ?$/;

/** Where figures stand: `32 of 42` is one of them, and a `twice` between others is none. */
function stretchesOf(reading: Reading, figure: Figure): readonly { readonly start: number; readonly end: number }[] {
  const spans: { start: number; end: number }[] = [];
  for (const one of reading.figures) {
    const { start, end } = spanOf(reading, one);
    const last = spans.at(-1);
    if (one !== figure && isTimesWord(one, reading.text.slice(start, end))) {
      continue;
    }
    if (last !== undefined && PART_OF.test(reading.text.slice(last.end, start))) {
      last.end = end;
    } else {
      spans.push({ start, end });
    }
  }
  return spans;
}

/** `twice` and `half as much` stand between the things that are compared. */
function isTimesWord({ unit }: Figure, said: string): boolean {
  return unit?.family === 'times' || (unit?.family === 'percent' && /^(?:half|an? \p{L}+)$/iu.test(said));
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
  const all = mentionedBy(reading, figure, known, family);
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
      context: said.context.text,
      clause: clauseAround(said.text, start, end),
      days: daysMeant(reading),
    },
  };
}

/** What a sentence mentions up to where what it says of a figure ends. */
function mentionedBy(reading: Reading, figure: Figure, known: Known, family: string): Mentions {
  const ends = endOfThought(reading.text, spanOf(reading, figure).end);
  return ends === reading.text.length
    ? mentionsOf(reading, known, family)
    : (mentionsBetween(reading, 0, ends, known, undefined, family) ?? NOTHING);
}

const NOTHING = mentionsIn(new Map(), new Map());

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
