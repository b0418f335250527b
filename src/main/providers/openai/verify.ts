import { withSignal } from '#main/http/http-client';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { DAY } from '#shared/domain/instant';
import type { Provider, Verification } from '../monitor';
import { openAiApi } from './client';
import { COSTS, PROJECTS } from './descriptor';
import { wrongKind } from './monitors/openai-monitor';
import { readProjectNames } from './organization';
import { readCostWindow } from './reports';

/** Two cheap reads: the costs of today, and the names of the projects. */
export const verifyOpenAi: Provider['verify'] = async (context): Promise<Result<Verification>> => {
  const wrong = wrongKind(context.credentials['adminKey'] ?? '');
  if (wrong !== null) return fail(wrong);
  const api = openAiApi(context, withSignal(context.http, context.signal));
  const now = context.clock.now();
  const today = Math.floor(now / DAY) * DAY;
  const costs = await readCostWindow(api, { start: today, end: today + DAY }, now);
  if (!costs.ok) return costs;
  const projects = await readProjectNames(api, context.connection.id);
  const names = projects.ok ? (projects.value.facts?.projects ?? []) : [];
  return succeed({
    title: names.length === 1 ? `OpenAI, ${names[0]?.name ?? ''}` : 'OpenAI',
    billing: context.connection.billing,
    billingAnchor: { day: 1, zone: 'UTC' },
    expiresAt: null,
    settings: {},
    scopes: [],
    capabilities: [
      { capability: COSTS, outcome: 'ok', message: '' },
      {
        capability: PROJECTS,
        outcome: projects.ok ? 'ok' : projects.failure.code,
        message: projects.ok ? '' : `${projects.failure.message} ${projects.failure.action}`,
      },
    ],
  });
};
