/** One part of a whole: a project, a metric, a project's metric. */
export interface Component {
  readonly key: string;
  /** Amount per day or per period; the same unit for all. */
  readonly value: number;
}

/** What one component added to the change of the whole. */
export interface Contribution {
  readonly key: string;
  readonly before: number;
  readonly after: number;
  readonly change: number;
  /** `change` over the change of the whole; null when the whole did not change. May lie outside 0 to 1. */
  readonly share: number | null;
}

/** The change of a whole, split among its components without a rest. */
export interface ChangeExplanation {
  readonly before: number;
  readonly after: number;
  readonly change: number;
  /** Largest contribution first, in the direction of the change; those against it last. */
  readonly contributions: readonly Contribution[];
}

/**
 * Splits the difference of two sums by component: `after - before` of each, a missing component being
 * zero. The split is exact: the changes add up to the whole's change up to rounding in the last place.
 * Components with one key are added up first. Non-finite values are an error of the caller: throws a
 * RangeError.
 */
export function explainChange(before: readonly Component[], after: readonly Component[]): ChangeExplanation {
  const old = sumByKey(before);
  const now = sumByKey(after);
  const keys = [...new Set([...old.keys(), ...now.keys()])];
  const parts = keys.map((key) => {
    const from = old.get(key) ?? 0;
    const to = now.get(key) ?? 0;
    return { key, before: from, after: to, change: to - from };
  });
  const change = parts.reduce((sum, part) => sum + part.change, 0);
  const direction = change < 0 ? -1 : 1;
  const contributions = parts
    .map((part) => ({ ...part, share: change === 0 ? null : part.change / change }))
    .sort((a, b) => direction * (b.change - a.change) || (a.key < b.key ? -1 : 1));
  return {
    before: parts.reduce((sum, part) => sum + part.before, 0),
    after: parts.reduce((sum, part) => sum + part.after, 0),
    change,
    contributions,
  };
}

function sumByKey(components: readonly Component[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { key, value } of components) {
    if (!Number.isFinite(value)) {
      throw new RangeError(`The component ${key} is no finite number.`);
    }
    sums.set(key, (sums.get(key) ?? 0) + value);
  }
  return sums;
}
