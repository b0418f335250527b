import type { Per } from './figure';
import type { Direction } from './near-time';
import { directionOf } from './near-time';
import type { Token } from './tokens';

/** How a sentence tells a figure, from the words around it. */
export interface Manner {
  /** For each of which it is: `$5 a day`. */
  readonly per: Per | null;
  /** True where it is told as what is saved, or as how much less or more: `saves $5`, `$5 less`. */
  readonly isGain: boolean;
  /** True where it is told as what is saved. */
  readonly isSaved: boolean;
  /** True where it is what is come to in the end: `brings the month down to $31`. */
  readonly isResult: boolean;
  /** True where it is told as what something has cost. */
  readonly isPaid: boolean;
  /** Of a stretch of time: ahead, behind, or not told. */
  readonly lies: Direction;
  /** True before `ago`. */
  readonly isAgo: boolean;
}

const PERIODS: Readonly<Record<string, Per>> = {
  minute: 'minute',
  min: 'minute',
  hour: 'hour',
  h: 'hour',
  hourly: 'hour',
  day: 'day',
  d: 'day',
  daily: 'day',
  week: 'week',
  weekly: 'week',
  month: 'month',
  mo: 'month',
  monthly: 'month',
  year: 'year',
  yr: 'year',
  yearly: 'year',
  annually: 'year',
  annum: 'year',
};
const PER_BEHIND =
  /^(?:(?!(?:within|in|for|of|over|after|during|since|until|than|to|by|likely|is|are|was|were|and|or) )[\p{L}-]+ ){0,3}?(?:(?:an?|per|each|every|\/) (minute|hour|day|week|month|year|min|h|d|mo|yr|annum)\b|(hourly|daily|weekly|monthly|yearly|annually)\b)/u;
/** The other end of a range has the rate of both: `732 k to 951 k tokens a day`. */
const SECOND = /^(?:\p{L}+ )?(?:to|and|or|vs|–|—|-|instead of|rather than)(?: \p{L}+)? [^\p{L}\d]*[\d.,]+ /u;
const PER_BEFORE = /\b(?:every|each|per) (?:full |single |whole )?(day|week|month|year|hour)\b(?: [\p{L}']+){0,5} ?$/u;

const LITTLE =
  '(?: (?:worth|you|us|me|them|about|roughly|around|nearly|almost|another|some|up|to|of|by|a|an|is|are|over|costs?))*';
const GAIN_BEFORE = new RegExp(
  `\\b(?:sav(?:e|es|ed|ing|ings)|cuts?|trims?|(?:free|frees|freed|freeing) up|(?:less|cheaper|dearer|lower|higher) by)${LITTLE} ?$`,
  'u',
);
const SAVED_BEFORE = new RegExp(`\\bsav(?:e|es|ed|ing|ings)${LITTLE} ?$`, 'u');
const GAIN_BEHIND =
  /^(?:(?:an?|per|\/) month |(?:each|every) month |monthly )?(?:saved|less|cheaper|lower|off|more|extra|dearer|in savings|of savings)\b/;

/** What is lowered or raised to an amount becomes that amount: it is neither what is saved nor what comes on top. */
const CHANGED =
  '(?:brings?|bringing|lowers?|lowering|reduc(?:es?|ing)|cuts?|cutting|drops?|dropping|takes?|gets?|pushes|rais(?:es?|ing)|lifts?|falls?|rises?|come|down|up)';
const ABOUT = '(?: (?:about|around|roughly|nearly|almost|just|only|some|under|over|[$€£]))* ?$';
const RESULT_BEFORE = new RegExp(
  `\\b${CHANGED} (?:(?:[\\p{L}'-]+|[$€£\\d.,]+) ){0,6}?to${ABOUT}|\\b(?:bill|total|month) (?:would|will|could) be${ABOUT}|\\bmakes? (?:the|your) (?:\\p{L}+ )?(?:bill|total|month)${ABOUT}`,
  'u',
);

/** `has cost you about $41`. */
const PAID_BEFORE = new RegExp(`\\b(?:costs?|spen[dt]s?|paid|pays?|billed|charged)(?: (?:you|us))?${ABOUT}`, 'u');

export function mannerOf(tokens: readonly Token[], place: { readonly from: number; readonly to: number }): Manner {
  const words = (from: number, to: number) =>
    tokens
      .slice(Math.max(0, from), to)
      .map(({ lower }) => lower)
      .join(' ');
  const [before, behind] = [words(place.from - 8, place.from), words(place.to, place.to + 11).replace(SECOND, '')];
  const period = PER_BEHIND.exec(behind);
  return {
    per: PERIODS[period?.[1] ?? period?.[2] ?? PER_BEFORE.exec(before)?.[1] ?? ''] ?? null,
    isGain: GAIN_BEFORE.test(before) || GAIN_BEHIND.test(behind),
    isSaved: SAVED_BEFORE.test(before),
    isPaid: PAID_BEFORE.test(before),
    isResult: RESULT_BEFORE.test(before),
    lies: directionOf(tokens, place),
    isAgo: /^ago\b/.test(behind),
  };
}

/** What a text supposes: `If 70 % can be read from cache, …`, `On Start $500 a month is hard`, `up to $300 may be charged`. */
const SUPPOSED_BEHIND = /^[^.;:,]*\b(?:may then|takes what)\b/;

export function isSupposed(text: string, start: number, end: number): boolean {
  const before = text.slice(0, start);
  return (
    /\bif\b[^,;:]*$/i.test(before) ||
    /^On \p{Lu}\p{L}+ \S*$/u.test(before) ||
    SUPPOSED_BEHIND.test(text.slice(end).toLowerCase())
  );
}
