import type { UsageEntry, UsageSummary } from '#shared/domain/usage';

/** `current / limit` in percent with one decimal; null where either is unknown or the limit is not above zero. */
export function usagePercent(current: number | null, limit: number | null): number | null {
  if (current === null || limit === null || limit <= 0) {
    return null;
  }
  return Math.round((current / limit) * 1000) / 10;
}

/** Several connections may feed one key: the tightest stands, a known figure before an unknown one. */
export function summarize(entries: readonly (UsageEntry & { readonly key: string })[]): UsageSummary {
  const summary: Record<string, UsageEntry> = {};
  for (const { key, ...entry } of entries) {
    const standing = summary[key];
    if (standing === undefined || tighter(entry, standing)) {
      summary[key] = entry;
    }
  }
  return summary;
}

function tighter(candidate: UsageEntry, standing: UsageEntry): boolean {
  if (candidate.percent !== null && standing.percent !== null) {
    return candidate.percent > standing.percent;
  }
  if (candidate.percent !== null || standing.percent !== null) {
    return candidate.percent !== null;
  }
  return candidate.current !== null && standing.current === null;
}
