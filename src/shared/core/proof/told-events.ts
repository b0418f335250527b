import { type Event, eventsAt } from './events';
import type { KnownMoment } from './known';

/** What fields say that happens at their moment, by how their pointer ends. */
const FIELDS: readonly (readonly [RegExp, readonly Event[]])[] = [
  [/\/(?:reachedAt|expectedAt\/q\d+|runOut\/\w+|runOut\/.+\/day|lastsUntil)$/, ['reached']],
  [/\/(?:firedAt|activeAt)$/, ['fired']],
  [/\/resolvedAt$/, ['resolved']],
  [/\/(?:acknowledgedAt|snoozedUntil)$/, ['noted']],
  [/\/(?:chargedOn|issued\w*|invoice\w*|due\w*)$/, ['charged']],
  [/expir\w*$/i, ['expires']],
  [/\/(?:reset\w*|period\w*|start|end|until|since|through)$/, ['turns']],
  [/\/(?:deployed\w*|released\w*)$/, ['deployed']],
  [/(?:asOf|lastGoodAt|updatedAt|learned\w*|\/now)$/i, ['read']],
  [/\/created\w*$/, ['changed']],
  [/\/(?:from|to|byDay\/\d+\/\w+|points\/\d+\/time|days\/\d+\/\w+)$/, ['measured']],
];

/** What a row says that it is: an entry of an alert's history, the figure of a screen. */
const LABELS: Readonly<Record<string, readonly Event[]>> = {
  reached: ['reached'],
  firing: ['fired'],
  since: ['fired'],
  worse: ['worse'],
  resolved: ['resolved'],
  pending: ['fired', 'noted'],
  deployment: ['deployed'],
  read: ['read'],
};

const WORKED_OUT = new WeakMap<KnownMoment, ReadonlySet<Event> | null>();

/** What happens at a known moment: as its text says, else its row, else its field; null where none tells. */
export function eventsOf(one: KnownMoment): ReadonlySet<Event> | null {
  const known = WORKED_OUT.get(one);
  if (known !== undefined) {
    return known;
  }
  const events = one.told ?? fieldEvents(one);
  WORKED_OUT.set(one, events);
  return events;
}

function fieldEvents({ document, pointer, record, series, month }: KnownMoment): ReadonlySet<Event> | null {
  if (document.startsWith('forecast_record')) {
    return new Set(['recorded']);
  }
  const label = record.labels.map((text) => LABELS[text]).find((events) => events !== undefined);
  const events = label ?? FIELDS.find(([field]) => field.test(pointer))?.[1];
  if (events !== undefined) {
    return new Set(events);
  }
  return series && month !== true ? new Set(['measured']) : null;
}

const AGAIN = /\bagain\b/;
const EDGE = /\b(?:until|till|from|through|by) $/;

/** What a sentence of the evidence, in small letters, says of a day in it; null where it says nothing. */
export function eventsTold(
  text: string,
  span: { readonly start: number; readonly end: number },
): ReadonlySet<Event> | null {
  const events = eventsAt(text, span);
  if (events?.has('reached') === true && AGAIN.test(text)) {
    return new Set(['again']);
  }
  // `known from 22 Nov on`, `comes to about $20 by 30 Nov`.
  return events ?? (EDGE.test(text.slice(0, span.start)) ? new Set(['turns', 'measured']) : null);
}
