import { z } from 'zod';
import { changed } from '#main/http/outcome';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { InfrastructureService } from '#shared/domain/service';
import { MONTH } from '../ai-report';
import type { Harvest } from '../collection-run';
import { looseNumber, member, optionalText, readItems, textAt } from '../loose';
import type { OpenAiApi } from './client';

const MOST_PAGES = 20;
const projectSchema = z.object({ id: z.string(), name: optionalText });

/** Names of the projects, archived ones too, since their usage stays. */
export async function readProjectNames(api: OpenAiApi, connectionId: string): Promise<Result<Harvest>> {
  const names = new Map<string, string>();
  let after: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await api.get('/organization/projects', { limit: 100, include_archived: 'true', after });
    if (!answer.ok) return answer;
    const read = readItems(projectSchema, member(answer.value, 'data'));
    if (read === null) return fail(changed('OpenAI', 'the projects'));
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

const limitSchema = z.object({ threshold_amount: looseNumber, currency: optionalText, interval: optionalText });
const CENTS = 100;

/** The monthly spend limit, in cents at OpenAI; no limit set is an answer too. */
export async function readSpendLimit(api: OpenAiApi): Promise<Result<Harvest>> {
  const answer = await api.get('/organization/spend_limit');
  if (!answer.ok) return answer.failure.code === 'not-found' ? succeed({}) : answer;
  const limit = limitSchema.safeParse(answer.value);
  if (!limit.success) return fail(changed('OpenAI', 'the spend limit'));
  if (limit.data.interval !== undefined && limit.data.interval !== 'month') return succeed({});
  const enforced = textAt(answer.value, 'enforcement', 'status') === 'active';
  return succeed({
    facts: {
      limits: [
        {
          service: InfrastructureService.OPENAI,
          metric: MONTH,
          value: limit.data.threshold_amount / CENTS,
          unit: 'USD',
          window: 'calendar-month',
          atLimit: enforced ? 'hard' : 'inform',
          reason: `The spend limit of the organization at OpenAI${enforced ? '' : ', which only warns'}`,
        },
      ],
    },
  });
}
