/** Names in a sentence: `A`, `A and B`, `A, B and C`. By hand: the system's own lists take long to load. */
export function formatList(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
