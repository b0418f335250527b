import { z } from 'zod';
import type { HttpRequest } from '#main/http/http-client';
import { changed } from '#main/http/outcome';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { Harvest } from './collection-run';
import { member, optionalText, readItems, textAt } from './loose';

const MOST_PAGES = 20;
const projectSchema = z.object({ id: z.string(), name: optionalText });

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
): Promise<Result<Harvest>> {
  const names = new Map<string, string>();
  let last: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await get(list.path, { limit: 100, include_archived: 'true', [list.after]: last });
    if (!answer.ok) return answer;
    const read = readItems(projectSchema, member(answer.value, 'data'));
    if (read === null) return fail(changed(list.from, list.what));
    for (const { id, name } of read.items) names.set(id, name ?? id);
    last = textAt(answer.value, 'last_id');
    if (member(answer.value, 'has_more') !== true || last === undefined) break;
  }
  return succeed({
    facts: {
      projects: [...names].map(([projectId, name]) => ({ connectionId, projectId, name })),
    },
  });
}
