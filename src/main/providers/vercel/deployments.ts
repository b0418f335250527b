import { z } from 'zod';
import { changed } from '#main/http/outcome';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { DAY, type Instant } from '#shared/domain/instant';
import type { Deployment } from '#shared/domain/project';
import type { CapabilityResult } from '../collection-run';
import { oddRows, readItems, together } from '../lenient';
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
): Promise<Result<CapabilityResult>> {
  const cursor = cursorSchema.safeParse(kept);
  const since = cursor.success ? Math.min(cursor.data.newest, ...cursor.data.unfinished) : now - FIRST_DAYS * DAY;
  // A deployment whose time cannot be read is no sign that the list has come far enough.
  const isOld = (entry: unknown) => {
    const created = deploymentSchema.safeParse(entry).data;
    const time = created === undefined ? null : createdOf(created);
    return time !== null && time < since;
  };
  const answer = await api.list('/v6/deployments', 'deployments', { since: since * 1000 }, (page) => page.some(isOld));
  if (!answer.ok) return answer;
  const { items, cut } = answer.value;
  const read = readItems(deploymentSchema, items);
  if (read === null || (read.items.length === 0 && read.rejected > 0)) {
    return fail(changed('Vercel', 'the list of deployments'));
  }
  const placed = read.items.map((item) => ({ item, createdAt: createdOf(item) }));
  const deployments = placed.flatMap(({ item, createdAt }) =>
    createdAt === null || createdAt < since ? [] : [toDeployment(item, connectionId, createdAt)],
  );
  const odd = placed.filter(({ item, createdAt }) => createdAt === null || isIncomplete(item)).length;
  const newest = Math.max(since, ...deployments.map(({ createdAt }) => createdAt));
  const unfinished = deployments
    .filter(({ state, createdAt }) => !FINAL.has(state) && createdAt > now - PATIENCE)
    .map(({ createdAt }) => createdAt);
  return succeed({
    facts: { deployments },
    reading: together(read.reading, oddRows(odd, 0)),
    // A list that broke off is asked for again from where it began, unless that would end the same way.
    ...(cut === null || cut.code === 'too-large' ? { cursors: { deployments: { newest, unfinished } } } : {}),
    ...(cut === null ? {} : { partly: cut }),
  });
}

function createdOf(item: VercelDeployment): Instant | null {
  const created = item.created ?? item.createdAt;
  return created === undefined ? null : Math.floor(created / 1000);
}

/** Without a state, or ready without the times of its build, of which every one tells. */
function isIncomplete(item: VercelDeployment): boolean {
  const state = item.readyState ?? item.state;
  return state === undefined || (state === 'READY' && (item.ready === undefined || item.buildingAt === undefined));
}

function toDeployment(item: VercelDeployment, connectionId: string, createdAt: Instant): Deployment {
  const seconds = (milliseconds: number | undefined) =>
    milliseconds === undefined ? null : Math.floor(milliseconds / 1000);
  return {
    connectionId,
    deploymentId: item.uid,
    projectId: item.projectId ?? '',
    name: item.name,
    state: item.readyState ?? item.state ?? 'UNKNOWN',
    target: item.target ?? null,
    createdAt,
    buildingAt: seconds(item.buildingAt),
    readyAt: seconds(item.ready),
    url: item.url ?? null,
    inspectorUrl: item.inspectorUrl ?? null,
    commit: item.meta?.githubCommitSha ?? item.meta?.gitlabCommitSha ?? null,
  };
}
