import { z } from 'zod';
import { changed } from '#main/http/outcome';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { DAY, type Instant } from '#shared/domain/instant';
import type { Deployment } from '#shared/domain/project';
import type { Harvest } from '../collection-run';
import { readItems, textAt } from '../loose';
import type { VercelApi } from './client';
import { deploymentSchema, type VercelDeployment } from './schemas';

/** States in which a deployment stays. */
const FINAL = new Set(['READY', 'ERROR', 'CANCELED', 'DELETED', 'BLOCKED']);
/** Deployments are looked at this far back when nothing is known. */
const FIRST_DAYS = 30;
/** An unfinished deployment older than this is not waited for. */
const PATIENCE = DAY;

const cursorSchema = z.object({ newest: z.number(), unfinished: z.array(z.number()) });

/**
 * Deployments of the whole scope since the newest one seen, and again from the oldest that was not in
 * a final state. `kept` is the cursor of the last time.
 */
export async function readDeployments(
  api: VercelApi,
  connectionId: string,
  kept: unknown,
  now: Instant,
): Promise<Result<Harvest>> {
  const cursor = cursorSchema.safeParse(kept);
  const since = cursor.success ? Math.min(cursor.data.newest, ...cursor.data.unfinished) : now - FIRST_DAYS * DAY;
  const answer = await api.list('/v6/deployments', 'deployments', { since: since * 1000 }, (page) =>
    page.some((entry) => {
      const created = deploymentSchema.safeParse(entry).data;
      return created !== undefined && createdOf(created) < since;
    }),
  );
  if (!answer.ok) return answer;
  const read = readItems(deploymentSchema, answer.value);
  if (read === null || (read.items.length === 0 && read.rejected > 0)) {
    return fail(changed('Vercel', 'the list of deployments'));
  }
  const deployments = read.items
    .filter((item) => createdOf(item) >= since)
    .map((item) => toDeployment(item, connectionId));
  const newest = Math.max(since, ...deployments.map(({ createdAt }) => createdAt));
  const unfinished = deployments
    .filter(({ state, createdAt }) => !FINAL.has(state) && createdAt > now - PATIENCE)
    .map(({ createdAt }) => createdAt);
  return succeed({
    facts: { deployments },
    cursors: { deployments: { newest, unfinished } },
    ...(read.rejected > 0 ? { partly: changed('Vercel', `${read.rejected} of the deployments`) } : {}),
  });
}

function createdOf(item: VercelDeployment): Instant {
  return Math.floor((item.created ?? item.createdAt ?? 0) / 1000);
}

function toDeployment(item: VercelDeployment, connectionId: string): Deployment {
  const seconds = (milliseconds: number | undefined) =>
    milliseconds === undefined ? null : Math.floor(milliseconds / 1000);
  return {
    connectionId,
    deploymentId: item.uid,
    projectId: item.projectId ?? '',
    name: item.name,
    state: item.readyState ?? item.state ?? 'UNKNOWN',
    target: item.target ?? null,
    createdAt: createdOf(item),
    buildingAt: seconds(item.buildingAt),
    readyAt: seconds(item.ready),
    url: item.url ?? null,
    inspectorUrl: item.inspectorUrl ?? null,
    commit: textAt(item.meta, 'githubCommitSha') ?? textAt(item.meta, 'gitlabCommitSha') ?? null,
  };
}
