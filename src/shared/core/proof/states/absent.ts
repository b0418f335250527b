import type { Clause } from '../clauses';
import type { Known, NameBook } from '../known';
import type { Reading } from '../reading';
import { isDenying } from './denial';

/** What could be read. */
const OFFERED =
  /\b(?:can|could|would|might|may|if|when|once|connect(?:ing)?|add|adding|unknown|without|supported|available|offered|choose)\b/;

/** The name of a provider that is not connected, where something is told of it; its models may be used at another one. */
export function absentIn(
  { clause, start }: Clause,
  { names, text }: Reading,
  { states: { absent }, names: book }: Known,
): string | null {
  const found = names.find(
    (one) => absent.has(one.name) && one.start >= start && one.end <= start + clause.length && !isMaker(one.name, book),
  );
  const said = text.toLowerCase();
  return found === undefined || isDenying(said) || OFFERED.test(said) ? null : found.name;
}

function isMaker(provider: string, { names }: NameBook): boolean {
  return [...names.keys()].some((name) => name.startsWith(`${provider}/`));
}
