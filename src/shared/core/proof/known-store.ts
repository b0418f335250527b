import { dayOf, dayStart } from '#shared/core/calendar/calendar';
import type { Calendar } from './day-parts';
import type { KnownMoment, KnownNumber, KnownRecord, Place } from './known';
import type { Unit } from './units';

/** Where a field stands, and whose it is. */
export interface Placed extends Place {
  readonly record: KnownRecord;
  readonly row: string;
  readonly field: string;
  readonly key: string;
}

/** Collects numbers and moments of the evidence. */
export class KnownStore {
  readonly numbers = new Map<string, KnownNumber[]>();
  readonly moments: KnownMoment[] = [];

  constructor(private readonly calendar: Calendar) {}

  /** Numbers by size without sign, moments oldest first: what is looked up in them halves the list. */
  sort(): void {
    for (const list of this.numbers.values()) {
      list.sort((a, b) => Math.abs(a.value) - Math.abs(b.value));
    }
    this.moments.sort((a, b) => a.at - b.at);
  }

  moment(at: number, day: boolean, place: Placed & { readonly series: boolean; readonly month?: boolean }): void {
    const known = {
      day,
      month: place.month === true,
      document: place.document,
      pointer: place.pointer,
      record: place.record,
      row: place.row,
      series: place.series,
    };
    this.moments.push({ ...known, at });
    if (known.month) {
      return;
    }
    place.record.moments.push(at);
    // The midnight with which a period ends is the last day's end.
    if (/end|until|reset|to$|through/i.test(place.key) && isMidnight(at, this.calendar)) {
      this.moments.push({ ...known, at: at - 1, day: true });
    }
  }

  number(value: number, unit: Unit | null, nouns: readonly string[], at: Placed): void {
    const known = {
      document: at.document,
      pointer: at.pointer,
      record: at.record,
      row: at.row,
      field: at.field,
      key: at.key,
      nouns,
    };
    if (unit === null) {
      this.keep({ ...known, family: 'count', value, raw: value });
      return;
    }
    this.keep({ ...known, family: unit.family, value: value * (unit.factors[0] ?? 1), raw: value });
  }

  keep(known: KnownNumber): void {
    this.push(known);
    if (known.family !== 'percent' && !known.family.startsWith('money:')) {
      this.push({ ...known, family: 'raw', value: known.raw });
    }
  }

  private push(known: KnownNumber): void {
    const list = this.numbers.get(known.family);
    if (list === undefined) {
      this.numbers.set(known.family, [known]);
    } else {
      list.push(known);
    }
  }
}

function isMidnight(at: number, { zone }: Calendar): boolean {
  return dayStart(dayOf(at, zone), zone) === at || at % 86_400 === 0;
}

/** Of which families what is called so has numbers; `moment`: whether it has a moment. Worked out when it is asked first. */
export function familiesOf(store: KnownStore): (name: string, family: string) => boolean {
  let families: ReadonlyMap<string, ReadonlySet<string>> | null = null;
  return (name, family) => {
    families ??= readFamilies(store);
    return families.get(name)?.has(family) === true;
  };
}

function readFamilies({ numbers, moments }: KnownStore): ReadonlyMap<string, ReadonlySet<string>> {
  const families = new Map<string, Set<string>>();
  const add = (records: ReadonlySet<KnownRecord>, family: string) => {
    for (const name of new Set([...records].flatMap((record) => [...record.names.values()].flat()))) {
      families.set(name, (families.get(name) ?? new Set()).add(family));
    }
  };
  for (const [family, list] of numbers) {
    add(withAbove(list), family);
  }
  add(withAbove(moments), 'moment');
  return families;
}

/** The records of values, and those in which they stand. */
function withAbove(values: readonly { readonly record: KnownRecord }[]): ReadonlySet<KnownRecord> {
  const records = new Set<KnownRecord>();
  for (const { record } of values) {
    for (let at: KnownRecord | null = record; at !== null && !records.has(at); at = at.parent) {
      records.add(at);
    }
  }
  return records;
}
