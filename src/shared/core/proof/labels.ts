import { wordsOfKey } from './field-units';
import { TODAY } from './happenings';
import type { KnownNumber, KnownRecord } from './known';

/** In what respect a figure is called something: of each a figure is one thing, and so no other. */
export type Respect = 'time' | 'who' | 'of' | 'pool' | 'flow' | 'line' | 'sign' | 'forecast';

/** How people call what a figure is, and by which words of its fields the evidence does. */
interface Label {
  readonly respect: Respect;
  readonly name: string;
  /** Of a sentence in small letters; null for what only fields say. */
  readonly said: RegExp | null;
  /** Of the words of a figure's fields, and of what stands beside it. */
  readonly field: RegExp;
}

/**
 * The vocabulary of labels. What a sentence calls a figure has to be what the evidence calls it: of what is `left`
 * nothing is told as used, of what is expected nothing as spent, input is no output, and a fee no usage.
 */
const LABELS: readonly Label[] = [
  {
    respect: 'time',
    name: 'now',
    said: /\b(?:so far|to date|already|(?:up to|until|by) now|currently|right now|at the moment|(?:has|have) (?:cost|spent|used|come to|charged|consumed|taken|accumulated)|stands? at)\b/g,
    field:
      /\b(?:so far|used|spent|charges|left|says|list|ai (?:total|at least)|lines (?:amount|quantity)|limits percent|share of its limit|by (?:service|project|model) (?:effective )?amount|models \w+|models \w+ tokens)\b/,
  },
  {
    respect: 'time',
    name: 'later',
    said: /\b(?:expected to (?:cost|be|come|reach|end|stay|amount|stop)|(?:will|'ll|should|likely to|going to) (?:probably |likely |most likely )?(?:cost|come to|end|total|reach|amount|pay|be(?= (?:about|around|roughly|near|at|only|just|over|under)\b| ?[$€£\d]))|on (?:course|track) (?:for|to)|head(?:ed|ing) (?:for|to)|is forecast|are forecast|(?:forecast|projected) (?:for|is|at|to)|by the end|by month'?s end|end(?:s|ing)? (?:the month|up|november|at|around|near))\b/g,
    field: /\b(?:projected|by the end|expected|estimated)\b/,
  },
  {
    respect: 'time',
    name: 'before',
    said: /\b(?:last|the previous) month\b|\bthe month before\b/g,
    field: /\b(?:last month|the month before)\b/,
  },
  {
    respect: 'pool',
    name: 'used',
    said: /\b(?:used(?! up)|spent|consumed|touched|gone(?! over)|stores)\b/g,
    field:
      /\b(?:used|spent|spend|charges|so far (?:amount|total|at least)|ai (?:total|at least)|lines amount|by (?:service|project|model) amount|models cost)\b/,
  },
  {
    respect: 'pool',
    name: 'left',
    said: /\b(?:left(?= (?:at|of|in|on|this|until|before|to|for|from|as|now|and|after|over|by)\b|[^ \p{L}]| ?$)|remains?|(?<!the )remaining|unused|unspent|to spare|(?:still )?covers? another|still (?:free|available|covers?)|balance)(?!\p{L})/gu,
    field: /\b(?:left|balance)\b/,
  },
  {
    respect: 'pool',
    name: 'whole',
    said: /\b(?:(?:limit|quota|allowance|budget) of|allows?|stops? at|up to(?! now))\b/g,
    field: /\b(?:limit \||credit (?:total|included)|budgets amount)/,
  },
  { respect: 'who', name: 'developer', said: /\bdevelopers?\b/g, field: /^$/ },
  { respect: 'who', name: 'owner', said: /\bowners?\b|\bwho owns\b/g, field: /^$/ },
  {
    respect: 'flow',
    name: 'input',
    said: /\b(?:input|reads?(?= [\d$]))\b/g,
    field: /\b(?:input|cache share)\b/,
  },
  {
    respect: 'flow',
    name: 'output',
    said: /\b(?:output|wrote|writes|written|generat(?:es?|ed))\b/g,
    field: /\boutput\b/,
  },
  { respect: 'line', name: 'fee', said: /\bfees?\b/g, field: /\bfee\b/ },
  { respect: 'line', name: 'credit', said: null, field: /\bcredit\b/ },
  {
    respect: 'line',
    name: 'usage',
    said: /\busage\b/g,
    field: /\b(?:usage|charges|list|so far (?:amount|total))\b/,
  },
  {
    respect: 'of',
    name: 'bill',
    said: /\bof (?:the|your|our) (?:\w+ )?(?:bill|total|costs?|spend\w*)\b/g,
    field: /^$/,
  },
  { respect: 'of', name: 'usage', said: /\bof what is used\b/g, field: /^$/ },
  { respect: 'of', name: 'change', said: null, field: /\bparts (?:share|due|charges)\b/ },
  {
    respect: 'sign',
    name: 'saves',
    said: /\b(?:sav(?:e|es|ed|ing|ings)|cheaper|less|fewer)\b/g,
    field: /\b(?:gain|together|brings a month)\b/,
  },
  {
    respect: 'sign',
    name: 'extra',
    said: /\b(?:costs? (?:you )?(?:another|extra|an extra|an additional|more)|extra cost|dearer|more expensive)\b/g,
    field: /\b(?:extra cost|costs more a month)\b/,
  },
  {
    respect: 'forecast',
    name: 'inside',
    said: /\b(?:came true|held|inside|within (?:the|their|its) range)\b/g,
    field: /\binside\b/,
  },
  { respect: 'forecast', name: 'all', said: null, field: /\b(?:series|overall) (?:count|replayed)\b/ },
];

/** Respects in which also a title tells what a figure is: `gpt-6.1-sol, input_tokens`, `Plan fee and credit`. */
const TITLED: ReadonlySet<Respect> = new Set(['flow', 'line']);

/** A word of a sentence that calls a figure something. */
export interface LabelSaid {
  readonly respect: Respect;
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const DENIED = /\b(?:not|no|never|nothing|without|none|neither|nor|instead of|rather than|[a-z]+n't)(?: \w+){0,2} $/;

/** The words of a sentence in small letters that call figures something; not what it denies. */
export function labelsSaid(text: string): LabelSaid[] {
  return LABELS.flatMap(({ respect, name, said }) =>
    said === null
      ? []
      : [...text.matchAll(said)].flatMap((found) => {
          const end = found.index + found[0].length;
          return DENIED.test(text.slice(0, found.index)) ? [] : [{ respect, name, start: found.index, end }];
        }),
  );
}

const WORKED_OUT = new WeakMap<KnownNumber, ReadonlyMap<Respect, ReadonlySet<string>>>();

/** What the evidence calls a figure in each respect; without those of which it says nothing. */
export function labelsOf(one: KnownNumber): ReadonlyMap<Respect, ReadonlySet<string>> {
  const known = WORKED_OUT.get(one);
  if (known !== undefined) {
    return known;
  }
  const labels = new Map<Respect, Set<string>>();
  for (const { respect, name } of labelled(one)) {
    labels.set(respect, (labels.get(respect) ?? new Set()).add(name));
  }
  WORKED_OUT.set(one, labels);
  return labels;
}

function labelled(one: KnownNumber): { readonly respect: Respect; readonly name: string }[] {
  const { said, record, value } = one;
  const found = said === undefined || one.whole === true ? [] : labelsSaid(said);
  const fields = `${said === undefined ? wordsOf(one.field) : ''} | ${one.whole === true ? '' : record.labels.join(' ')}`;
  const titles = `${fields} ${titlesOf(record)}`;
  const own = LABELS.filter(({ respect, field }) => field.test(TITLED.has(respect) ? titles : fields));
  // The fee and what is left of the credit are one row.
  const isNet = /\bfee and credit\b/.test(titles);
  const named = [...own.filter(({ name }) => !(isNet && name === 'used')), ...(isNet ? [LEFT] : [])].map(
    ({ respect, name }) => ({
      respect,
      name: respect === 'sign' && value < 0 ? turned(name) : name,
    }),
  );
  const all = [...found, ...named, ...(one.whole === true ? [WHOLE] : [])];
  if (datesOf(record).length === 0) {
    return all;
  }
  // What is told of a day is neither of now nor of the month.
  const timed = [THEN, ...(/^q\d/.test(one.key) ? [LATER] : []), ...(record.labels.includes(TODAY) ? [NOW] : [])];
  return [...all.filter(({ respect }) => respect !== 'time'), ...timed];
}

const LEFT = { respect: 'pool', name: 'left' } as const;
const WHOLE = { respect: 'pool', name: 'whole' } as const;
const THEN = { respect: 'time', name: 'then' } as const;
const NOW = { respect: 'time', name: 'now' } as const;
const LATER = { respect: 'time', name: 'later' } as const;

function turned(name: string): string {
  return name === 'saves' ? 'extra' : 'saves';
}

/** The words of a field's last keys, without places in lists: of `/accounts/*​/soFar/amount` accounts, so, far, amount. */
function wordsOf(field: string): string {
  const keys = field.split('/').filter((key) => key !== '*');
  return keys
    .slice(-3)
    .flatMap((key) => wordsOfKey(key))
    .join(' ');
}

function titlesOf({ titles }: KnownRecord): string {
  return titles.join(' ').replaceAll('_', ' ');
}

/** Of an entry of a history, or a day of a series, its day. */
export function datesOf(record: KnownRecord | null): readonly number[] {
  for (let at = record; at !== null; at = at.parent) {
    if (at.dated.length > 0) {
      return at.dated;
    }
  }
  return [];
}
