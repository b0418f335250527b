import type { Calendar } from './day-parts';
import type { KnownMoment, KnownNumber, KnownRecord, NameBook, Place } from './known';
import { readable } from './readable';
import { readFigures } from './reading';
import { roleOf } from './roles';
import { piecesOf } from './sentences';

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

/** The figures, days and words of sentences: `25.5 of 30 MB are used, 85 %. Full between 4 and 5 Dec.` */
export function readTexts(texts: readonly TextAt[], book: NameBook, calendar: Calendar, sink: Sink): void {
  for (const at of texts) {
    for (const word of at.text.toLowerCase().match(/\p{L}[\p{L}\p{M}']*/gu) ?? []) {
      sink.word(word);
    }
    if (at.key !== 'name') {
      for (const piece of piecesOf(at.text)) {
        readPiece(piece.said, at, book, calendar, sink);
      }
    }
  }
}

function readPiece(said: string, at: TextAt, book: NameBook, calendar: Calendar, sink: Sink): void {
  const read = readable(said);
  const found =
    'text' in read && /\d|one|two|three|four|five|six|ten|half|twice|third|quarter|day/i.test(said)
      ? readFigures(read.text, book, calendar)
      : null;
  if (found === null || 'unreadable' in found) {
    return;
  }
  const place = { document: at.document, pointer: at.pointer, row: at.row, record: at.record };
  for (const figure of found.figures) {
    const { value, unit, nouns, sign } = figure;
    const factor = unit?.factors[0] ?? 1;
    sink.number({
      ...place,
      family: unit?.family ?? 'count',
      value: value * factor * (sign === -1 ? -1 : 1),
      raw: value * (sign === -1 ? -1 : 1),
      nouns: [...nouns],
      field: 'text',
      key: 'text',
      role: roleOf(found.tokens, figure),
    });
  }
  for (const { readings } of found.days) {
    const nearest = [...readings].sort(
      (a, b) => Math.abs(a.start - calendar.now) - Math.abs(b.start - calendar.now),
    )[0];
    if (nearest !== undefined && nearest.end - nearest.start <= 90_000) {
      sink.moment({ ...place, at: nearest.start, day: true, series: at.series });
    }
  }
}
