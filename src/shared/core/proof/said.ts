import { daysMeant } from './day-spans';
import { beginningOf, type Found, findNumber, type Said, type SaidOf } from './direct';
import { clauseAround } from './directions';
import type { Figure } from './figure';
import type { Known } from './known';
import { mannerOf } from './manner';
import { KINDS, type Mentions, mentionsBetween, mentionsIn, mentionsOf } from './mentions';
import { endOfThought, mentionsAround } from './mentions-around';
import type { Reading } from './reading';
import type { Token } from './tokens';
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
      unit:
        before.flatMap(({ figures }) => figures.flatMap(({ unit }) => (isOwnUnit(unit) ? [unit] : []))).at(-1) ?? null,
      listed: new Set(told.flatMap((one) => listedIn(one))),
    },
  };
}

/** A unit in which the next figure may go on: `api used 45.8 CPU-minutes. docs used 7.6.` */
function isOwnUnit(unit: Unit | null): unit is Unit {
  return unit !== null && !/^(?:percent|times|time)$/.test(unit.family);
}

/** How many things a sentence names, by kind, and how many months it speaks of. */
function listedIn(reading: Reading): readonly number[] {
  const names = KINDS.map((kind) => reading.names.filter(({ kinds }) => kinds.includes(kind)).map(({ name }) => name));
  return [...names, reading.text.toLowerCase().match(MONTHS) ?? []]
    .map((own) => new Set(own).size)
    .filter((count) => count > 1);
}

const MONTHS =
  /\b(?:(?:this|last|next|previous) month|january|february|march|april|may|june|july|august|september|october|november|december)\b/g;

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
  if (isFound(found)) {
    return found;
  }
  const unit = unitOfOthers(reading, figure, said.context.unit);
  const inUnit = unit === null ? found : (findNumber({ ...figure, unit }, known, told) ?? found);
  return isFound(inUnit) || !isOfListed(figure, reading, said) ? inUnit : { also: [] };
}

/** `api, docs and web were deployed. All three notes are over`: a small count of what was named before. */
function isOfListed({ value, unit, all, from }: Figure, { tokens }: Reading, { context }: Said): boolean {
  const isOne = unit === null || tokens[from + 1]?.lower === 'months';
  const isCalled = all || tokens[from - 1]?.lower === 'of';
  return isOne && isCalled && value < MOST_LISTED && context.listed.has(value);
}

const MOST_LISTED = 7;

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
    : (mentionsBetween(reading, 0, ends, known, { family }) ?? NOTHING);
}

const NOTHING = mentionsIn(new Map(), new Map());

export function isFound(found: Found): found is Exclude<Found, string | null> {
  return found !== null && typeof found !== 'string';
}

/** The one unit of all figures before a number by itself: `$185.97 of $200, leaves 14`; else that of the sentence before. */
export function unitOfOthers(
  { figures, tokens }: Reading,
  { unit, nouns, kind, from }: Figure,
  before: Unit | null = null,
): Unit | null {
  const others = figures.filter((other) => other.from < from && other.unit !== null && !isPartInWords(other, tokens));
  const units = others.flatMap((other) => (other.unit === null ? [] : [other.unit]));
  const first = units[0] ?? before;
  const isAlone = unit === null && nouns.length === 0 && (kind === null || kind === 'day');
  return isAlone && first !== null && units.every(({ family }) => family === first.family) ? first : null;
}

/** `about half as many`, `twice`: a share of another figure. */
function isPartInWords({ unit, from, to }: Figure, tokens: readonly Token[]): boolean {
  return /^(?:percent|times)$/.test(unit?.family ?? '') && tokens.slice(from, to).every(({ kind }) => kind === 'word');
}
