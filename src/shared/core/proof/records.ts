import { stemsOf } from './field-units';
import type { KnownRecord, NameKind } from './known';

export function emptyRecord(parent: KnownRecord | null): KnownRecord {
  return {
    parent,
    names: new Map(),
    nouns: new Set(),
    moments: [],
    below: new Set(),
    dated: [],
    every: new Set(),
    labels: [],
    titles: [],
  };
}

function namedBy(key: string, parent: KnownRecord): KnownRecord {
  const record = emptyRecord(parent);
  for (const word of stemsOf(key)) {
    record.nouns.add(word);
  }
  return record;
}

/** Under a key that is a name, or one of a catalogue (`ANTHROPIC_TOKENS`), stands what is of that alone. */
export function recordUnder(
  key: string,
  value: unknown,
  record: KnownRecord,
  normal: (name: string) => string,
): KnownRecord {
  const isMap = /[^\w]/.test(key) && typeof value !== 'string';
  if (isMap) {
    addTo(record.names, 'product', normal(key));
  }
  return /^[A-Z_\d]+$/.test(key) || isMap ? namedBy(key, record) : record;
}

export function addTo(names: Map<NameKind, string[]>, kind: NameKind, name: string): void {
  pushTo(names, kind, name);
}

export function pushTo<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = lists.get(key);
  if (list === undefined) {
    lists.set(key, [item]);
  } else if (list.at(-1) !== item) {
    list.push(item);
  }
}
