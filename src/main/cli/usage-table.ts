import { summaryKey } from '#shared/domain/service';
import type { Standing } from '#shared/domain/standing';
import type { UsageEntry, UsageSummary } from '#shared/domain/usage';
import { formatAge } from '#shared/format/duration';
import { formatProbability } from '#shared/format/percent';
import { formatQuantity } from '#shared/format/quantity';
import { isReached, percentWords, whenShort } from '#shared/words/standing';
import { table } from './output';

/** The usage table of the terminal: limits in the one order, then what has none, what is unknown with the reason. */
export function usageTable(summary: UsageSummary, list: readonly Standing[], now: number): string {
  const entries = Object.entries(summary);
  if (entries.length === 0) {
    return 'Nothing was read yet. Run "headroom collect" first.';
  }
  const placeOf = ([key, { connectionId }]: [string, UsageEntry]) => {
    const place = list.findIndex((one) => isOf(one, key, connectionId) && one.limit !== null);
    return place === -1 ? list.length : place;
  };
  const rows = entries
    .sort((a, b) => placeOf(a) - placeOf(b))
    .map(([key, entry]) => [
      key,
      entry.current === null ? 'not available' : formatQuantity(entry.current, entry.unit),
      entry.limit === null ? '–' : formatQuantity(entry.limit, entry.unit),
      ...reachCells(
        list.find((one) => isOf(one, key, entry.connectionId) && one.limit !== null),
        now,
      ),
      entry.asOf === null ? 'never' : formatAge(Math.max(0, now - entry.asOf)),
      entry.note,
    ]);
  return table(['Metric', 'Used', 'Limit', 'Percent', 'Reached', 'In 30 days', 'Read', ''], rows, [1, 2, 3, 5]);
}

/** The account's own limit on what stands under a key of the summary. */
function isOf({ scope, service, metric }: Standing, key: string, connectionId: string): boolean {
  return scope.kind === 'connection' && scope.connectionId === connectionId && summaryKey(service, metric) === key;
}

/** Percent, when, and how likely; dashes for what has no limit. */
function reachCells(standing: Standing | undefined, now: number): readonly string[] {
  if (standing === undefined) {
    return ['–', '–', '–'];
  }
  const { probability } = standing;
  const chance = probability === null || isReached(standing) ? '–' : formatProbability(probability.within30);
  return [percentWords(standing) || '–', whenShort(standing, { now }), chance];
}
