import { dayOf, dayStart } from '#shared/core/calendar/calendar';
import type { Instant } from '#shared/domain/instant';
import type { Calendar, DayClaim } from './day-parts';
import { clauseAround } from './directions';
import type { KnownMoment, KnownNumber, KnownRecord, NameBook, Place } from './known';
import { isSupposed, mannerOf } from './manner';
import { readable } from './readable';
import { type Reading, readFigures } from './reading';
import { roleOf } from './roles';
import { spanOf } from './said';
import { piecesOf } from './sentences';
import { eventsTold } from './told-events';

/** A text of the evidence and where it stands. */
export interface TextAt extends Place {
  readonly text: string;
  readonly record: KnownRecord;
  readonly row: string;
  readonly series: boolean;
  /** `name`: only its words and its name are known, no figure. */
  readonly key: string;
}

interface Sink {
  number(known: KnownNumber): void;
  moment(known: KnownMoment): void;
  word(word: string): void;
}

/** Words, codes (`iad1`) and abbreviations (`D.C.`), the longest first. */
const WORDS = /\p{L}(?:\.\p{L})+|\p{L}{2,}\d+(?!\p{L})|\p{L}[\p{L}\p{M}']*/gu;

/** The figures, days and words of sentences: `25.5 of 30 MB are used, 85 %. Full between 4 and 5 Dec.` */
export function readTexts(texts: readonly TextAt[], book: NameBook, calendar: Calendar, sink: Sink): void {
  for (const at of texts) {
    for (const word of at.text.toLowerCase().match(WORDS) ?? []) {
      sink.word(word);
    }
    if (at.key !== 'name') {
      for (const piece of piecesOf(at.text)) {
        readPiece(piece.said, at, book, calendar, sink);
      }
    }
  }
}

/** A longer text speaks of too much to say what a number by itself counts. */
const LONGEST = 500;

function readPiece(said: string, at: TextAt, book: NameBook, calendar: Calendar, sink: Sink): void {
  const read = readable(said);
  const found =
    'text' in read && /\d|one|two|three|four|five|six|ten|half|twice|third|quarter|minute|hour|day|week/i.test(said)
      ? readFigures(read.text, book, calendar, true)
      : null;
  if (found === null || 'unreadable' in found) {
    return;
  }
  const place = { document: at.document, pointer: at.pointer, row: at.row, record: at.record };
  for (const known of numbersOf(found, at.key)) {
    const isBare = known.family === 'count' && known.nouns.length === 0 && at.text.length <= LONGEST;
    sink.number({ ...place, ...known, ...(isBare ? { text: at.text.toLowerCase() } : {}) });
  }
  const text = found.text.toLowerCase();
  const told = (day: DayClaim) => ({ told: eventsTold(text, spanOf(found, day)), said: text });
  for (const [time, day] of timesOf(found.days, at.record, calendar)) {
    sink.moment({ ...place, at: time, day: false, series: false, ...told(day) });
  }
  for (const day of found.days) {
    const { readings } = day;
    const nearest = [...readings].sort(
      (a, b) => Math.abs(a.start - calendar.now) - Math.abs(b.start - calendar.now),
    )[0];
    if (nearest !== undefined && nearest.end - nearest.start <= 90_000) {
      sink.moment({
        ...place,
        at: nearest.start,
        day: true,
        series: at.series,
        ...told(day),
      });
    }
  }
}

/** The figures of a text, as numbers that are told in it. */
function numbersOf({ figures, tokens, text }: Reading, key: string) {
  return figures.map((figure, at) => {
    const { value, unit, nouns, sign } = figure;
    const { per, isGain, lies } = mannerOf(tokens, figure);
    const signed = value * (sign === -1 ? -1 : 1);
    return {
      family: unit?.family ?? 'count',
      value: signed * (unit?.factors[0] ?? 1),
      raw: signed,
      nouns: [...nouns, ...figure.perhaps],
      field: 'text',
      whole: tokens[figure.from - 1]?.lower === 'of' && figures[at - 1]?.to === figure.from - 1,
      said: clauseAround(text.toLowerCase(), tokens[figure.from]?.start ?? 0, tokens[figure.to - 1]?.end ?? 0),
      key: 'text',
      role: roleOf(tokens, figure),
      per,
      gain: isGain,
      lies,
      instead: /\binstead of(?: about)? ?$/.test(text.slice(0, tokens[figure.from]?.start ?? 0)),
      effort: key === 'work',
      supposed: isSupposed(text, tokens[figure.from]?.start ?? 0, tokens[figure.to - 1]?.end ?? 0),
      grows: /^grow(?:ing|s)$/.test(tokens[figure.from - 1]?.lower ?? ''),
    };
  });
}

/** Times of the clock in a text (`at 05:46 and 08:52`), on the days that stand beside it: in it, else in its record. */
function timesOf(days: readonly DayClaim[], record: KnownRecord, { zone }: Calendar): (readonly [Instant, DayClaim])[] {
  const times = days.filter(({ minute }) => minute !== null);
  if (times.length === 0) {
    return [];
  }
  const told = days.flatMap(({ readings }) => readings.slice(0, 1).map(({ start }) => start));
  const own = [...(told.length > 0 ? told : momentsOf(record))];
  const starts = new Set(own.map((at) => dayStart(dayOf(at, zone), zone)));
  return [...starts].flatMap((start) => times.map((day) => [start + (day.minute?.at ?? 0) * 60, day] as const));
}

function momentsOf(record: KnownRecord): readonly Instant[] {
  for (let at: KnownRecord | null = record; at !== null; at = at.parent) {
    if (at.moments.length > 0) {
      return at.moments;
    }
  }
  return [];
}
