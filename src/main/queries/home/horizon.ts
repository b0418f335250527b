import type { Connection } from '#shared/domain/connection';
import { DAY, type Instant } from '#shared/domain/instant';
import type { Standing, Standings } from '#shared/domain/standing';
import { formatDate } from '#shared/format/date';
import type { HorizonEvent } from '#shared/ipc/overview';
import { hitPoint, isReached, namesOf, rangeShort } from '#shared/words/standing';
import { applies } from '#shared/words/verdict';
import type { ReadParts } from '../read-parts';

/** The line under the verdict looks this far ahead. */
const HORIZON_DAYS = 30;

/** What is expected within 30 days, in the order of the days; what is reached is no longer ahead. */
export function horizonOf(
  parts: Pick<ReadParts, 'catalog'>,
  { list }: Pick<Standings, 'list'>,
  connections: readonly Connection[],
  now: Instant,
): readonly HorizonEvent[] {
  const end = now + HORIZON_DAYS * DAY;
  const names = namesOf(list);
  const events: HorizonEvent[] = [];
  for (const standing of list.filter((one) => applies(one) && !isReached(one))) {
    const { severity, key, expected } = standing;
    const reach = hitPoint(standing);
    if (expected === null || reach === null || reach.at > end || reach.at < now) {
      continue;
    }
    const full = standing.window.kind === 'moment' ? 'full' : 'at its limit';
    events.push({
      kind: standing.limitId === 'plan' ? 'limit' : 'budget',
      title: `${names.get(key) ?? standing.title} ${full}`,
      detail: rangeShort(expected, { now }),
      tone: severity === 'critical' || severity === 'warning' ? severity : 'watch',
      at: reach.at,
      from: reach.from ?? reach.at,
      to: Math.min(reach.to ?? end, end),
      metricKey: key,
    });
  }
  events.push(...certainDates(parts, list, connections, now).filter((event) => event.at <= end));
  return events.sort((a, b) => a.at - b.at);
}

function certainDates(
  parts: Pick<ReadParts, 'catalog'>,
  list: readonly Standing[],
  connections: readonly Connection[],
  now: Instant,
): readonly HorizonEvent[] {
  const certain = (kind: HorizonEvent['kind'], title: string, at: Instant): HorizonEvent => ({
    kind,
    title,
    detail: formatDate(at),
    tone: 'certain',
    at,
    from: at,
    to: at,
    metricKey: null,
  });
  // The account that is billed gives the period; a store's own month is no bill.
  const billed = connections.find(({ billingAnchor }) => billingAnchor !== null)?.id ?? null;
  const ends = list.flatMap(({ window, scope }) =>
    window.kind === 'fixed' && window.length?.unit === 'month' && window.resetsAt !== null && window.resetsAt > now
      ? [
          {
            end: window.resetsAt,
            isBilled: scope.kind === 'connection' && (billed ?? scope.connectionId) === scope.connectionId,
          },
        ]
      : [],
  );
  const period = ends.find(({ isBilled }) => isBilled)?.end ?? null;
  const expiries = connections
    .filter((connection) => connection.expiresAt !== null && connection.expiresAt > now)
    .map((connection) =>
      certain(
        'credential-expiry',
        `${nameOf(parts, connection, connections)} token expires`,
        connection.expiresAt ?? now,
      ),
    );
  return [...(period === null ? [] : [certain('period-end', 'Billing period ends', period)]), ...expiries];
}

/** `Vercel`; with the account's own name where several are with that provider. */
function nameOf(
  { catalog }: Pick<ReadParts, 'catalog'>,
  { provider, title }: Connection,
  all: readonly Connection[],
): string {
  const name = catalog.descriptor(provider)?.title ?? provider;
  return all.filter((one) => one.provider === provider).length > 1 ? `${name} ${title}` : name;
}
