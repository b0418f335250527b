import { z } from 'zod';
import { STATUS_PAGE } from '#main/providers/catalog';
import { readSettings } from '#main/queries/home/settings';
import type { Connection } from '#shared/domain/connection';
import type { CollectionAttempt } from '#shared/domain/cycle';
import { oneLine } from '#shared/format/plain-text';
import type { CycleParts } from './cycle-parts';

const pageSchema = z.object({
  status: z.object({ indicator: z.string(), description: z.string() }),
});

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
  const providers = [...new Set(connections.map(({ provider }) => provider))];
  const told = new Map(await Promise.all(providers.map(async (id) => [id, await askOne(parts, id, signal)] as const)));
  return connections.flatMap(({ id, provider }): CollectionAttempt[] => {
    const attempt = told.get(provider);
    return attempt === undefined || attempt === null ? [] : [{ ...attempt, connectionId: id }];
  });
}

async function askOne(
  { catalog, clock, http }: CycleParts,
  provider: string,
  signal: AbortSignal | undefined,
): Promise<Omit<CollectionAttempt, 'connectionId'> | null> {
  const descriptor = catalog.descriptor(provider);
  if (descriptor?.statusPage === undefined) {
    return null;
  }
  const startedAt = clock.now();
  const answer = await (await http()).request({
    url: descriptor.statusPage,
    from: `The status page of ${descriptor.title}`,
    attempts: 1,
    timeoutMs: PATIENCE_MS,
    maxBytes: MOST_BYTES,
    signal,
  });
  const page = answer.ok ? pageSchema.safeParse(answer.value.body) : null;
  if (!answer.ok || page?.success !== true) {
    return null;
  }
  const { indicator, description } = page.data.status;
  const isCalm = indicator === 'none';
  return {
    capability: STATUS_PAGE,
    outcome: isCalm ? 'ok' : 'provider-error',
    message: isCalm
      ? ''
      : `The status page of ${descriptor.title} tells of an incident: ${oneLine(description).slice(0, MOST_WORDS)}.`,
    action: isCalm ? '' : 'Readings may lag until it is over.',
    startedAt,
    durationMs: Math.round(answer.value.durationMs),
    samples: 0,
    requests: 1,
    retryAt: null,
  };
}
