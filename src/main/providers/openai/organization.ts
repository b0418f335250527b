import { z } from 'zod';
import { changed } from '#main/http/outcome';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { InfrastructureService } from '#shared/domain/service';
import type { AccountBlock } from '#shared/domain/spend';
import { readAiProjectNames } from '../ai-project-names';
import { MONTH } from '../ai-report';
import type { CapabilityResult } from '../collection-run';
import { expected, lenientNumber, oddRows, readOne, together } from '../lenient';
import type { OpenAiApi } from './client';

/** Names of the projects of an organization. */
export function readProjectNames(api: OpenAiApi, connectionId: string): Promise<Result<CapabilityResult>> {
  return readAiProjectNames(api.get, connectionId, {
    from: 'OpenAI',
    what: 'the projects',
    path: '/organization/projects',
    after: 'after',
  });
}

const limitSchema = z.object({
  threshold_amount: lenientNumber,
  currency: expected(z.string()),
  interval: expected(z.string()),
  enforcement: expected(z.object({ status: expected(z.string()) })),
});
const CENTS = 100;

/** The monthly spend limit, in cents at OpenAI; no limit set is an answer too. */
export async function readSpendLimit(api: OpenAiApi): Promise<Result<CapabilityResult>> {
  const answer = await api.get('/organization/spend_limit');
  if (!answer.ok) return answer.failure.code === 'not-found' ? succeed({ facts: { block: null } }) : answer;
  const { value: limit, reading } = readOne(limitSchema, answer.value);
  if (limit === null) return fail(changed('OpenAI', 'the spend limit'));
  const { threshold_amount: cents, currency, interval, enforcement } = limit;
  const block = blockOf(enforcement?.status);
  const isMonthly = (interval ?? 'month') === 'month' && (currency ?? 'USD').toUpperCase() === 'USD';
  const isKnown = block !== undefined && isMonthly;
  return succeed({
    reading: together(reading, oddRows(isKnown ? 0 : 1, 0)),
    facts: {
      ...(block === undefined ? {} : { block }),
      limits: !isMonthly
        ? []
        : [
            {
              service: InfrastructureService.OPENAI,
              metric: MONTH,
              value: cents / CENTS,
              unit: 'USD',
              window: 'calendar-month',
              atLimit: 'hard',
              reason: 'The spend limit of the organization at OpenAI, beyond which it refuses requests',
            },
          ],
    },
  });
}

/** `enforcing`: requests are refused right now. Null: they are not; undefined for a word that is not known. */
function blockOf(status: string | undefined): AccountBlock | null | undefined {
  if (status === 'inactive') return null;
  return status === 'enforcing'
    ? { since: null, reason: 'SPEND_LIMIT_REACHED', resource: null, until: null }
    : undefined;
}
