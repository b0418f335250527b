import { z } from 'zod';
import type { HttpRequest } from '#main/http/http-client';
import { changed } from '#main/http/outcome';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { CapabilityResult } from './collection-run';
import { expected, member, readItems } from './lenient';
import { nextPage, walkPages } from './pages';

const MOST_PAGES = 20;
const PAGE = 100;
const projectSchema = z.object({ id: z.string(), name: expected(z.string()) });

/** Where a provider of models lists its projects, in pages of a hundred. */
interface ProjectList {
  /** The provider's name, for a failure: `OpenAI`. */
  readonly from: string;
  /** What it lists, for a failure: `the projects`. */
  readonly what: string;
  readonly path: string;
  /** The parameter that asks for what follows an id. */
  readonly after: string;
}

/** Names of the projects, archived ones too, since their usage stays. */
export async function readAiProjectNames(
  get: (path: string, query: NonNullable<HttpRequest['query']>) => Promise<Result<unknown>>,
  connectionId: string,
  list: ProjectList,
): Promise<Result<CapabilityResult>> {
  const walk = await walkPages({ from: list.from, what: 'names', most: MOST_PAGES }, async (cursor) => {
    const answer = await get(list.path, { limit: PAGE, include_archived: 'true', [list.after]: cursor ?? undefined });
    if (!answer.ok) return answer;
    const data = member(answer.value, 'data');
    if (!Array.isArray(data)) return fail(changed(list.from, list.what));
    const last = data.length === 0 ? null : member(answer.value, 'last_id');
    // A page that is not full is the last one, whatever else it says.
    const isLast = data.length < PAGE && member(answer.value, 'has_more') !== true;
    return succeed({ items: data as unknown[], next: isLast ? null : nextPage(answer.value, last) });
  });
  if (!walk.ok) return walk;
  const read = readItems(projectSchema, walk.value.items);
  if (read === null || (read.items.length === 0 && read.rejected > 0)) return fail(changed(list.from, list.what));
  const names = new Map(read.items.map(({ id, name }) => [id, name ?? id]));
  return succeed({
    facts: {
      projects: [...names].map(([projectId, name]) => ({ connectionId, projectId, name })),
    },
    reading: read.reading,
    ...(walk.value.cut === null ? {} : { partly: walk.value.cut }),
  });
}
