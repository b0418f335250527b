import { DAYS, isCurrency, money, PERCENT, SHARE, stem, TIMES, type Unit, unitNamed } from './units';

/** What a field's neighbours say of its unit. */
export interface FieldScope {
  /** Of the field `unit` beside it. */
  readonly unit: string | null;
  /** Of the nearest field `currency`. */
  readonly currency: string | null;
}

const PERCENT_KEY = /percent|pct/i;
const SHARE_KEY = /share|probability|ratio|^within\d+$|chance|^beforeReset$/i;
const MONEY_KEY =
  /amount|cost|price|fee|gain|spen[dt]|charge|credit|budget|revenue|profit|balance|usd|saving|averted|^due$|rate$|bill(?!edQ)|income|cash/i;
const NOT_MONEY_KEY = /share|days?$|quantity|count|percent|number/i;
/** Fields that only number things. */
const NO_FIGURE_KEY = /^(?:id|alertId|version|schema|revision|rev|order|index|schemaVersion)$/;
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
export function unitsOfField(key: string, { unit, currency }: FieldScope): (Unit | null)[] {
  if (key === 'roi') {
    return [PERCENT, { ...TIMES, factors: [0.01] }];
  }
  if (PERCENT_KEY.test(key)) {
    return [PERCENT];
  }
  if (SHARE_KEY.test(key)) {
    return [SHARE];
  }
  const timed = timeOfKey(key);
  if (timed !== null) {
    return [timed, null];
  }
  if (MONEY_KEY.test(key) && !NOT_MONEY_KEY.test(key)) {
    return [money(currency ?? (unit !== null && isCurrency(unit) ? unit : 'USD'))];
  }
  const named = unit === null || unit === '' ? null : unitNamed(unit);
  if (named !== null) {
    return [named];
  }
  const sized = sizeOfKey(key);
  if (sized !== null) {
    return [sized];
  }
  return currency !== null && (unit === null || unit === '') && !COUNT_KEY.test(key) ? [money(currency), null] : [null];
}

const COUNT_KEY = /tokens|seats|requests|count|quantity|number|problems|notifications|unknown|heldBack|projects|rows/i;

function timeOfKey(key: string): Unit | null {
  if (/PerDay|PerMonth|PerHour|aDay/.test(key)) {
    return null;
  }
  if (/^days?(?:$|[A-Z])|Days?(?:$|To|Left|Interval)/.test(key)) {
    return DAYS;
  }
  const unit = /(?:^|[a-z])(hours|minutes|seconds|weeks|months|ms)(?:$|[A-Z])/i.exec(key)?.[1]?.toLowerCase();
  return unit === undefined ? null : unitNamed(unit);
}

function sizeOfKey(key: string): Unit | null {
  const unit = /(?:[a-z]|_)(bytes|kb|mb|gb|tb|gib|mib)$/i.exec(key)?.[1]?.toUpperCase();
  return unit === undefined ? null : unitNamed(unit.replace('I', 'i'));
}

/** The words of a key: `lastGoodAt` is last, good, at; `VERCEL_KV` is vercel, kv. */
export function wordsOfKey(key: string): string[] {
  return key
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 1);
}

export function stemsOf(text: string): string[] {
  return wordsOfKey(text).map(stem);
}
