import type { Period } from '#shared/domain/instant';
import type { Figure } from './figure';
import type { KnownNumber } from './known';
import { type LabelSaid, labelsOf, labelsSaid, type Respect } from './labels';
import { mannerOf } from './manner';
import type { Reading } from './reading';

/** A word of a sentence that calls figures something: one of them has to be that. */
interface Claim extends LabelSaid {
  readonly figures: readonly Figure[];
}

/** What the evidence calls something else than the sentence does. */
export interface Contradicted {
  /** Figures that may still be worked out of others. */
  readonly figures: ReadonlySet<Figure>;
  /** Those of them that are told to be left. */
  readonly rests: ReadonlySet<Figure>;
  /** The first word that is false of every figure which it is said of. */
  readonly claim: { readonly word: string; readonly respect: Respect } | null;
}

type Found = ReadonlyMap<Figure, readonly KnownNumber[]>;

/**
 * Holds what a sentence calls its figures against what the evidence calls the numbers that they may be. A figure of which
 * nothing is told in a respect is contradicted in none.
 */
export function contradicted(reading: Reading, numbers: Found, now: number): Contradicted {
  const claims = claimsOf(reading, now);
  const ofDays = reading.days.length > 0 || OF_DAYS.test(reading.text.toLowerCase());
  const figures = new Set<Figure>();
  const rests: Figure[] = [];
  let first: Contradicted['claim'] = null;
  for (const claim of claims) {
    if (
      claim.figures.length > 0 &&
      claim.figures.every((figure) => isAgainst(figure, claim.respect, claims, numbers, ofDays))
    ) {
      const [only, ...rest] = claim.figures;
      // What is left may be worked out, and a share of the bill.
      if (only !== undefined && rest.length === 0 && /^(?:left|bill)$/.test(claim.name)) {
        figures.add(only);
        rests.push(...(claim.name === 'left' ? [only] : []));
      } else {
        first ??= { word: reading.text.slice(claim.start, claim.end), respect: claim.respect };
      }
    }
  }
  return { figures, rests: new Set(rests), claim: first ?? partOfAnother(reading, numbers) };
}

const OF = /^ ?(?:of|out of)(?: (?:the|its|your|a|an|\p{L}+'s))? ?$/u;

/** `$40 of the $200` of two that belong to different things; null where there is none. */
function partOfAnother(reading: Reading, numbers: Found): Contradicted['claim'] {
  const { figures, tokens, text } = reading;
  for (const [at, part] of figures.entries()) {
    const whole = figures[at + 1];
    const [start, end] = [tokens[part.to - 1]?.end ?? 0, tokens[whole?.from ?? 0]?.start ?? 0];
    const [one, other] = [numbers.get(part), whole === undefined ? undefined : numbers.get(whole)];
    if (one === undefined || other === undefined || !OF.test(text.slice(start, end).toLowerCase())) {
      continue;
    }
    const isSameUnit = part.unit?.family === whole?.unit?.family;
    if (isSameUnit && !one.some((a) => other.some((b) => isPartOf(a, b)))) {
      return {
        word: text.slice(tokens[part.from]?.start ?? 0, tokens[(whole?.to ?? 1) - 1]?.end ?? 0),
        respect: 'pool',
      };
    }
  }
  return null;
}

/** Both of one row, or the second of a row above the first, or of nobody in particular. */
function isPartOf(a: KnownNumber, b: KnownNumber): boolean {
  // `967 k of 1 M`: what is used is no part of itself.
  if (a.row === b.row && !a.row.endsWith('#') && isUsed(a) && isUsed(b)) {
    return false;
  }
  return a.row === b.row || b.row.endsWith('#') || a.row.startsWith(`${b.row}/`) || sharesName(a, b);
}

function isUsed(one: KnownNumber): boolean {
  return labelsOf(one).get('pool')?.has('used') === true;
}

/** The same thing in two rows: what was used of it, and its limit. */
export function sharesName(a: KnownNumber, b: KnownNumber): boolean {
  const own = a.record.names.get('metric') ?? [];
  // Budgets share the id of what they limit.
  return own.some((name) => !name.includes('/') && b.record.names.get('metric')?.includes(name) === true);
}

/** Of the numbers that a figure may be those that are what the sentence calls it, where there are some. */
export function asCalled(
  reading: Reading,
  figure: Figure,
  numbers: readonly KnownNumber[],
  now: number,
): readonly KnownNumber[] {
  const claims = claimsOf(reading, now).filter(({ figures }) => figures.length === 1 && figures[0] === figure);
  const fitting = numbers.filter((one) =>
    claims.every(({ respect, name }) => labelsOf(one).get(respect)?.has(name) === true),
  );
  return fitting.length > 0 ? fitting : numbers;
}

/** Of a sentence that speaks of days. */
const OF_DAYS = /\b(?:days?|daily|today|yesterday|weekdays?|weekends?)\b/;

function isAgainst(
  figure: Figure,
  respect: Respect,
  claims: readonly Claim[],
  numbers: Found,
  ofDays: boolean,
): boolean {
  const said = new Set(
    claims.filter((one) => one.respect === respect && one.figures.includes(figure)).map(({ name }) => name),
  );
  const told = (numbers.get(figure) ?? []).map((one) => labelsOf(one));
  // A limit is what it is at all times.
  if (respect === 'time' && told.some((labels) => labels.get('pool')?.has('whole') === true)) {
    return false;
  }
  const names = told.flatMap((labels) => [...(labels.get(respect) ?? [])]);
  // `Only $0.25 is counted for today so far`, of a day.
  if (respect === 'time' && ofDays && names.includes('then')) {
    return false;
  }
  return names.length > 0 && !names.some((name) => said.has(name));
}

const CLAIMS = new WeakMap<Reading, readonly Claim[]>();

function claimsOf(reading: Reading, now: number): readonly Claim[] {
  const known = CLAIMS.get(reading);
  if (known !== undefined) {
    return known;
  }
  const text = reading.text.toLowerCase();
  const said = [...labelsSaid(text), ...labelsOfDays(reading, now)];
  const claims = said.map((one) => ({
    ...one,
    figures: figuresOf(one, reading, text).filter((figure) => mayBe(one.respect, figure, reading)),
  }));
  CLAIMS.set(reading, claims);
  return claims;
}

/** Of which figures something is said in a respect: fees are of money, a rate a day is of no time. */
function mayBe(respect: Respect, figure: Figure, { tokens }: Reading): boolean {
  const family = figure.unit?.family ?? '';
  switch (respect) {
    case 'time':
      return mannerOf(tokens, figure).per === null;
    case 'line':
    case 'sign':
      return family.startsWith('money:');
    case 'who':
      return family === 'time';
    default:
      return true;
  }
}

const MONTH = 27 * 86_400;

/** A month that is over says `last month`; `on Tuesday` says what was then. */
export function labelsOfDays({ days, tokens }: Reading, now: number): LabelSaid[] {
  return days.flatMap(({ from, to, readings, minute }) => {
    const [start, end] = [tokens[from]?.start ?? 0, tokens[to - 1]?.end ?? 0];
    const nearest = [...readings].sort((a, b) => distanceOf(a, now) - distanceOf(b, now))[0];
    const isMonth = nearest !== undefined && nearest.end - nearest.start > MONTH;
    const isOn = tokens[from - 1]?.lower === 'on';
    const isOver = minute === null && nearest !== undefined && nearest.end <= now;
    return isOver && (isMonth || isOn) ? [{ respect: 'time', name: isMonth ? 'before' : 'then', start, end }] : [];
  });
}

function distanceOf({ start, end }: Period, now: number): number {
  return now < start ? start - now : Math.max(0, now - end);
}

const BREAK =
  /[;()]|:(?! ?(?:(?:about|around|roughly|nearly|at (?:least|most)|only|just|over|under) )?[$€£\d])|(?<!\bincluded), (?!(?:plan )?fees? included\b)|\b(?:but|while|whereas|although|though|so that)\b/g;
/** What is compared with is no claim about what stands before it. */
const COMPARED =
  /\b(?:than|against|versus|vs|compared (?:with|to)|from|over|unlike|above|below|since|until|before|after)(?: (?:in|the|all|of|for|it|was|were|what|last|previous))* $/;

interface FigureSpan {
  readonly figure: Figure;
  readonly start: number;
  readonly end: number;
}

/** Figures that a word calls something: the one beside it, else those around it up to where its clause ends. */
function figuresOf(said: LabelSaid, { figures, tokens }: Reading, text: string): readonly Figure[] {
  const spans = figures.map((figure) => ({
    figure,
    start: tokens[figure.from]?.start ?? 0,
    end: tokens[figure.to - 1]?.end ?? 0,
  }));
  const { before, behind } = besideOf(said, spans, text);
  const gapBefore = before === null ? null : text.slice(before.end, said.start);
  const gapBehind = behind === null ? null : text.slice(said.end, behind.start);
  const isPart = said.respect === 'pool' && said.name !== 'whole';
  const own = (span: FigureSpan | null) => (span === null ? [] : chainOf(spans.indexOf(span), spans, text, isPart));
  if (COMPARED.test(text.slice(0, said.start))) {
    return gapBehind !== null && wordsIn(gapBehind) <= 1 ? own(behind) : [];
  }
  const sides = sidesOf(said.respect, gapBefore, gapBehind);
  return [...(sides.before ? own(before) : []), ...(sides.behind ? own(behind) : [])];
}

/** On which sides of a word stands what it calls something, by the words between: none where no figure is there. */
function sidesOf(respect: Respect, gapBefore: string | null, gapBehind: string | null) {
  // `$14 are left` looks back, `spent $14` and `expected at $14` look ahead.
  const isBehind = gapBehind !== null && /^(?: (?!and )\p{L}+){0,2} $/u.test(gapBehind);
  const isBefore = gapBefore !== null && /^ ?(?:(?!and )\p{L}+ |of (?:(?!and )\p{L}+ ){1,3})?$/u.test(gapBefore);
  if (isBefore && (respect === 'pool' || !isBehind)) {
    return { before: true, behind: false };
  }
  const before = gapBefore !== null && !isBehind && wordsIn(gapBefore) <= FAR;
  // `$3 of it is used and $17 is left`: each has its own word.
  return { before, behind: !(before && /\band\b/.test(gapBehind ?? '')) };
}

/** The figure before a word and the one behind it, in its clause. */
function besideOf({ start, end }: LabelSaid, spans: readonly FigureSpan[], text: string) {
  const breaks = [...text.matchAll(BREAK)].map(({ index }) => index);
  const from = Math.max(0, ...breaks.filter((at) => at < start));
  const to = Math.min(text.length, ...breaks.filter((at) => at >= end));
  return {
    before: spans.findLast((span) => span.end <= start && span.start >= from) ?? null,
    behind: spans.find((span) => span.start >= end && span.end <= to) ?? null,
  };
}

/** Words further away than so say nothing of a figure before them. */
const FAR = 7;

function wordsIn(gap: string): number {
  return gap.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}

const LINKED = /^ ?(?:(?:of|out of)(?: [\p{L}']+){0,2}|(?:\/|to|and|or|–|-)(?: the| its| your| a| an)?) ?$/u;

/** `$3 of $20`, `$3 to $4`: what is told of both. */
function chainOf(at: number, spans: readonly FigureSpan[], text: string, isPart: boolean): readonly Figure[] {
  const isLinked = (one: number) =>
    spans[one] !== undefined &&
    spans[one + 1] !== undefined &&
    LINKED.test(text.slice(spans[one]?.end ?? 0, spans[one + 1]?.start ?? 0));
  let [first, last] = [at, at];
  while (isLinked(first - 1)) {
    first -= 1;
  }
  while (isLinked(last)) {
    last += 1;
  }
  // What is used or left is the first of `$3 of $20`.
  const isWhole = (one: number) =>
    one > first && /\bof\b/.test(text.slice(spans[one - 1]?.end ?? 0, spans[one]?.start ?? 0));
  return spans.flatMap(({ figure }, one) => (one < first || one > last || (isPart && isWhole(one)) ? [] : [figure]));
}
