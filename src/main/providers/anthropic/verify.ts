import { withSignal } from '#main/http/http-client';
import { type Result, succeed } from '#shared/domain/failure';
import { DAY } from '#shared/domain/instant';
import { textAt } from '../lenient';
import type { Provider, Verification } from '../monitor';
import { anthropicApi } from './client';
import { COSTS, USAGE } from './descriptor';
import { readAnalytics, readLegacy } from './windows';

/** Whose key it is, then one day of the new report, then of the older one where that is refused. */
export const verifyAnthropic: Provider['verify'] = async (context): Promise<Result<Verification>> => {
  const api = anthropicApi(context, withSignal(context.http, context.signal));
  const me = await api.get('/v1/organizations/me');
  if (!me.ok) return me;
  const now = context.clock.now();
  const today = Math.floor(now / DAY) * DAY;
  const range = { start: today, end: today + DAY };
  const fresh = await readAnalytics(api, 'cost', range, now);
  const costs = fresh.ok ? fresh : await readLegacy(api, 'cost', range, now);
  const outcome = {
    outcome: costs.ok ? ('ok' as const) : costs.failure.code,
    message: costs.ok ? '' : `${costs.failure.message} ${costs.failure.action}`,
  };
  return succeed({
    title: textAt(me.value, 'name') ?? 'Anthropic',
    billing: context.connection.billing,
    billingAnchor: { day: 1, zone: 'UTC' },
    expiresAt: null,
    settings: {},
    scopes: [],
    capabilities: [
      { capability: COSTS, ...outcome },
      { capability: USAGE, ...outcome },
    ],
  });
};
