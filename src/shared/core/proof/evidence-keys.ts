import { dayStart, parseInstant } from '#shared/core/calendar/calendar';
import type { Instant, Zone } from '#shared/domain/instant';
import { isEnglish } from './english';
import { stemsOf } from './field-units';
import type { NameKind } from './known';
import { unitNamed } from './units';

/** What people name themselves: such a text is a name, never a figure nor a sentence of ours. */
export const PEOPLES_KEY =
  /^(?:name|projects?|projectName|account|connections?|connectionId|team|teamName|branch|ref|message|commit\w*|label|host\w*|database|bucket|store|email|user\w*|person|author|creator|description|repo\w*|domain|workspace|apiKey\w*|goal|question)$/;
/** Names that a catalogue gives. */
export const CATALOGUE_KEY =
  /^(?:title|metricTitle|subject|product|model|plan\w*|currentPlan|recommendedPlan|service|metric\w*|provider|key|limitKey|region|resource|tier|feeds|of|figureOf)$/;

const KIND_OF_KEY: Readonly<Record<string, NameKind>> = {
  title: 'metric',
  figureOf: 'metric',
  metricTitle: 'metric',
  subject: 'metric',
  project: 'project',
  projectName: 'project',
  product: 'product',
  model: 'product',
  account: 'account',
};

const ISO_MOMENT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})$/;
const ISO_DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const ISO_MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/** A moment that a field's text is: to the second, a day, or a month as its first second. */
interface FieldMoment {
  readonly at: Instant;
  readonly day: boolean;
  readonly month: boolean;
}

/** The moment that a field's text is; null for any other text. */
export function momentOf(text: string, zone: Zone): FieldMoment | null {
  if (ISO_MOMENT.test(text)) {
    const at = parseInstant(text);
    return at === null ? null : { at, day: false, month: false };
  }
  const month = ISO_MONTH.test(text);
  return month || ISO_DAY.test(text) ? firstSecond(month ? `${text}-01` : text, month, zone) : null;
}

function firstSecond(day: string, month: boolean, zone: Zone): FieldMoment | null {
  try {
    return { at: dayStart(day, zone), day: true, month };
  } catch {
    // 30 February is a text.
    return null;
  }
}

const ENDS_WITH_DAY = /(?:^|, )(\d{4}-\d{2}-\d{2})$/;

/** The day that a row is titled by: `2026-11-19`, `Acme, 2026-11-19`; null where it is not. */
export function dayOfTitle(title: string): string | null {
  return ENDS_WITH_DAY.exec(title)?.[1] ?? null;
}

/** What a field's text names; a day of a series is titled by its day, which is no name. */
export function kindNamed(key: string, value: string): NameKind | undefined {
  return dayOfTitle(value) === null ? KIND_OF_KEY[key] : undefined;
}

/** True for a field by whose words people call what its row counts. */
export function isCounted(key: string, value: string): boolean {
  const isTitle = KIND_OF_KEY[key] === 'metric' && key !== 'figureOf';
  return isTitle || key === 'metric' || key === 'product' || (key === 'unit' && unitNamed(value) === null);
}

/** For how long a limit holds, of `window: { length: { unit: 'day' } }`; null where it is not told. */
export function lengthOfWindow(entries: readonly (readonly [string, unknown])[]): string | null {
  const window = entries.find(([key]) => key === 'window')?.[1] as
    | { length?: { unit?: unknown } | null }
    | null
    | undefined;
  const unit = window?.length?.unit;
  return typeof unit === 'string' ? unit : null;
}

/** What the title of a recommendation proposes: `Switch Vercel to Flat Rate CDN 20`, `Try gpt-6-luna in place of gpt-6.1-sol`. */
export function proposedBy(title: string): string | null {
  return (/ to (\p{Lu}\S*(?: [\p{Lu}\d]\S*)*)$/u.exec(title) ?? /^Try (\S+) in place of /.exec(title))?.[1] ?? null;
}

const MONTH_BEFORE = /^(?:last|previous)Month$/;

/** The month that `lastMonth` beside `periodStart` tells of, as a moment in its midst, whatever the zone; else null. */
export function monthBefore(
  entries: readonly (readonly [string, unknown])[],
  zone: Zone,
): { readonly key: string; readonly at: Instant } | null {
  const start = entries.find(([key]) => key === 'periodStart')?.[1];
  const last = entries.find(([key, value]) => MONTH_BEFORE.test(key) && value !== null);
  const moment = typeof start === 'string' ? momentOf(start, zone) : null;
  return last === undefined || moment === null ? null : { key: last[0], at: moment.at - 14 * 86_400 };
}

/** What all rows of a list are, where they say so: `deployment`. */
export function kindsOf(values: readonly unknown[]): readonly string[] {
  const kinds = new Set(
    values.map((row) => (typeof row === 'object' && row !== null && 'kind' in row ? row.kind : null)),
  );
  const [kind] = kinds;
  return kinds.size === 1 && typeof kind === 'string' ? stemsOf(kind) : [];
}

/** A word of ours, such as `warning` or `month`: it is no name. */
export function isPlain(value: string): boolean {
  return /^\p{Ll}+$/u.test(value) && isEnglish(value);
}
