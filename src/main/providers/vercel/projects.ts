import { changed } from '#main/http/outcome';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { Project } from '#shared/domain/project';
import type { CapabilityResult } from '../collection-run';
import { distinct, readItems, together } from '../lenient';
import type { VercelApi } from './client';
import { projectSchema } from './schemas';

/** All projects of the scope. */
export async function readProjects(
  api: VercelApi,
  connectionId: string,
): Promise<Result<CapabilityResult & { readonly projects: readonly Project[] }>> {
  const answer = await api.list('/v9/projects', 'projects');
  if (!answer.ok) return answer;
  const { items, cut } = answer.value;
  const read = readItems(projectSchema, items);
  if (read === null || (read.items.length === 0 && read.rejected > 0)) {
    return fail(changed('Vercel', 'the list of projects'));
  }
  const told = distinct(read.items, ({ id }) => id);
  const projects = told.items.map(({ id, name }) => ({ connectionId, projectId: id, name }));
  return succeed({
    projects,
    facts: { projects },
    cursors: { projectIds: projects.map(({ projectId }) => projectId) },
    reading: together(read.reading, told.reading),
    ...(cut === null ? {} : { partly: cut }),
  });
}

/** What is said where usage by day is asked for `some` of `all` projects. */
export function attributedTo(some: number, all: number): string {
  return `Usage by day is told for ${some} of ${all.toLocaleString('en')} projects; the figures of the account hold all of them. Enter the ids of those that matter under Projects.`;
}
