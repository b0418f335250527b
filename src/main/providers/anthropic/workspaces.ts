import { z } from 'zod';
import { changed } from '#main/http/outcome';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { Harvest } from '../collection-run';
import { member, optionalText, readItems, textAt } from '../loose';
import type { AnthropicApi } from './client';

const MOST_PAGES = 20;
const workspaceSchema = z.object({ id: z.string(), name: optionalText });

/** Names of the workspaces, archived ones too, since their usage stays. */
export async function readWorkspaces(api: AnthropicApi, connectionId: string): Promise<Result<Harvest>> {
  const names = new Map<string, string>();
  let after: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await api.get('/v1/organizations/workspaces', {
      limit: 100,
      include_archived: 'true',
      after_id: after,
    });
    if (!answer.ok) return answer;
    const read = readItems(workspaceSchema, member(answer.value, 'data'));
    if (read === null) return fail(changed('Anthropic', 'the workspaces'));
    for (const { id, name } of read.items) names.set(id, name ?? id);
    after = textAt(answer.value, 'last_id');
    if (member(answer.value, 'has_more') !== true || after === undefined) break;
  }
  return succeed({
    facts: {
      projects: [...names].map(([projectId, name]) => ({ connectionId, projectId, name })),
    },
  });
}
