const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** Short forms that are written with a capital; `sat`, `sun`, `mar` and `dec` in small letters may be something else. */
const SHORT_MONTHS = new Map([...MONTHS.map((name, at): [string, number] => [name.slice(0, 3), at + 1]), ['sept', 9]]);
const SHORT_DAYS = new Map([
  ...WEEKDAYS.map((name, at): [string, number] => [name.slice(0, 3), at + 1]),
  ['tues', 2],
  ['thur', 4],
  ['thurs', 4],
]);

const capital = (text: string) => /^\p{Lu}/u.test(text);
const bare = (text: string) => text.toLowerCase().replace(/'s$|\.$/, '');

/** 1 to 12 for the name of a month. */
export function monthNamed(text: string): number | null {
  const word = bare(text);
  const at = MONTHS.indexOf(word);
  // `may` and `march` are verbs in small letters.
  if (at >= 0) {
    return capital(text) || (word !== 'may' && word !== 'march') ? at + 1 : null;
  }
  return capital(text) ? (SHORT_MONTHS.get(word) ?? null) : null;
}

/** 1 (Monday) to 7 for the name of a day of the week, also `Tuesdays`. */
export function weekdayNamed(text: string): number | null {
  const word = bare(text);
  const at = WEEKDAYS.indexOf(word.replace(/s$/, ''));
  if (at >= 0) {
    return at + 1;
  }
  return capital(text) ? (SHORT_DAYS.get(word) ?? null) : null;
}

const ORDINALS = (
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth ' +
  'fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'
).split(' ');

/** 1 to 20 for an ordinal in words. */
export function ordinalNamed(word: string): number | null {
  const at = ORDINALS.indexOf(word);
  if (at >= 0) {
    return at + 1;
  }
  return word === 'thirtieth' ? 30 : null;
}

const OTHERS = new Set(
  "noon midnight twenty thirty tomorrow tomorrow's yesterday yesterday's week month year weekend week's month's year's q1 q2 q3 q4".split(
    ' ',
  ),
);
const NAMES = new Set([
  ...MONTHS,
  ...WEEKDAYS,
  ...WEEKDAYS.map((day) => `${day}s`),
  ...SHORT_MONTHS.keys(),
  ...SHORT_DAYS.keys(),
  ...ORDINALS,
  ...OTHERS,
  'thirtieth',
]);

/** True for a word with which a day, a time or a period may begin. */
export function mayBeginDay(lower: string): boolean {
  return NAMES.has(lower) || NAMES.has(bare(lower));
}
