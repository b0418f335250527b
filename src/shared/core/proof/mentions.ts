import type { KnownRecord, NameKind } from './known';
import type { NamedSpan } from './name-book';
import type { Reading } from './reading';

const KINDS: readonly NameKind[] = ['metric', 'project', 'product', 'account'];

/** What a sentence speaks of, by kind. */
export type Mentions = ReadonlyMap<NameKind, ReadonlySet<string>>;

/** The names that a sentence mentions for certain: `web` and `cache` may be words, unless `project` stands beside them. */
export function mentionsOf({ text, names }: Reading): Mentions {
  return mentioned(certainNames(text, names));
}

function mentioned(names: readonly NamedSpan[]): Mentions {
  const mentions = new Map<NameKind, Set<string>>();
  for (const { name, kinds } of names) {
    for (const kind of KINDS.filter((one) => kinds.includes(one))) {
      mentions.set(kind, (mentions.get(kind) ?? new Set()).add(name));
    }
  }
  return mentions;
}

function certainNames(text: string, names: readonly NamedSpan[]): NamedSpan[] {
  return names.filter(
    ({ name, marked, start, end }) =>
      marked ||
      /[ \d·/-]/.test(name) ||
      /^\p{Lu}/u.test(text.slice(start, end)) ||
      (NAME_BEFORE.test(text.slice(0, start)) && NAME_BEHIND.test(text.slice(end))),
  );
}

/** A name in small letters begins a sentence, or stands where a word would have an article. */
const NAME_BEFORE = /^\W*$|[.!?:] $|\b(?:of|for|in|by|from|than|and|with|but|while|is|to|on|,) $/i;
const NAME_BEHIND =
  /^(?:\W*$|[,.;:)]|'s\b| (?:alone|itself|and|or|to|at|by|in|on|for|from|than|with|is|was|has|had|costs?|ran|runs|uses?|used|took|takes|so|since|went|goes|makes?|made|accounts?|are|were|rose|rises|fell|falls|grew|grows|comes?|came|stands?|stood|together|needs?|spends?|spent|gets?|sends?|sent|will|would|should|can|could|may|might|now|only|reached|reaches)\b| [$€£\d])/;

/** What is named right before and right behind a place of a sentence, up to the figures beside it. */
export function mentionsAround(
  { text, names }: Reading,
  figures: readonly { readonly start: number; readonly end: number }[],
  at: number,
): readonly Mentions[] {
  const certain = certainNames(text, names);
  // A word that may be a name is one where it fits.
  const between = (from: number, to: number) => {
    const inside = names.filter(({ start, end }) => start >= from && end <= to);
    return inside.some((one) => certain.includes(one)) ? inside : [];
  };
  const own = figures[at];
  if (own === undefined) {
    return [];
  }
  let before: NamedSpan[] = [];
  for (let one = at; one >= 0 && before.length === 0; one -= 1) {
    before = between(figures[one - 1]?.end ?? 0, figures[one]?.start ?? 0);
  }
  const behind = between(own.end, figures[at + 1]?.start ?? text.length);
  return [before, behind].filter((group) => group.length > 0).map(mentioned);
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
    return (
      said !== undefined &&
      own.length > 0 &&
      !own.some((name) => said.has(name) || hasOneOf(name, said)) &&
      !isAbove(record, said)
    );
  });
}

/** `30 % more input of gpt-6.1-sol` is about gpt-6.1-sol. */
function hasOneOf(title: string, said: ReadonlySet<string>): boolean {
  return [...said].some((name) => {
    const at = title.indexOf(name);
    const around = [title[at - 1], title[at + name.length]];
    return at >= 0 && !around.some((sign) => sign !== undefined && /[\p{L}\p{N}_-]/u.test(sign));
  });
}

/** True for a figure of something else than all of what is named around it, where something is. */
export function isElsewhereThan(one: { readonly record: KnownRecord }, around: readonly Mentions[]): boolean {
  return around.length > 0 && around.every((mentions) => isElsewhere(one, mentions));
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
