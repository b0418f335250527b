import { inInterval, intervalOf } from './bounds';
import {
  isElsewhere,
  isElsewhereThan,
  isNotProposed,
  isOfOtherPart,
  isUnnamed,
  isWholeProject,
  ownNames,
} from './elsewhere';
import { wordsOfKey } from './field-units';
import type { Figure } from './figure';
import { isGuess, isRole, isToldSo, type Telling } from './fitting';
import type { Known, KnownNumber, KnownRecord, NameKind } from './known';
import type { Mentions } from './mentions';
import { countedAs } from './nouns';
import { hasRole } from './roles';
import { isOtherAct } from './states/acts';
import { isTimeOf } from './time-roles';
import { isToldAlike } from './told-alike';
import { stem, type Unit } from './units';

/** What a sentence says around its figures. */
export interface Said {
  readonly mentions: Mentions;
  /** What is named right before the figure and right behind it. */
  readonly around: readonly Mentions[];
  /** In small letters. */
  readonly text: string;
  /** Without plurals. */
  readonly words: ReadonlySet<string>;
  /** The same of this sentence and those right before it: `Of the forecasts 286 came true. That is 71 %.` */
  readonly context: {
    readonly text: string;
    readonly words: ReadonlySet<string>;
    /** The unit of the last figure before this sentence. */
    readonly unit: Unit | null;
    /** How many things of one kind one of them names: of `api and docs` two. */
    readonly listed: ReadonlySet<number>;
  };
}

/** What it says around one of them. */
export interface SaidOf extends Said {
  readonly telling: Telling;
}

/** How a figure was found: the numbers that it may be, that there is one of another thing alone, or one in another role. */
export type Found = { readonly also: readonly KnownNumber[] } | 'elsewhere' | 'otherwise' | null;

/** What is proposed is compared with what is: `$40 flat beats an expected $66.89`. */
const BEATEN = /\b(?:beats?|beating|against|instead|rather|than|versus|vs|compared|from|expected)\b/;

/** So many of one value are looked at for what they say. */
const MOST_ALIKE = 60;

/** The known number that a figure states, in any unit of its kind. */
export function findNumber(figure: Figure, known: Known, said: SaidOf): Found {
  const found = findAsSaid(figure, known, said);
  return figure.scaled === null || (found !== null && typeof found !== 'string')
    ? found
    : (findAsSaid({ ...figure, ...figure.scaled, scaled: null }, known, said) ?? found);
}

function findAsSaid(figure: Figure, known: Known, said: SaidOf): Found {
  let other: 'elsewhere' | 'otherwise' | null = null;
  const { mentions } = said;
  const found: KnownNumber[] = [];
  if (isOfNobodyNamed(figure, known, said)) {
    return 'elsewhere';
  }
  for (const candidate of candidatesOf(figure, known, said)) {
    if (isToldAlike(said.telling.clause, candidate.said)) {
      found.push(candidate);
    } else if (
      !isElsewhere(candidate, mentions) &&
      !isElsewhereThan(candidate, said.around) &&
      !isOfOtherPart(candidate, said.around, known) &&
      !isNotProposed(candidate, said.around, known, BEATEN.test(said.telling.clause)) &&
      !isNobodys(candidate, said, known) &&
      isToldSo(figure, candidate, said.telling)
    ) {
      if (isRole(figure, candidate, said.telling)) {
        found.push(candidate);
      } else {
        other = 'otherwise';
      }
    } else {
      other ??= 'elsewhere';
    }
    if (found.length >= MOST_ALIKE) {
      break;
    }
  }
  if (
    isOtherAct(
      found.map(({ record }) => record),
      said.telling.clause,
      known,
    )
  ) {
    return 'otherwise';
  }
  // A day of a forecast is meant last.
  const told = found.filter((one) => !isGuess(one));
  return found.length > 0 ? { also: [...told, ...found.filter(isGuess)] } : other;
}

/** True for an amount beside an account that has none in its currency. */
function isOfNobodyNamed({ unit }: Figure, known: Known, { around }: SaidOf): boolean {
  const family = unit?.family ?? '';
  const named = around.map(({ named: own }) => [...(own.get('account') ?? [])]);
  return (
    family.startsWith('money:') &&
    named.length > 0 &&
    named.every((names) => names.length > 0 && !names.some((name) => known.hasFamily(name, family)))
  );
}

/** A project or product is more than the account that it is in. */
const SPECIFIC: readonly NameKind[] = ['product', 'project', 'metric'];

/** True for an amount of nobody in particular, where it is told as that of who is named beside it and has some. */
function isNobodys(
  { record, family, field, row, pointer }: KnownNumber,
  { around, telling, words }: SaidOf,
  known: Known,
): boolean {
  const own = around.find(({ side }) => side === 'before');
  const isSpecific = SPECIFIC.some((kind) => own?.named.has(kind) === true);
  const isPart = own?.all.has('metric') === true && (isWholeProject(record) || isTotal(record, pointer));
  const kinds: readonly NameKind[] = isSpecific || isPart ? SPECIFIC : ['account', 'product', 'project'];
  const isAll = row.endsWith('#');
  const names = (isAll ? [...kinds, 'metric' as const] : kinds).flatMap((kind) => [...(own?.all.get(kind) ?? [])]);
  return (
    family.startsWith('money:') &&
    (isPart || isUnnamed(record, kinds)) &&
    !wordsOfKey(field).some((word) => (NAMED_BY[word] ?? []).some((said) => words.has(said))) &&
    names.some((name) => known.hasFamily(name, family)) &&
    !isAllOf(record, new Set(names), known) &&
    !WHOLE.test(telling.clause.replace(OWN, ''))
  );
}

/** What an account comes to as a whole. */
function isTotal(record: KnownRecord, pointer: string): boolean {
  return TOTAL.test(pointer) && isUnnamed(record, SPECIFIC);
}

const TOTAL =
  /\/(?:soFar|projected|lastMonth)\/(?:amount|total|atLeast|q\d\d|interval\/\d)$|\/together\/(?:amount|text)$|\/(?:headline|list)$/;

/** By words of keys, those that name what a figure is of. */
const NAMED_BY: Readonly<Record<string, readonly string[]>> = {
  credit: ['credit'],
  fee: ['fee'],
  charges: ['charge'],
  tax: ['tax'],
  prepaid: ['prepaid', 'balance', 'deposit', 'funds'],
  balance: ['balance'],
  seats: ['seat'],
  budgets: ['budget'],
};

/** True where all models of a record's accounts are named, or else all models below it are of accounts that are. */
function isAllOf(record: KnownRecord, names: ReadonlySet<string>, { accountsOf }: Known): boolean {
  const accounts = ownNames(record, 'account');
  const models = [...accountsOf].flatMap(([name, own]) =>
    !accounts.includes(name) && own.some((account) => accounts.includes(account)) ? [name] : [],
  );
  if (models.length > 0) {
    return models.every((model) => [...names].some((name) => `/${name}`.endsWith(`/${model}`)));
  }
  for (let at: KnownRecord | null = record; at !== null; at = at.parent) {
    const below = [...at.below].map((name) => accountsOf.get(name) ?? []);
    if (below.length > 0) {
      return below.every((own) => own.some((name) => names.has(name)));
    }
  }
  return false;
}

const OWN =
  /'s (?:\p{L}+ )?(?:total|bill|invoice)|\b(?:cost(?:s|ing)?|sav(?:es?|ing)|bring(?:s|ing)?|tak(?:es?|ing)|charg\p{L}+) (?:you|us)\b|\b(?:your|our) /gu;
/** What is told of more than who is named. */
const WHOLE =
  /\b(?:total|bill|invoice|everything|overall|all|altogether|together|both|combined|share|part|you|we|%|percent|half|third|quarter)\b|%/;

function candidatesOf(figure: Figure, known: Known, said: Said): Iterable<KnownNumber> {
  if (figure.unit !== null) {
    return withUnit(figure, figure.unit, known, said);
  }
  return figure.nouns.length > 0 ? counted(figure, known) : bare(figure, known, said);
}

function* withUnit(figure: Figure, { family, factors }: Unit, known: Known, said: Said): Generator<KnownNumber> {
  const [from, to] = intervalOf(figure);
  if (family === 'times') {
    yield* ofLimit(figure, known, said);
  }
  for (const factor of factors) {
    for (const one of inInterval(known.numbers.get(family) ?? [], [from * factor, to * factor])) {
      if (signFits(figure, one) && hasRole(one, figure.role) && isTimeOf(figure, one, said)) {
        yield one;
      }
    }
  }
}

/** `15.5 times what Free allows`, of 1,550 % of a limit. */
function* ofLimit(figure: Figure, known: Known, { text }: Said): Generator<KnownNumber> {
  const [from, to] = intervalOf(figure);
  if (/\b(?:limits?|allow\w*|quota|includ\w*|plan|cap)\b/.test(text)) {
    for (const one of inInterval(known.numbers.get('percent') ?? [], [from * 100, to * 100])) {
      if (one.key === 'percent') {
        yield one;
      }
    }
  }
}

function* counted(figure: Figure, known: Known): Generator<KnownNumber> {
  for (const one of inInterval(known.numbers.get('count') ?? [], intervalOf(figure))) {
    if (signFits(figure, one) && counts(figure.nouns, one) && isInState(figure, one, known)) {
      yield one;
    }
  }
}

function* bare(figure: Figure, known: Known, said: Said): Generator<KnownNumber> {
  for (const one of inInterval(known.numbers.get('raw') ?? [], intervalOf(figure))) {
    if (signFits(figure, one) && isClose(figure, one, said) && isInState(figure, one, known)) {
      yield one;
    }
  }
  // A cell of a table has its currency in the head: only what is written to the cent.
  for (const [name, list] of figure.half === 0.005 ? known.numbers : []) {
    if (name.startsWith('money:')) {
      yield* inInterval(list, intervalOf(figure));
    }
  }
}

/** True for as many as are in the state that is said of them, where rows are told apart by it. */
function isInState({ state, nouns, perhaps }: Figure, one: KnownNumber, { numbers }: Known): boolean {
  const counted = [...nouns, ...perhaps];
  const isState = (other: KnownNumber) =>
    other.key.endsWith('#') && other.nouns.includes(state ?? '') && counts(counted, other);
  return state === null || isState(one) || numbers.get('count')?.some(isState) !== true;
}

/** A sign that is written has to be right; a fall of $4 is also told without one. */
function signFits({ sign }: Figure, { value }: KnownNumber): boolean {
  return sign === 0 || value === 0 || Math.sign(value) === sign;
}

/** Below it nearly every number is in an evidence of any size. */
const FEW = 100;

/**
 * A whole number by itself stands for itself: 42 is not 41.7 of something. With more digits it may be rounded, and where
 * the sentence calls what it counts. A small one always has to be called.
 */
function isClose({ value, half, all, perhaps, sort, kind }: Figure, one: KnownNumber, said: Said): boolean {
  if (sort.length > 0) {
    return sort.some((word) => counts([word], one));
  }
  if (perhaps.length > 0) {
    return counts(perhaps, one) || (!one.key.endsWith('#') && Math.abs(one.value) === value);
  }
  if (one.key.endsWith('#') && !all) {
    return (kind !== null && one.nouns.includes(kind)) || (value === 0 && isCalledCount(one, said));
  }
  const called = isCalledCount(one, said);
  return Math.abs(one.value) === value ? value >= FEW || called : called || value / half >= 200;
}

/** True where the sentence has a word of what a number counts: `5.8 million were output`, of outputTokens. */
function isCalledCount(one: KnownNumber, { context }: Said): boolean {
  return [...one.nouns, ...wordsOfKey(one.key)].some((word) => word.length > 2 && isSaid(stem(word), context.words));
}

/** The mark of how a long word begins, which the words of a sentence have beside them. */
export function beginningOf(word: string): string {
  return `${word.slice(0, 6)}…`;
}

/** `deployed` says deployment. */
function isSaid(word: string, words: ReadonlySet<string>): boolean {
  return words.has(word) || (word.length > 5 && words.has(beginningOf(word)));
}

/** True where the record counts what the sentence counts: its head noun is one of the number's, or of its record's. */
export function counts(nouns: readonly string[], one: KnownNumber): boolean {
  const head = nouns.at(-1);
  return head === undefined || countedAs(head).some((noun) => countsWhat(noun, one));
}

/** `two formats` of a text that speaks of them: `Each format that is on … If two are on`. */
function saysWord(text: string, noun: string): boolean {
  return noun.length > 3 && new RegExp(`\\b${noun}s?\\b`).test(text);
}

function countsWhat(noun: string, one: KnownNumber): boolean {
  if (one.nouns.includes(noun) || (one.text !== undefined && saysWord(one.text, noun))) {
    return true;
  }
  for (let record: KnownNumber['record'] | null = one.record; record !== null; record = record.parent) {
    if (record.nouns.has(noun)) {
      // The number of a list is that of its own rows, never of what its record is about.
      return !one.key.endsWith('#') || one.record === record;
    }
  }
  return false;
}
