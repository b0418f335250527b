import type { ErrorAnswer, HttpClient } from '#main/http/http-client';
import { changed } from '#main/http/outcome';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { fromMicros, type Micros } from '#shared/domain/money';
import type { MetricSample } from '#shared/domain/series';
import { baseUrlOf } from '../base-url';
import type { CapabilityResult } from '../collection-run';
import { decimalToMicros } from '../decimal';
import { member } from '../lenient';
import type { CollectionContext } from '../monitor';
import { aiGatewayDescriptor, SERVICE } from './descriptor';

const SOURCE = 'ai-gateway:/credits';

/** `GET /credits`: what is left and what was spent, decimal texts in dollars. */
export async function readCredits(
  context: Pick<CollectionContext, 'connection' | 'credentials' | 'clock'>,
  http: HttpClient,
): Promise<Result<CapabilityResult>> {
  const base = baseUrlOf(aiGatewayDescriptor, context.connection);
  const answer = await http.request({
    url: `${base}/credits`,
    headers: { authorization: `Bearer ${context.credentials['apiKey'] ?? ''}` },
    from: 'The AI Gateway',
    explain: explainRefusal,
  });
  if (!answer.ok) return answer;
  const balance = decimalToMicros(member(answer.value.body, 'balance'), 'dollars');
  const used = decimalToMicros(member(answer.value.body, 'total_used'), 'dollars');
  if (balance === null) return fail(changed('The AI Gateway', 'the balance'));
  const sample = (metric: string, micros: Micros): MetricSample => ({
    service: SERVICE,
    metric,
    projectId: null,
    kind: 'gauge',
    unit: 'USD',
    zone: 'UTC',
    source: SOURCE,
    time: context.clock.now(),
    value: fromMicros(micros),
  });
  return succeed({
    reading: { rows: 1, notUnderstood: used === null ? 1 : 0 },
    samples: [sample('BALANCE_USD', balance), ...(used === null ? [] : [sample('USED_USD', used)])],
  });
}

/** Why the gateway refused. */
export function explainRefusal({ status }: ErrorAnswer): Failure | null {
  if (status !== 401) return null;
  return {
    code: 'invalid-credential',
    message: 'The AI Gateway does not accept the key.',
    action: 'Make a new key in the AI Gateway section of the Vercel dashboard and give it to Headroom.',
    retryable: false,
  };
}
