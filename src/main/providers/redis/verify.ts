import { withSignal } from '#main/http/http-client';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { Provider, Verification } from '../monitor';
import { addressOf } from './address';
import { LATENCY, STATE } from './descriptor';
import { noteOf, parseInfo, readState, SENTINEL } from './info';
import { visitStore } from './monitors/vercel-kv-monitor';

/** One visit, as a cycle makes it: what answers now will answer later. */
export const verifyRedis: Provider['verify'] = async (context): Promise<Result<Verification>> => {
  const address = addressOf(context);
  if (!address.ok) return address;
  const report = await visitStore(context, withSignal(context.http, context.signal));
  if (!report.info.ok && !report.pings.ok) return report.info;
  const state = report.info.ok ? readState(parseInfo(report.info.value)) : null;
  if (state?.isSentinel === true) return fail(SENTINEL);
  const host = new URL(address.value.url).hostname;
  const note = (capability: string) => (capability === STATE && state !== null ? (noteOf(state) ?? '') : '');
  const outcome = (capability: string, result: typeof report.info | typeof report.pings) => ({
    capability,
    outcome: result.ok ? ('ok' as const) : result.failure.code,
    message: result.ok ? note(capability) : `${result.failure.message} ${result.failure.action}`,
  });
  return succeed({
    title: host,
    billing: context.connection.billing,
    billingAnchor: null,
    expiresAt: null,
    settings: { host, kind: state?.isUpstash === true ? 'upstash' : 'redis' },
    scopes: [],
    capabilities: [outcome(STATE, report.info), outcome(LATENCY, report.pings)],
  });
};
