import { isAccuracy, isCost, isCostOrFee, isCountOf, isFullness, isSaving, type Measure } from './measures';
import { stem } from './units';

/** A way to say that one thing is more than another, or than all others, and which is more then. */
export interface Shape {
  readonly said: RegExp;
  readonly more: 'first' | 'second';
  readonly measure: (found: RegExpExecArray) => Measure;
  /** How values of one thing are put together: parts of a cost add up, of several limits the fullest counts. */
  readonly together: (values: readonly number[]) => number;
  /** Of what the sentence has to speak. */
  readonly about?: RegExp;
  /** True where what is compared stands between its words: `you spend more on A than on B`. */
  readonly isInside?: boolean;
  /** True where its words say what is counted. */
  readonly isCount?: boolean;
  /** True where a row of a list is one thing, whatever it is called. */
  readonly byRow?: boolean;
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
const largest = (values: readonly number[]) => Math.max(...values);

const VERY =
  '(?:(?:much|far|a lot|lots|a little|a bit|a good deal|a touch|slightly|somewhat|clearly|even|way|considerably|rather|noticeably|well|only) )*';
/** What is counted, up to its head noun. */
const WHAT = String.raw`((?:[\p{L}-]+ ){0,3}?[\p{L}-]+)`;

const COSTS = { measure: () => isCost, together: sum };
const COSTS_MONEY = {
  ...COSTS,
  about: /\b(?:bills?|costs?|spend(?:ing)?|charges?|expenses?|cents?|dollars?|euros?|miu)\b|[$€£]/,
};
const FILLS = { measure: () => isFullness, together: largest };
const COUNTS = {
  measure: ([said, what = '']: RegExpExecArray) => isCountOf(stem(what.split(/[ -]/).at(-1) ?? ''), said),
  together: sum,
  isCount: true,
};
const FORECASTS = {
  measure: () => isAccuracy,
  together: largest,
  about: /\b(?:forecast|predict)\w*|\b(?:range|came true|foreseen)\b/,
};
const SAVES = { measure: () => isSaving, together: sum, byRow: true };

function shape(said: string): RegExp {
  return new RegExp(said, 'u');
}

/** `A costs more than B`. What is said of any other, or all others, is an extreme. */
const THAN = 'than(?! (?:any|all|every|each|both|the (?:other|rest)|last|usual|expected|before))\\b';

export const PAIRS: readonly Shape[] = [
  {
    ...COSTS,
    more: 'first',
    said: shape(
      `\\b(?:${VERY}(?:more expensive|dearer|pricier|costlier)|cost(?:s|ing)? (?:you |us )?${VERY}more) ${THAN}`,
    ),
  },
  {
    ...COSTS,
    more: 'second',
    said: shape(`\\b(?:${VERY}(?:less expensive|cheaper)|cost(?:s|ing)? (?:you |us )?${VERY}less) ${THAN}`),
  },
  {
    ...COSTS_MONEY,
    more: 'first',
    said: shape(`\\b(?:is|are|comes to|come to) ${VERY}(?:bigger|larger|higher|more) ${THAN}`),
  },
  {
    ...COSTS_MONEY,
    more: 'second',
    said: shape(`\\b(?:is|are|comes to|come to) ${VERY}(?:smaller|lower|less) ${THAN}`),
  },
  {
    ...COSTS,
    more: 'first',
    said: shape(`\\b(?:spend|pay)s? ${VERY}more (?:on|for) [^,;]*? than (?:on|for|in) `),
    isInside: true,
  },
  {
    ...COSTS,
    more: 'second',
    said: shape(`\\b(?:spend|pay)s? ${VERY}less (?:on|for) [^,;]*? than (?:on|for|in) `),
    isInside: true,
  },
  {
    ...FILLS,
    more: 'first',
    said: /\b(?:closer|nearer) to (?:\p{L}+ ){1,4}(?:limit|cap|quota|budget)s? than\b|\bfuller than\b/u,
  },
  {
    ...FILLS,
    more: 'second',
    said: /\b(?:further|farther) from (?:\p{L}+ ){1,4}(?:limit|cap|quota|budget)s? than\b|\bemptier than\b/u,
  },
  {
    ...FORECASTS,
    more: 'first',
    said: shape(`\\b(?:better|more (?:reliable|accurate|trustworthy|dependable))(?: \\p{L}+)? ${THAN}`),
  },
  {
    ...FORECASTS,
    more: 'second',
    said: shape(`\\b(?:worse|weaker|poorer|less (?:reliable|accurate|trustworthy|dependable))(?: \\p{L}+)? ${THAN}`),
  },
  { ...SAVES, more: 'first', said: shape(`\\b(?:saves?|brings?) (?:you )?${VERY}more ${THAN}`) },
  { ...SAVES, more: 'second', said: shape(`\\b(?:saves?|brings?) (?:you )?${VERY}less ${THAN}`) },
  { ...COSTS_MONEY, more: 'first', said: /\b(?:is|are|comes|come) (?:\p{L}+ )?ahead of\b/u },
  { ...COSTS, more: 'first', about: /[$€£]/, said: shape(`\\b(?:uses?|used) ${VERY}more ${THAN}`) },
  { ...COSTS, more: 'second', about: /[$€£]/, said: shape(`\\b(?:uses?|used) ${VERY}less ${THAN}`) },
  { ...COUNTS, more: 'first', said: shape(`\\bmore ${WHAT} ${THAN}`) },
  { ...COUNTS, more: 'second', said: shape(`\\b(?:fewer|less) ${WHAT} ${THAN}`) },
];

/** What is one of a kind by what it costs; of what is only called a cost the fee is one as well. */
const ONE = '(?:provider|model|project|site|app|product|service|account|database|spender|bill)';
const PART = '(?:cost|share|part|item|driver|line|expense|block|position|category|chunk)';
const OTHERS = 'than (?:any(?:thing)?|all|every|each)(?: of)?(?: the| your| our)? (?:other|else)';
/** `the larger AI bill`, not `a larger bill than`. */
const ALONE = '(?![^,;]* than\\b)';
const MOST = '(?:biggest|largest|highest|greatest|main|top|number one|bigger|larger)';
const LEAST = '(?:smallest|lowest|smaller)';

/** `A is the cheapest of all`. */
export const EXTREMES: readonly Shape[] = [
  {
    ...COSTS,
    more: 'first',
    said: shape(
      `\\b(?:most expensive|dearest|priciest|costliest|costs? (?:the |you the |us the )?most\\b|${MOST} (?:[\\p{L}]+ ){0,2}${ONE}\\b${ALONE}|(?:more expensive|dearer|pricier|costs? (?:you |us )?(?:\\p{L}+ )?more) ${OTHERS}|tops the|(?:comes|is) out on top)`,
    ),
  },
  { ...COSTS_MONEY, more: 'first', said: /\bleads? (?:with|at|by|the)\b/ },
  {
    ...COSTS,
    measure: () => isCostOrFee,
    more: 'first',
    said: shape(`\\b${MOST} (?:[\\p{L}]+ ){0,2}${PART}\\b${ALONE}`),
  },
  {
    ...COSTS,
    more: 'second',
    said: shape(
      `\\b(?:cheapest|least expensive|costs? (?:the |you the |us the )?least\\b|${LEAST} (?:[\\p{L}]+ ){0,2}(?:${ONE}|${PART})\\b${ALONE}|(?:cheaper|less expensive|costs? (?:you |us )?(?:\\p{L}+ )?less) ${OTHERS})`,
    ),
  },
  {
    ...FILLS,
    more: 'first',
    said: /\b(?:closest|nearest|tightest) (?:\p{L}+ ){0,3}limit\b|\bfullest\b|\blimit (?:that |which )?(?:you|we|they|your?|our) ?(?:'re|are|is) (?:the )?(?:closest|nearest)\b|\bcloser to (?:\p{L}+ ){1,2}limit than any other\b/u,
  },
  {
    ...FORECASTS,
    more: 'first',
    said: /\b(?:forecast|predicted|foreseen) (?:the )?best\b|\b(?:hold|held|holds|do|does|did|perform|performs|works?|fares?) (?:up )?(?:the )?best\b|\b(?:best|most reliable|most accurate|strongest)(?: \p{L}+)? (?:forecasts?|record|predicted)\b|\bmost (?:reliable|accurate|dependable|trustworthy)\b(?! of all than)/u,
  },
  {
    ...FORECASTS,
    more: 'second',
    said: /\b(?:forecast|predicted|foreseen) (?:the )?worst\b|\b(?:hold|held|holds|do|does|did|perform|performs|works?|fares?) (?:up )?(?:the )?worst\b|\b(?:worst|weakest|poorest)(?: \p{L}+)? (?:forecasts?|record)\b|\bleast (?:reliable|accurate|dependable|trustworthy)\b/u,
  },
  {
    ...SAVES,
    more: 'first',
    said: /\b(?:biggest|largest|bigger|larger|best|top|main|highest|greatest) (?:\p{L}+ )?(?:saving|gain)\b|\b(?:bigger|larger|biggest|largest) of the (?:\p{L}+ )?savings\b|\bsaves? (?:you )?(?:the )?most\b/u,
  },
  {
    ...SAVES,
    more: 'second',
    said: /\b(?:smallest|smaller|least) (?:\p{L}+ )?saving\b|\b(?:smaller|smallest) of the (?:\p{L}+ )?savings\b|\bsaves? (?:you )?(?:the )?least\b/u,
  },
  {
    ...COUNTS,
    more: 'first',
    said: shape(`\\bthe most ${WHAT}(?= (?:of|among|in|by|this|so|here|from)\\b|[^\\p{L} -]|$)`),
  },
  {
    ...COUNTS,
    more: 'second',
    said: shape(`\\bthe (?:fewest|least) ${WHAT}(?= (?:of|among|in|by|this|so|here|from)\\b|[^\\p{L} -]|$)`),
  },
];

/** How much of all a sentence says something to be, and from which share on that is so. */
export const SHARES: readonly { readonly said: string; readonly from: number }[] = [
  {
    said: "(?:most|the (?:bulk|majority|lion's share|greater part|larger part)|(?:more than|over|well over) half)",
    from: 0.47,
  },
  {
    said: '(?:nearly|almost|practically|virtually|pretty much) (?:all|everything|the whole|the entire)',
    from: 0.75,
  },
];
