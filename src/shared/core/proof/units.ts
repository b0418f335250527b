/** What kind of thing a figure counts, and how many of the family's smallest one it is. */
export interface Unit {
  /** `bytes`, `time`, `percent`, `times`, `money:USD`, `count:request`, `other:gb-hour`. */
  readonly family: string;
  /** Bytes, seconds, percent, units of money. More than one where people mean either: a GB of 1,000³ or of 1,024³. */
  readonly factors: readonly number[];
}

const BYTE_STEPS = ['', 'k', 'm', 'g', 't', 'p'];

const BYTES = new Map<string, readonly number[]>(
  BYTE_STEPS.flatMap((letter, power): [string, readonly number[]][] => {
    const both = [1000 ** power, 1024 ** power];
    return power === 0
      ? [
          ['byte', [1]],
          ['bytes', [1]],
        ]
      : [
          [`${letter}b`, both],
          [`${letter}ib`, [1024 ** power]],
        ];
  }),
);
for (const [name, letter] of Object.entries({ kilo: 'k', mega: 'm', giga: 'g', tera: 't', peta: 'p' })) {
  const factors = BYTES.get(`${letter}b`) ?? [];
  BYTES.set(`${name}byte`, factors);
  BYTES.set(`${name}bytes`, factors);
}

/** Seconds. */
const TIME = new Map<string, number>(
  Object.entries({
    ms: 0.001,
    msec: 0.001,
    millisecond: 0.001,
    s: 1,
    sec: 1,
    second: 1,
    min: 60,
    minute: 60,
    h: 3600,
    hr: 3600,
    hour: 3600,
    d: 86400,
    day: 86400,
    wk: 604800,
    week: 604800,
    fortnight: 1209600,
    month: 2629746,
    mo: 2629746,
    quarter: 7889238,
    year: 31556952,
    yr: 31556952,
    decade: 315569520,
  }),
);

export const CURRENCY_SIGNS: ReadonlyMap<string, string> = new Map(
  Object.entries({ $: 'USD', '€': 'EUR', '£': 'GBP', '¥': 'JPY', '₹': 'INR', '₩': 'KRW', '₽': 'RUB', '₺': 'TRY' }),
);

const MONEY_WORDS = new Map<string, readonly [string, number]>(
  Object.entries({
    dollar: ['USD', 1],
    buck: ['USD', 1],
    cent: ['USD', 0.01],
    euro: ['EUR', 1],
    pound: ['GBP', 1],
    yen: ['JPY', 1],
    franc: ['CHF', 1],
    rupee: ['INR', 1],
  }),
);

/** With the unit in which Vercel counts a contract. */
const CURRENCIES = new Set([...Intl.supportedValuesOf('currency'), 'MIU']);

/** True for an ISO 4217 code that Intl knows, in capitals. */
export function isCurrency(code: string): boolean {
  return CURRENCIES.has(code);
}

export function money(currency: string, factor = 1): Unit {
  return { family: `money:${currency}`, factors: [factor] };
}

export const PERCENT: Unit = { family: 'percent', factors: [1] };
export const SHARE: Unit = { family: 'percent', factors: [100] };
export const TIMES: Unit = { family: 'times', factors: [1] };
export const DAYS: Unit = { family: 'time', factors: [86400] };

const PERCENT_WORDS = new Set(['%', 'percent', 'pct', 'percentage', 'pp', 'pts']);

/** Units in which a thing is had for a time: `GB-hours`, `GB-month`, `CU-hours`. */
const COMPOSED = /^(\p{L}+)[-\s](hours?|hrs?|months?|days?|seconds?|minutes?)$/iu;

/** The unit that a word names, or null: `GB`, `ms`, `minutes`, `percent`, `dollars`, `EUR`, `GB-hours`. */
export function unitNamed(word: string): Unit | null {
  const lower = word.toLowerCase();
  if (PERCENT_WORDS.has(lower)) {
    return PERCENT;
  }
  if (word === '¢') {
    return money('USD', 0.01);
  }
  if (lower === 'share') {
    return SHARE;
  }
  const bytes = word === 'Mb' || word === 'Gb' ? undefined : BYTES.get(lower);
  if (bytes !== undefined) {
    return { family: 'bytes', factors: bytes };
  }
  const singular = stem(lower);
  const seconds = word === 'M' ? undefined : (TIME.get(lower) ?? TIME.get(singular));
  if (seconds !== undefined) {
    return { family: 'time', factors: [seconds] };
  }
  if (CURRENCIES.has(word)) {
    return money(word);
  }
  const worth = MONEY_WORDS.get(singular);
  if (worth !== undefined) {
    return money(worth[0], worth[1]);
  }
  const composed = COMPOSED.exec(word);
  return composed === null ? null : { family: `other:${lower.split(/[-\s]/).map(unitStem).join('-')}`, factors: [1] };
}

function unitStem(word: string): string {
  const singular = stem(word);
  return /^hrs?$/.test(singular) ? 'hour' : singular;
}

/** A noun without its plural: `requests` and `request` are one thing. */
export function stem(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) {
    return `${word.slice(0, -3)}y`;
  }
  if (word.length > 4 && /(?:ch|sh|x|ss|z)es$/.test(word)) {
    return word.slice(0, -2);
  }
  return word.length > 3 && word.endsWith('s') && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}
