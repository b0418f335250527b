import { summaryKey } from '#shared/domain/service';
import type { Standing } from '#shared/domain/standing';
import type { UsageEntry, UsageSummary } from '#shared/domain/usage';
import { formatAge } from '#shared/format/duration';
import { formatProbability } from '#shared/format/percent';
import { formatQuantity } from '#shared/format/quantity';
import { isReached, percentWords, whenShort } from '#shared/words/standing';
import { NOTHING_READ_YET } from '#shared/words/terminal';
import { table } from './output';

/** The usage table of the terminal: limits in the one order, then what has none, what is unknown with the reason. */
export function usageTable(summary: UsageSummary, list: readonly Standing[], now: number): string {
  const entries = Object.entries(summary);
  if (entries.length === 0) {
    return NOTHING_READ_YET;
  }
  const limited = new Map(
    // The first one stands: the list is in the one order.
    list
      .flatMap((one, place) => (one.limit === null ? [] : keysOf(one).map((key) => [key, { one, place }] as const)))
      .reverse(),
  );
  const firstOf = ([key, { connectionId }]: [string, UsageEntry]) => limited.get(`${connectionId} ${key}`);
  const rows = entries
    .map((line) => ({ line, first: firstOf(line) }))
    .sort((a, b) => (a.first?.place ?? list.length) - (b.first?.place ?? list.length))
    .map(({ line: [key, entry], first }) => [
      key,
      entry.current === null ? 'not available' : formatQuantity(entry.current, entry.unit),
      entry.limit === null ? '–' : formatQuantity(entry.limit, entry.unit),
      ...reachCells(first?.one, now),
      entry.asOf === null ? 'never' : formatAge(Math.max(0, now - entry.asOf)),
      entry.note,
    ]);
  return table(['Metric', 'Used', 'Limit', 'Percent', 'Reached', 'In 30 days', 'Read', ''], rows, [1, 2, 3, 5]);
}

/** Under what a line finds an account's own limit; nothing for one of a project or of everything. */
function keysOf({ scope, service, metric }: Standing): readonly string[] {
  return scope.kind === 'connection' ? [`${scope.connectionId} ${summaryKey(service, metric)}`] : [];
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
