import type { Calendar } from './day-parts';
import type { Said } from './direct';
import type { Known, KnownMoment, KnownNumber } from './known';
import type { ProofSource } from './proof';
import { rowOf, rowsAbove } from './rows';
import { isAboutThat } from './stated-pairs';
import type { Ground } from './ties';

/** Words of a title that many rows have point at none of them. */
const FEW_ROWS = 4;

/** What an answer rests on so far, and when and on what it is read. */
interface Laid {
  readonly known: Known;
  readonly calendar: Calendar;
  readonly stated: ReadonlySet<KnownNumber>;
  readonly moments: ReadonlySet<KnownMoment>;
  readonly recent: ReadonlySet<KnownNumber>;
}

/** The rows that a sentence speaks of: those that have a name of it, and those of what it states. */
export function groundOf(
  { text, words, context, mentions }: Said,
  { names, sources }: { readonly names: ReadonlySet<string>; readonly sources: readonly ProofSource[] },
  { known, calendar, stated, moments, recent }: Laid,
): Ground {
  const kinds = mentions.named.has('project') ? (['product'] as const) : (['product', 'metric'] as const);
  const told = kinds.flatMap((kind) => [...(mentions.named.get(kind) ?? []), ...(mentions.told.get(kind) ?? [])]);
  const named = known.rowsOf(new Set([...names, ...told]));
  // A sentence that names nothing goes on about what was stated right before, and so does `That is 87 % of the bill`.
  const before = mentions.all.size === 0 || isAboutThat(text) ? [...recent].map(({ row }) => row) : [];
  const rows = new Set([...sources.map(rowOf), ...named, ...before.filter((row) => !row.endsWith('#'))]);
  const counting = known.rowsCounting(words);
  for (const row of counting.size <= FEW_ROWS ? counting : []) {
    rows.add(row);
  }
  return {
    stated,
    users: [...stated].filter(({ document }) => document === 'question'),
    recent,
    moments,
    rows,
    above: new Set([...rows].flatMap(rowsAbove)),
    named,
    mentions,
    around: [],
    per: null,
    isSaved: false,
    isRest: false,
    withGains: true,
    text,
    words,
    context,
    now: calendar.now,
    zone: calendar.zone,
  };
}
