import type { KnownRecord, NameKind } from './known';
import type { Reading } from './reading';

const KINDS: readonly NameKind[] = ['metric', 'project', 'product', 'account'];

/** What a sentence speaks of, by kind. */
export type Mentions = ReadonlyMap<NameKind, ReadonlySet<string>>;

/** The names that a sentence mentions for certain: `web` and `cache` may be words, unless `project` stands beside them. */
export function mentionsOf({ text, names }: Reading): Mentions {
  const mentions = new Map<NameKind, Set<string>>();
  for (const { name, kinds, marked, start, end } of names) {
    const certain = marked || /[ \d·/-]/.test(name) || /^\p{Lu}/u.test(text.slice(start, end));
    for (const kind of certain ? KINDS.filter((one) => kinds.includes(one)) : []) {
      mentions.set(kind, (mentions.get(kind) ?? new Set()).add(name));
    }
  }
  return mentions;
}

/** Every name that a sentence has, certain or not. */
export function namesOf({ names }: Reading): Set<string> {
  return new Set(names.map(({ name }) => name));
}

/** True for a figure whose record has one of `names`, or is in one that has. */
export function isOf(record: KnownRecord, names: ReadonlySet<string>): boolean {
  for (let at: KnownRecord | null = record; at !== null; at = at.parent) {
    for (const own of at.names.values()) {
      if (own.some((name) => names.has(name))) {
        return true;
      }
    }
  }
  return false;
}

/** True for a figure of something else than a sentence speaks of: another metric's, another project's. */
export function isElsewhere({ record }: { readonly record: KnownRecord }, mentions: Mentions): boolean {
  return KINDS.some((kind) => {
    const said = mentions.get(kind);
    const own = said === undefined ? [] : ownNames(record, kind);
    return said !== undefined && own.length > 0 && !own.some((name) => said.has(name)) && !isAbove(record, said);
  });
}

function ownNames(record: KnownRecord, kind: NameKind): string[] {
  const names: string[] = [];
  for (let at: KnownRecord | null = record; at !== null; at = at.parent) {
    names.push(...(at.names.get(kind) ?? []));
  }
  return names;
}

/** A sum over what is spoken of is no other thing's. */
function isAbove(record: KnownRecord, said: ReadonlySet<string>): boolean {
  return [...said].some((name) => record.below.has(name));
}
