import { DAYS, isCurrency, money, PERCENT, SHARE, stem, TIMES, type Unit, unitNamed } from './units';

/** What a field's neighbours say of its unit. */
export interface FieldScope {
  /** Of the field `unit` beside it. */
  readonly unit: string | null;
  /** Of the nearest field `currency`. */
  readonly currency: string | null;
}

const PERCENT_KEY = /percent|pct/i;
/** `within7`: a chance, and the days in which it is. */
export const WITHIN_DAYS = /^within(\d{1,3})$/;
/** `last30Days`: of how many days something is counted. */
export const LAST_DAYS = /^last(\d{1,3})Days$/;
const SHARE_KEY = /share|probability|ratio|^within\d+$|chance|^beforeReset$/i;
const MONEY_KEY =
  /amount|cost|price|fee|gain|spen[dt]|charge|credit|budget|revenue|profit|balance|usd|saving|averted|^due$|rate$|bill(?!edQ)|income|cash/i;
const NOT_MONEY_KEY = /share|days?$|quantity|count|percent|number/i;
/** Fields that only number things. */
const NO_FIGURE_KEY = /^(?:id|alertId|version|schema|revision|rev|order|index|schemaVersion|scale|pinball|seriesId)$/;
const MOMENT_KEY =
  /(?:At|Of|On|Start|End|[uU]ntil|[sS]ince|^start|^end|^from|^to|^t|^at|^now|[dD]ate|[tT]ime|^day|^through|[fF]rom|[tT]o)$/;

/** True for a field whose number is a moment in seconds since 1970. */
export function isMoment(key: string, value: number): boolean {
  return Number.isInteger(value) && value > 1e9 && value < 4e9 && MOMENT_KEY.test(key);
}

/** True for a field that numbers rows and says nothing. */
export function isNoFigure(key: string): boolean {
  return NO_FIGURE_KEY.test(key);
}

/** The units in which a field's number may be read; null among them is a count of what the key or its record names. */
export function unitsOfField(key: string, scope: FieldScope): (Unit | null)[] {
  return unitsOfKey(key, scope) ?? unitsOfScope(key, scope);
}

/** What a key says by itself: `percent`, `share`, `daysToLimit`, `upgradeCost`. */
function unitsOfKey(key: string, { unit, currency }: FieldScope): (Unit | null)[] | null {
  if (key === 'roi') {
    return [PERCENT, { ...TIMES, factors: [0.01] }];
  }
  if (PERCENT_KEY.test(key) || SHARE_KEY.test(key)) {
    return [PERCENT_KEY.test(key) ? PERCENT : SHARE];
  }
  const timed = timeOfKey(key);
  if (timed !== null) {
    return [timed, null];
  }
  const own = unit !== null && isCurrency(unit) ? unit : 'USD';
  return MONEY_KEY.test(key) && !NOT_MONEY_KEY.test(key) ? [money(currency ?? own)] : null;
}

/** Counts, whatever the unit beside them. */
const ALWAYS_COUNT = /^(?:count|inside\d+|replayed|day|problems|notifications|heldBack)$/;

function unitsOfScope(key: string, { unit, currency }: FieldScope): (Unit | null)[] {
  if (ALWAYS_COUNT.test(key)) {
    return [null];
  }
  const told = unit ?? '';
  const named = told === '' ? null : unitNamed(told);
  if (named !== null) {
    // In a record that has both, `low` and `high` are as well of its money.
    return currency !== null && EITHER_KEY.test(key) ? [named, money(currency)] : [named];
  }
  const sized = sizeOfKey(key);
  if (sized !== null) {
    return [sized];
  }
  return currency !== null && told === '' && !COUNT_KEY.test(key) ? [money(currency), null] : [null];
}

const EITHER_KEY = /^(?:low|high|total|left|due|interval|estimated|projected|effective|list)$/;
const COUNT_KEY = /tokens|seats|requests|count|quantity|number|problems|notifications|unknown|heldBack|projects|rows/i;

function timeOfKey(key: string): Unit | null {
  if (/PerDay|PerMonth|PerHour|aDay/.test(key)) {
    return null;
  }
  if (/^days(?:$|[A-Z])|^day[A-Z]|Days?(?:$|To|Left|Interval)/.test(key)) {
    return DAYS;
  }
  const unit = /(?:^|[a-z])(hours|minutes|seconds|weeks|months|ms)(?:$|[A-Z])/i.exec(key)?.[1]?.toLowerCase();
  return unit === undefined ? null : unitNamed(unit);
}

function sizeOfKey(key: string): Unit | null {
  const unit = /(?:[a-z]|_)(bytes|kb|mb|gb|tb|gib|mib)$/i.exec(key)?.[1]?.toUpperCase();
  return unit === undefined ? null : unitNamed(unit.replace('I', 'i'));
}

const split = new Map<string, string[]>();

/** The words of a key: `lastGoodAt` is last, good, at; `VERCEL_KV` is vercel, kv. Keys are few and come again: kept. */
export function wordsOfKey(key: string): readonly string[] {
  const known = split.get(key);
  if (known !== undefined) {
    return known;
  }
  const words = splitKey(key);
  if (split.size > 2_000) {
    split.clear();
  }
  split.set(key, words);
  return words;
}

function splitKey(key: string): string[] {
  return key
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 1);
}

export function stemsOf(text: string): string[] {
  return wordsOfKey(text).map(stem);
}
