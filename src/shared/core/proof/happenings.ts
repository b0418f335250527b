import type { Calendar } from './day-parts';
import { lengthOfWindow, momentOf } from './evidence-keys';
import type { KnownRecord } from './known';

export type Entries = readonly (readonly [string, unknown])[];

/** The text of a field of an object. */
export type Own = (key: string) => string | undefined;

/** What happens at a limit, for how long it holds, and the day that a row tells of. */
export function addHappening(entries: Entries, own: Own, record: KnownRecord, { zone }: Calendar): void {
  for (const act of [own('does'), own('atLimit')]) {
    if (act !== undefined) {
      record.acts.add(act);
    }
  }
  const every = lengthOfWindow(entries);
  if (every !== null) {
    record.every.add(every);
  }
  const day = own('day') ?? dayCalled(own);
  const dated = momentOf(own('at') ?? day ?? '', zone);
  if (day !== undefined) {
    record.every.add('day');
  }
  if (dated !== null) {
    record.dated.push(dated.at);
  }
}

const DAY = /(?:^|, )(\d{4}-\d{2}-\d{2})$/;

/** True for the title of a row that is of a day, and of no metric: `2026-11-19`, `Acme, 2026-11-19`. */
export function endsWithDay(title: string): boolean {
  return DAY.test(title);
}

/** The day that a row is called by. */
function dayCalled(own: Own): string | undefined {
  return DAY.exec(own('key') ?? own('figureOf') ?? '')?.[1];
}

/** What stands beside an object's figures and says what they are: `kind`, `what`, the end of `figureOf`; and its titles. */
export function addLabels(own: Own, record: KnownRecord): void {
  const [, label] = /: ([^:]+)$/.exec(own('figureOf') ?? '') ?? [];
  for (const text of [own('kind'), own('what'), label]) {
    if (text !== undefined) {
      record.labels.push(text.toLowerCase());
    }
  }
  for (const text of [own('title'), own('product'), own('metric'), own('figureOf')]) {
    if (text !== undefined) {
      record.titles.push(text.toLowerCase());
    }
  }
}

/** Of an account that is titled `acme at Vercel` what stands before it; null for every other title. */
export function shortName(own: Own): string | null {
  const isOfMetric = own('metric') !== undefined || own('metricKey') !== undefined;
  return isOfMetric ? null : (/^(.+) at \p{Lu}/u.exec(own('title') ?? '')?.[1] ?? null);
}
