import { dayStart, parseInstant } from '#shared/core/calendar/calendar';
import type { Instant, Zone } from '#shared/domain/instant';
import { isEnglish } from './english';
import { stemsOf } from './field-units';
import type { NameKind } from './known';

/** What people name themselves: such a text is a name, never a figure nor a sentence of ours. */
export const PEOPLES_KEY =
  /^(?:name|projects?|projectName|account|connections?|connectionId|team|teamName|branch|ref|message|commit\w*|label|host\w*|database|bucket|store|email|user\w*|person|author|creator|description|repo\w*|domain|workspace|apiKey\w*|goal|question)$/;
/** Names that a catalogue gives. */
export const CATALOGUE_KEY =
  /^(?:title|metricTitle|subject|product|model|plan\w*|currentPlan|recommendedPlan|service|metric\w*|provider|key|limitKey|region|resource|tier|feeds|of)$/;

export const KIND_OF_KEY: Readonly<Record<string, NameKind>> = {
  title: 'metric',
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

/** The moment that a field's text is, and whether it is a day alone; null for any other text. */
export function momentOf(text: string, zone: Zone): { readonly at: Instant; readonly day: boolean } | null {
  if (ISO_MOMENT.test(text)) {
    const at = parseInstant(text);
    return at === null ? null : { at, day: false };
  }
  return ISO_DAY.test(text) || ISO_MONTH.test(text) ? firstSecond(text.length === 7 ? `${text}-01` : text, zone) : null;
}

function firstSecond(day: string, zone: Zone): { readonly at: Instant; readonly day: true } | null {
  try {
    return { at: dayStart(day, zone), day: true };
  } catch {
    // 30 February is a text.
    return null;
  }
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
