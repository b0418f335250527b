import { stemsOf } from './field-units';
import type { KnownRecord, NameKind } from './known';

export function emptyRecord(parent: KnownRecord | null): KnownRecord {
  return {
    parent,
    names: new Map(),
    nouns: new Set(),
    moments: [],
    below: new Set(),
    acts: new Set(),
    dated: [],
    every: new Set(),
    labels: [],
    titles: [],
  };
}

export function namedBy(key: string, parent: KnownRecord): KnownRecord {
  const record = emptyRecord(parent);
  for (const word of stemsOf(key)) {
    record.nouns.add(word);
  }
  return record;
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
