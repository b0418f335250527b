/** Characters that nobody sees: they hide in a number and change nothing that is read. */
const UNSEEN =
  /\u034F|[\u00AD\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\u{E0000}-\u{E00FF}]|[\uFE00-\uFE0F]|[\u{E0100}-\u{E01EF}]|\u20E3/gu;

/** What stands for a number without a digit: dice, clocks, keycaps, tallies, braille, playing cards. */
const PICTURED =
  /[\u2680-\u2685\u2800-\u28FF\u{1D360}-\u{1D378}\u{1F000}-\u{1F0FF}\u{1F4AF}\u{1F51F}\u{1F522}\u{1F550}-\u{1F567}\u4DC0-\u4DFF]/u;

/** Superscripts and subscripts: a power or a footnote, never part of the number before them. */
const RAISED = /[\u00B2\u00B3\u00B9\u2070-\u209C]/u;

const DIGIT = /\p{Nd}/u;
const NON_ASCII_DIGITS = /[^\P{Nd}0-9]/gu;
const FRACTION = /[\u00BC-\u00BE\u2150-\u215E\u2189]/gu;

/** Numbers that are no decimal digits, once fractions are taken apart: Roman signs, tallies, ideographs. */
const OTHER_NUMBER = /[\p{Nl}\p{No}]/u;

/** Emphasis, escapes or marks inside a number: whoever reads the page may see another one than who reads the text. */
const SPLIT_DIGITS = /\p{Nd}(?:[*_~`\\{}[\]|]+|[.,]?(?:\*\*|__|\\)[.,]?)\p{Nd}/u;
const TAG = /<\/?[a-z!][^<>]{0,200}>|<!--/i;
const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,12}\d{0,2});/i;
const MARK_AFTER_DIGIT = /\p{Nd}\p{M}/u;

/** What needs no reading: letters, digits and the signs of a sentence. */
const PLAIN = /^[A-Za-z\d ,.%$:()/'+?!-]*$/;

/** A text as it is read, or the piece that keeps it from being read with certainty. */
export type Readable = { readonly text: string } | { readonly unreadable: string };

/**
 * The text as a person reads it: compatibility forms (full-width, mathematical, circled) become plain ones, digits of
 * every script become 0 to 9, what is unseen goes, emphasis goes, signs of minus and quotation become one each.
 */
export function readable(sentence: string): Readable {
  if (PLAIN.test(sentence)) {
    return { text: sentence };
  }
  const seen = sentence.replace(UNSEEN, '').replace(/<br\s{0,2}\/?>/gi, ' ');
  for (const pattern of [PICTURED, RAISED, TAG, ENTITY]) {
    const found = pattern.exec(seen);
    if (found !== null) {
      return { unreadable: found[0] };
    }
  }
  const plain = seen
    .replace(FRACTION, (sign) => ` ${sign.normalize('NFKC')}`)
    .normalize('NFKC')
    .replace(UNSEEN, '')
    .replace(NON_ASCII_DIGITS, (digit) => String(valueOfDigit(digit)));
  for (const pattern of [MARK_AFTER_DIGIT, SPLIT_DIGITS, OTHER_NUMBER]) {
    const found = pattern.exec(plain);
    if (found !== null) {
      return { unreadable: found[0] };
    }
  }
  return { text: unmarked(plain) };
}

/** Digits of a script stand in a row of ten: the value is the way back to the row's first. */
function valueOfDigit(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let back = 0;
  while (back < 9 && DIGIT.test(String.fromCodePoint(code - back - 1))) {
    back += 1;
  }
  return back;
}

function unmarked(text: string): string {
  return text
    .replace(/[\u2018\u2019\u201B\u02BC]/g, "'")
    .replace(/[\u201C\u201D\u201E\u201F\u00AB\u00BB]/g, '"')
    .replace(/[\u2212\uFE63]/g, '−')
    .replace(/[\u2010\u2011\u00AD]/g, '-')
    .replace(/[\u066B]/g, '.')
    .replace(/[\u066C]/g, ',')
    .replace(/[\u2044\u2215]/g, '/')
    .replace(/\\(?=[^\p{L}\p{N}\s])/gu, '')
    .replace(/\*\*|~~|__(?=\S)|(?<=\S)__/g, '')
    .replace(/(?<![\p{L}\p{N}*])\*(?=\S)|(?<=\S)\*(?![\p{L}\p{N}*])/gu, '')
    .replace(/(?<![\p{L}\p{N}_])_(?=\S)|(?<=\S)_(?![\p{L}\p{N}_])/gu, '')
    .replace(/\s/g, ' ');
}
