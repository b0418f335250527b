import { z } from 'zod';
import { changed } from '#main/http/outcome';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { InfrastructureService } from '#shared/domain/service';
import { readAiProjectNames } from '../ai-project-names';
import { MONTH } from '../ai-report';
import type { Harvest } from '../collection-run';
import { looseNumber, optionalText, textAt } from '../loose';
import type { OpenAiApi } from './client';

/** Names of the projects of an organization. */
export function readProjectNames(api: OpenAiApi, connectionId: string): Promise<Result<Harvest>> {
  return readAiProjectNames(api.get, connectionId, {
    from: 'OpenAI',
    what: 'the projects',
    path: '/organization/projects',
    after: 'after',
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
  // The limit is hard either way; `enforcing` says that requests are refused right now.
  const isRefusing = textAt(answer.value, 'enforcement', 'status') === 'enforcing';
  return succeed({
    facts: {
      limits: [
        {
          service: InfrastructureService.OPENAI,
          metric: MONTH,
          value: limit.data.threshold_amount / CENTS,
          unit: 'USD',
          window: 'calendar-month',
          atLimit: 'hard',
          reason: `The spend limit of the organization at OpenAI${isRefusing ? ', which refuses requests right now' : ''}`,
        },
      ],
    },
  });
}
