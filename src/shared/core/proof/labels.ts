import { wordsOfKey } from './field-units';
import { TODAY } from './happenings';
import type { KnownNumber, KnownRecord } from './known';
import { LABELS, type Respect } from './label-words';

export type { Respect } from './label-words';

/** Respects in which also a title tells what a figure is: `gpt-6.1-sol, input_tokens`, `Plan fee and credit`. */
const TITLED: ReadonlySet<Respect> = new Set(['flow', 'line']);

/** A word of a sentence that calls a figure something. */
export interface LabelSaid {
  readonly respect: Respect;
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const DENIED =
  /\b(?:(?:not|no|never|nothing|without|none|neither|nor|instead of|rather than|[a-z]+n't)(?: \w+){0,2}|none of(?: [\w']+){1,6}(?: came true)?) $/;

/** `Once the $200 are spent` says nothing of what is spent. */
const TO_COME = /\b(?:once|when|if|until|as soon as)\b[^,;:]*$/;

/** The words of a sentence in small letters that call figures something; not what it denies. */
export function labelsSaid(text: string): LabelSaid[] {
  return LABELS.flatMap(({ respect, name, said }) =>
    said === null
      ? []
      : [...text.matchAll(said)].flatMap((found) => {
          const end = found.index + found[0].length;
          const before = text.slice(0, found.index);
          return DENIED.test(before) || (respect === 'pool' && TO_COME.test(before))
            ? []
            : [{ respect, name, start: found.index, end }];
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
  const fields = `${said === undefined ? wordsOf(one.field) : ''}${one.key === 'coverage' ? ' coverage' : ''} | ${one.whole === true ? '' : record.labels.join(' ')}`;
  const titles = `${fields} ${titlesOf(record)}`;
  const own = LABELS.filter(({ respect, field }) => field.test(TITLED.has(respect) ? titles : fields));
  // The fee and what is left of the credit are one row.
  const isNet = /\bfee and credit\b/.test(titles) && value > 0;
  const named = [...own.filter(({ name }) => !(isNet && name === 'used')), ...(isNet ? [LEFT] : [])].map(
    ({ respect, name }) => ({
      respect,
      name: respect === 'sign' && value < 0 ? turned(name) : name,
    }),
  );
  // What an advice says of a month is the month as it will be.
  const isOfAdvice = one.family.startsWith('money:') && /\/(?:explanation|ifYouWait\/\d+)$/.test(one.pointer);
  // A day of a forecast is to come.
  const isToCome = isOfAdvice || /^q\d\d$/.test(one.key);
  // What an advice says of a month is of what it changes, and not the whole bill.
  const parts = isOfAdvice ? partsBeside(found) : [];
  const all = [...found, ...named, ...parts, ...(one.whole === true ? [WHOLE] : []), ...(isToCome ? [LATER] : [])];
  if (datesOf(record).length === 0) {
    return all;
  }
  // What is told of a day is neither of now nor of the month.
  const timed = [THEN, ...(/^q\d/.test(one.key) ? [LATER] : []), ...(record.labels.includes(TODAY) ? [NOW] : [])];
  return [...all.filter(({ respect }) => respect !== 'time'), ...timed];
}

const OF_PART = [
  { respect: 'line', name: 'fee' },
  { respect: 'line', name: 'usage' },
] as const;
/** `line` of an advice whose text says none. */
function partsBeside(found: readonly LabelSaid[]): readonly { readonly respect: Respect; readonly name: string }[] {
  return found.some(({ respect }) => respect === 'line') ? [] : OF_PART;
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
