/** Names of one kind, and what they are called instead: `Project` makes `Project 1`, `Project 2`. */
export interface NamesToMask {
  readonly title: string;
  readonly names: readonly string[];
}

/** Replaces names in texts that belong together: the same name is the same number in each. */
export type Mask = (text: string) => string;

/**
 * Replaces every name by its kind and a number, in the order in which they are first met. Longer names go first, so that
 * one which is part of another leaves no rest; capitals do not matter. A name inside a word is left: it is another word.
 */
export function maskNames(kinds: readonly NamesToMask[]): Mask {
  const titles = new Map<string, string>();
  for (const { title, names } of kinds) {
    for (const name of names) {
      const key = name.trim().toLowerCase();
      if (key !== '' && !titles.has(key)) titles.set(key, title);
    }
  }
  if (titles.size === 0) return (text) => text;
  const longestFirst = [...titles.keys()].sort((a, b) => b.length - a.length);
  const any = new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.map(escaped).join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  const numbers = new Map<string, string>();
  return (text) =>
    text.replace(any, (found) => {
      const key = found.toLowerCase();
      const title = titles.get(key) ?? '';
      const known =
        numbers.get(key) ?? `${title} ${[...numbers.values()].filter((one) => one.startsWith(`${title} `)).length + 1}`;
      numbers.set(key, known);
      return known;
    });
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
