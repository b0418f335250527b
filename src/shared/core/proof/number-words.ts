import { toCardinal as da } from 'n2words/da-DK';
import { toCardinal as de } from 'n2words/de-DE';
import { toCardinal as es } from 'n2words/es-ES';
import { toCardinal as fr } from 'n2words/fr-FR';
import { toCardinal as it } from 'n2words/it-IT';
import { toCardinal as nl } from 'n2words/nl-NL';
import { toCardinal as pl } from 'n2words/pl-PL';
import { toCardinal as pt } from 'n2words/pt-PT';
import { toCardinal as sv } from 'n2words/sv-SE';
import { toCardinal as tr } from 'n2words/tr-TR';

/** Words below a hundred, of English. */
export const SMALL: ReadonlyMap<string, number> = new Map(
  (
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen ' +
    'seventeen eighteen nineteen'
  )
    .split(' ')
    .map((word, value) => [word, value]),
);

export const TENS: ReadonlyMap<string, number> = new Map(
  'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, at) => [word, (at + 2) * 10]),
);

/** What a number before it is taken times. Letters are read as they are written: `M` is a million, `m` may be a minute. */
export const SCALES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    hundred: 100,
    hundreds: 100,
    thousand: 1e3,
    thousands: 1e3,
    grand: 1e3,
    million: 1e6,
    millions: 1e6,
    billion: 1e9,
    billions: 1e9,
    trillion: 1e12,
    dozen: 12,
    dozens: 12,
    lakh: 1e5,
    crore: 1e7,
    mio: 1e6,
    mn: 1e6,
    mil: 1e6,
    mrd: 1e9,
    bn: 1e9,
  }),
);

export const SCALE_LETTERS: ReadonlyMap<string, number> = new Map(
  Object.entries({ k: 1e3, K: 1e3, M: 1e6, G: 1e9, B: 1e9, b: 1e9, T: 1e12 }),
);

/** Denominators of fractions in words; `second` and `quarter` of time are told apart by what stands before them. */
export const PARTS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    half: 2,
    halves: 2,
    third: 3,
    thirds: 3,
    quarter: 4,
    quarters: 4,
    fourth: 4,
    fourths: 4,
    fifth: 5,
    fifths: 5,
    sixth: 6,
    sixths: 6,
    seventh: 7,
    sevenths: 7,
    eighth: 8,
    eighths: 8,
    ninth: 9,
    ninths: 9,
    tenth: 10,
    tenths: 10,
    hundredth: 100,
    hundredths: 100,
  }),
);

/** How many times as much a word says. */
export const MULTIPLES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    twice: 2,
    thrice: 3,
    double: 2,
    doubled: 2,
    doubles: 2,
    doubling: 2,
    twofold: 2,
    triple: 3,
    tripled: 3,
    triples: 3,
    tripling: 3,
    treble: 3,
    trebled: 3,
    threefold: 3,
    quadruple: 4,
    quadrupled: 4,
    quadruples: 4,
    fourfold: 4,
    quintuple: 5,
    quintupled: 5,
    fivefold: 5,
    sixfold: 6,
    sevenfold: 7,
    eightfold: 8,
    ninefold: 9,
    tenfold: 10,
    hundredfold: 100,
    halve: 0.5,
    halved: 0.5,
    halves: 0.5,
    halving: 0.5,
  }),
);

const LANGUAGES = [da, de, es, fr, it, nl, pl, pt, sv, tr];

/** Number words of other languages that English writes for something else. */
const ENGLISH_TOO = new Set(
  'once cent due fire to on six sex fem dos tres ten ten tio ti millions million mil bin sept elf'.split(' '),
);

let foreign: ReadonlyMap<string, number> | null = null;

/** What a word of another language in Latin letters counts, or null: `zwölf`, `douze`, `doce`, `hundert`. */
export function foreignNumber(word: string): number | null {
  foreign ??= readForeign();
  return foreign.get(word) ?? null;
}

function readForeign(): Map<string, number> {
  const words = new Map<string, number>();
  const values = [...Array(101).keys(), 200, 300, 400, 500, 600, 700, 800, 900, 1000, 2000, 1_000_000];
  for (const toCardinal of LANGUAGES) {
    for (const value of values) {
      const said = toCardinal(value).toLowerCase();
      if (/^\p{L}{2,}$/u.test(said) && !ENGLISH_TOO.has(said) && !SMALL.has(said) && !words.has(said)) {
        words.set(said, value);
      }
    }
  }
  return words;
}
