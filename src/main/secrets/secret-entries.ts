import { type Node, type ParseError, parseTree } from 'jsonc-parser';

/** Texts by connection. */
export type Entries = ReadonlyMap<string, string>;

/** What a secret file of Headroom holds, as text: one JSON object. */
export function writeEntries(entries: Entries): string {
  return `${JSON.stringify(Object.fromEntries(entries))}\n`;
}

/**
 * Reads what `writeEntries` wrote. `damaged`: something in it is no entry; `entries` are then those that stand whole
 * before the first fault.
 */
export function readEntries(bytes: Uint8Array): { readonly entries: Entries; readonly damaged: boolean } {
  const { text, whole } = decoded(bytes);
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true });
  const firstFault = Math.min(Number.POSITIVE_INFINITY, ...errors.map(({ offset }) => offset));
  if (tree?.type !== 'object') return { entries: new Map(), damaged: true };
  const properties = tree.children ?? [];
  const sound = properties.map((property) => entryOf(property, firstFault)).filter((entry) => entry !== null);
  const entries = new Map(sound);
  return { entries, damaged: !whole || errors.length > 0 || entries.size < properties.length };
}

/** Null for what is no text, lies behind a fault, or was hurt where bytes are no letters. */
function entryOf({ children }: Node, firstFault: number): readonly [string, string] | null {
  const [key, value] = children ?? [];
  if (key?.type !== 'string' || value?.type !== 'string' || value.offset + value.length > firstFault) return null;
  const entry = [String(key.value), String(value.value)] as const;
  return entry.some((part) => part.includes('\uFFFD')) ? null : entry;
}

function decoded(bytes: Uint8Array): { readonly text: string; readonly whole: boolean } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), whole: true };
  } catch {
    return { text: new TextDecoder('utf-8').decode(bytes), whole: false };
  }
}
