import { isElsewhere } from './elsewhere';
import { wordsOfKey } from './field-units';
import type { KnownNumber } from './known';
import { pushTo } from './records';
import type { Ground } from './ties';
import { stem } from './units';

/** Most numbers of one kind that are put together, two by two. */
const MOST = 120;
/** Ends of an interval: of two guesses nothing follows. */
const GUESS = /^(?:q[1-46-9]\d|low|high|interval|probability|within\d+|growth\w*|effectiveAmount|listAmount)$/;

/** The numbers of a list of which two may be put together: those that are spoken of first. */
export function nearOf(
  family: string,
  list: readonly KnownNumber[],
  ground: Ground,
  { before, isRatio }: { readonly before: boolean; readonly isRatio: boolean },
): readonly KnownNumber[] {
  const few = family.startsWith('money:') ? new Set<string>() : fewRows(list);
  const beside = isRatio ? new Set<KnownNumber>() : besideNamed(list, ground);
  const may = (one: KnownNumber) =>
    isField(one) &&
    (beside.has(one) ||
      (isRatio && isKeySaid(one, ground)) ||
      ((before || few.has(one.row)) && !isElsewhere(one, ground.mentions)));
  const near = list.filter((one) => isNear(one, ground));
  const others = list.filter((one) => !near.includes(one) && may(one));
  return [...near, ...others].slice(0, MOST);
}

/** Most rows of a kind from which something may be worked out without naming one. */
const FEW_ROWS = 3;
/** Worked out once for a list of the evidence. */
const FEW = new WeakMap<readonly KnownNumber[], ReadonlySet<string>>();

/** The rows with two numbers of a kind or more, where they are few: `4.5 MB are left`, of the one limit in MB. */
function fewRows(list: readonly KnownNumber[]): ReadonlySet<string> {
  const known = FEW.get(list);
  if (known !== undefined) {
    return known;
  }
  const counts = new Map<string, number>();
  for (const one of list) {
    if (isField(one)) {
      counts.set(one.row, (counts.get(one.row) ?? 0) + 1);
    }
  }
  const rows = [...counts].filter(([, count]) => count > 1).map(([row]) => row);
  const few = new Set(rows.length <= FEW_ROWS ? rows : []);
  FEW.set(list, few);
  return few;
}

/** The same field of all rows of a list of two or three; worked out once for a list of the evidence. */
const SMALL_LISTS = new WeakMap<readonly KnownNumber[], readonly (readonly KnownNumber[])[]>();

function smallLists(list: readonly KnownNumber[]): readonly (readonly KnownNumber[])[] {
  const known = SMALL_LISTS.get(list);
  if (known !== undefined) {
    return known;
  }
  const fields = new Map<string, KnownNumber[]>();
  for (const one of list) {
    if (/\d$/.test(one.row)) {
      pushTo(fields, `${one.row.replace(/\d+$/, '')} ${one.field}`, one);
    }
  }
  const small = [...fields.values()].filter((all) => all.length > 1 && all.length <= FEW_ROWS);
  SMALL_LISTS.set(list, small);
  return small;
}

/** Numbers beside the one row of a short list that is named: `A costs $3 less`, than the only other. */
function besideNamed(list: readonly KnownNumber[], { rows }: Ground): ReadonlySet<KnownNumber> {
  const one = smallLists(list).filter((all) => all.filter(({ row }) => rows.has(row)).length === 1);
  return new Set(one.flat());
}

function isField(one: KnownNumber): boolean {
  return one.field !== 'text' && !one.key.endsWith('#') && !GUESS.test(one.key);
}

/** A text repeats fields: its figures are put together only where the answer states them. */
export function isNear(one: KnownNumber, { stated, rows, above, mentions }: Ground): boolean {
  if (stated.has(one)) {
    return true;
  }
  if (isElsewhere(one, mentions)) {
    return false;
  }
  const row = one.row;
  return isField(one) && (rows.has(row) || above.has(row) || (row.endsWith('#') && one.document !== ''));
}

/** Keys of what everything has. */
const ANY_KEY = /^(?:amount|total|value|used|limit|count|month|days?|cost|price|unit|currency|q\d+|low|high|spent)$/;

/** True for a number that the sentence calls by its key: `three times the fee`. */
export function isKeySaid({ key }: KnownNumber, { words }: Ground): boolean {
  return !ANY_KEY.test(key) && wordsOfKey(key).every((word) => words.has(stem(word)));
}
