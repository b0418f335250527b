import { intervalOf } from './bounds';
import type { Calendar, DayClaim } from './day-parts';
import type { Figure } from './figure';
import type { Known, KnownNumber, NameBook } from './known';
import { normalName } from './name-book';
import { readable } from './readable';
import { type Reading, readFigures } from './reading';
import { emptyRecord } from './records';
import { piecesOf } from './sentences';

/** What the user typed: it may be repeated as the user's (`you said …`, `your launch …`), not told as a finding. */
export interface UsersOwn {
  readonly text: string;
  /** True for a sentence that says whose words it repeats. */
  isSaidBy(reading: Reading): boolean;
  /** True for a sentence that only supposes what the user typed: `$50 more makes $94.52`. */
  isSupposedBy(reading: Reading): boolean;
  /** What the user typed as the number that a figure states; null where it states none of it. */
  numberOf(figure: Figure): KnownNumber | null;
  hasDay(day: DayClaim): boolean;
  hasWord(word: string): boolean;
  /** The evidence with the user's words beside it. */
  besides(known: Known): Known;
}

const SAID =
  /\byou(?:'ve| have| had)? (?:said|say|asked|ask|named|mentioned|wrote|typed|gave|told|want|wanted|plan|planned|expect|expected|assumed|assume|set yourself|launch)\b|\byour (?:budget of |limit of )?[$€£]\d|\byour (?:own words|question|goal|launch|deadline|wish|words|assumption|estimate|guess)\b|\bas you (?:say|said|put it)\b|\bthat you (?:named|mentioned|asked about|typed)\b/i;
/** What denies that it is a finding: `nothing that was read says 500`. */
const DENIED =
  /\b(?:no|not|none|nothing|cannot|can't|isn't|aren't|doesn't|don't|neither)\b.{0,80}\b(?:evidence|data|readings|figures|known|read|tells?|told|shows?|found|see|confirm|say|says)\b/i;

const SUPPOSED = /\b(?:if|would|could|can|more|makes?|leaves?|plus|with|add(?:s|ed|ing)?|on top|afford)\b/i;

export function readUsersOwn(question: string, book: NameBook, calendar: Calendar): UsersOwn {
  const figures: Figure[] = [];
  const days: DayClaim[] = [];
  for (const { said } of piecesOf(question)) {
    const read = readable(said);
    const found = 'text' in read ? readFigures(read.text, book, calendar) : null;
    if (found !== null && 'figures' in found) {
      figures.push(...found.figures);
      days.push(...found.days);
    }
  }
  const text = normalName(question);
  const words = new Set(
    text.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'._-]*/gu)?.map((word) => word.replace(/[.'-]+$/, '')) ?? [],
  );
  return {
    text,
    isSaidBy: (reading) => text !== '' && (SAID.test(reading.text) || DENIED.test(reading.text)),
    isSupposedBy: (reading) => SUPPOSED.test(reading.text),
    numberOf(figure) {
      const own = figures.find((one) => isSame(one, figure));
      return own === undefined ? null : numberOf(own, figure);
    },
    hasDay: (day) => days.some((own) => isSameDay(own, day)),
    hasWord: (word) => words.has(word.toLowerCase()),
    besides: (known) => ({ ...known, words: new Set([...known.words, ...words]) }),
  };
}

function numberOf({ value, unit, nouns }: Figure, figure: Figure): KnownNumber {
  const { family, factors } = unit ?? figure.unit ?? { family: 'count', factors: [1] };
  const said = { document: 'question', pointer: '', row: 'question#', field: 'question', key: 'question' };
  return { ...said, family, value: value * (factors[0] ?? 1), raw: value, nouns, record: emptyRecord(null) };
}

function isSame(own: Figure, figure: Figure): boolean {
  const [from, to] = intervalOf(figure);
  const same = (own.unit?.family ?? null) === (figure.unit?.family ?? null) || own.unit === null;
  const factor = (own.unit?.factors[0] ?? 1) / (figure.unit?.factors[0] ?? 1);
  return same && own.value * factor >= from && own.value * factor <= to;
}

function isSameDay(own: DayClaim, day: DayClaim): boolean {
  if (own.minute !== null || day.minute !== null) {
    return own.minute?.at === day.minute?.at;
  }
  return day.readings.some(({ start, end }) => own.readings.some((one) => one.start < end && start < one.end));
}
