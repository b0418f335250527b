import type { Calendar } from './day-parts';
import { dayOfTitle, lengthOfWindow, momentOf } from './evidence-keys';
import type { KnownRecord } from './known';

/** The label of a day that is not over. */
export const TODAY = 'today';

export type Entries = readonly (readonly [string, unknown])[];

/** The text of a field of an object. */
export type Own = (key: string) => string | undefined;

/** For how long a limit holds, and the day that a row tells of. */
export function addHappening(entries: Entries, own: Own, record: KnownRecord, { now, zone }: Calendar): void {
  const every = lengthOfWindow(entries);
  if (every !== null) {
    record.every.add(every);
  }
  const day = own('day') ?? dayOfTitle(own('key') ?? own('figureOf') ?? '');
  const dated = momentOf(own('at') ?? day ?? timeOf(entries, own) ?? '', zone);
  if (day !== null) {
    record.every.add('day');
  }
  if (dated !== null) {
    // What is of today is so far.
    if (dated.at <= now && now < dated.at + 86_400 && own('at') === undefined) {
      record.labels.push(TODAY);
    }
    record.dated.push(dated.at);
  }
}

/** When a reading was measured; what is forecast for a day is told by other days too. */
function timeOf(entries: Entries, own: Own): string | undefined {
  return entries.some(([key]) => key === 'value') ? own('time') : undefined;
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
