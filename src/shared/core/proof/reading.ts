import { dayClaimAt } from './day-claims';
import type { Calendar, DayClaim } from './day-parts';
import type { Figure } from './figure';
import { figuresOf } from './figures';
import type { NameBook } from './known';
import { type NamedSpan, namesIn } from './name-book';
import { sameDay, sameWeekdays } from './near-days';
import { type Token, tokensOf } from './tokens';

/** What a sentence states: its tokens, figures, days and known names. */
export interface Reading {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly figures: readonly Figure[];
  readonly days: readonly DayClaim[];
  readonly names: readonly NamedSpan[];
  /** Tokens that belong to a figure or a day. */
  readonly taken: ReadonlySet<number>;
}

/** Reads a sentence (made readable before), or tells the piece that cannot be read for certain. `ours`: of the evidence. */
export function readFigures(
  text: string,
  book: NameBook,
  calendar: Calendar,
  ours = false,
): Reading | { readonly unreadable: string } {
  const names = namesIn(text, book, ours);
  const tokens = tokensOf(text, names);
  const days: DayClaim[] = [];
  const taken = new Set<number>();
  for (let at = 0; at < tokens.length; at += 1) {
    const day = dayClaimAt(tokens, at, calendar) ?? sameDay(tokens, at, days.at(-1));
    if (day !== null) {
      days.push(day);
      for (; at < day.to; at += 1) {
        taken.add(at);
      }
      at -= 1;
    }
  }
  const figures = figuresOf(tokens, taken);
  if ('unreadable' in figures) {
    return { unreadable: tokens[figures.unreadable]?.text ?? text };
  }
  for (const { from, to } of figures) {
    for (let at = from; at < to; at += 1) {
      taken.add(at);
    }
  }
  return { text, tokens, figures, days: sameWeekdays(days, calendar), names, taken };
}
