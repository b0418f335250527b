import { STATUS_PAGE } from '#main/providers/catalog';
import type { StatusPage } from '#main/providers/monitor';
import { readStatusPage, statusPageOf } from '#main/providers/status-pages';
import { readSettings } from '#main/queries/home/settings';
import type { Connection } from '#shared/domain/connection';
import type { CollectionAttempt } from '#shared/domain/cycle';
import { oneLine } from '#shared/format/plain-text';
import type { CycleParts } from './cycle-parts';

/** A status page is small, and nobody waits for it. */
const PATIENCE_MS = 5_000;
const MOST_WORDS = 200;
const MOST_BYTES = 256 * 1024;

/**
 * What the public status pages say of the providers of `connections`, an attempt for each of them. Empty where the
 * person has not allowed it: then nobody is asked. A page that does not answer, or not as status pages do, says
 * nothing; no credential goes there.
 */
export async function askStatusPages(
  parts: CycleParts,
  connections: readonly Connection[],
  signal: AbortSignal | undefined,
): Promise<readonly CollectionAttempt[]> {
  if (!(await readSettings(parts.store)).statusPages) {
    return [];
  }
  const pages = connections.map((connection) => {
    const descriptor = parts.catalog.descriptor(connection.provider);
    return { id: connection.id, page: descriptor === null ? null : statusPageOf(descriptor, connection) };
  });
  const urls = new Map(pages.flatMap(({ page }) => (page === null ? [] : [[page.url, page] as const])));
  const told = new Map(
    await Promise.all([...urls].map(async ([url, page]) => [url, await askOne(parts, page, signal)] as const)),
  );
  return pages.flatMap(({ id, page }): CollectionAttempt[] => {
    const attempt = page === null ? null : told.get(page.url);
    return attempt === undefined || attempt === null ? [] : [{ ...attempt, connectionId: id }];
  });
}

async function askOne(
  { clock, http }: CycleParts,
  page: StatusPage,
  signal: AbortSignal | undefined,
): Promise<Omit<CollectionAttempt, 'connectionId'> | null> {
  const startedAt = clock.now();
  const answer = await (await http()).request({
    url: page.url,
    from: `The status page of ${page.title}`,
    attempts: 1,
    timeoutMs: PATIENCE_MS,
    maxBytes: MOST_BYTES,
    signal,
  });
  const words = answer.ok ? readStatusPage(page.form, answer.value.body) : null;
  if (!answer.ok || words === null) {
    return null;
  }
  const isCalm = words === '';
  return {
    capability: STATUS_PAGE,
    outcome: isCalm ? 'ok' : 'provider-error',
    message: isCalm
      ? ''
      : `The status page of ${page.title} tells of an incident: ${oneLine(words).slice(0, MOST_WORDS)}.`,
    action: isCalm ? '' : 'Readings may lag until it is over.',
    startedAt,
    durationMs: Math.round(answer.value.durationMs),
    samples: 0,
    requests: 1,
    retryAt: null,
  };
}
