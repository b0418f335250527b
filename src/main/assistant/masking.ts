import { redactor } from '#main/http/redaction';
import type { KnownName } from '#main/queries/connections/known-names';

/** Takes names out of what leaves, and puts them back into what comes. */
export interface Masking {
  /** Text or JSON as it may leave this computer. */
  out(text: string): string;
  /** What came back, with the names again. */
  back(text: string): string;
  /** How many names have a placeholder. */
  readonly count: number;
}

const withoutSecrets = redactor([]);

/** Provisional until the masking of shared/core is there. `names` empty: nothing but what looks like a secret goes. */
export function maskingOf(names: readonly KnownName[]): Masking {
  const pairs = names
    .filter(({ name }) => name.length > 1)
    .sort((a, b) => b.name.length - a.name.length)
    .map(({ kind, name }, index) => [name, `${kind.toUpperCase()}_${index + 1}`] as const);
  return {
    out: (text) => pairs.reduce((rest, [name, mark]) => rest.replaceAll(name, mark), withoutSecrets(text)),
    back: (text) => pairs.reduce((rest, [name, mark]) => rest.replaceAll(new RegExp(`\\b${mark}\\b`, 'g'), name), text),
    count: pairs.length,
  };
}
