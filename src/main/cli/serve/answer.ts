import type { IncomingHttpHeaders } from 'node:http';
import Negotiator from 'negotiator';
import { isAccessToken } from '#main/queries/access/access-tokens';
import { readBill } from '#main/queries/bill/read-bill';
import { readConnections } from '#main/queries/connections/connection-views';
import { type NothingCame, readNothingCame } from '#main/queries/connections/nothing-came';
import { limitsJson } from '#main/queries/home/limits-json';
import { METRICS_FORMATS, type MetricsFormat, readMetricsPage } from '#main/queries/home/metrics-page';
import { recommendationJson } from '#main/queries/recommendations/recommendation-json';
import { readRecommendations } from '#main/queries/recommendations/recommendation-views';
import { readStandings } from '#main/queries/standings/read-standings';
import type { AccountSession } from '#main/session/account-session';
import { fail, type Result } from '#shared/domain/failure';
import { failureIn } from '#shared/domain/failure-schema';
import { CYCLE_BROKE_OFF } from '#shared/words/serve';
import { NO_ACCOUNT, NO_KEY_HERE, NO_SOURCE_ANSWERED } from '#shared/words/terminal';
import { jsonText, tell, tellFailure, tellLines } from '../output';
import { appVersion } from '../place';
import { bearerOf, isSameSecret } from './bearer';
import { collectOrJoin } from './collect-or-join';
import { isLoopbackHost } from './loopback';

export interface Asked {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Served {
  readonly account: AccountSession;
  /** Who presents it may start a cycle, and nothing else. */
  readonly cronSecret: string;
  /** Whether other computers can reach it: then nothing is read without a token. */
  readonly isReachable: boolean;
}

type Route = (served: Served, asked: Asked) => Promise<Answer>;

/** The only one whose asking changes anything. */
const CRON = '/api/cron/collect-metrics';

const ROUTES: Readonly<Record<string, Route>> = {
  [CRON]: collectMetrics,
  '/healthz': health,
  '/metrics': metrics,
  '/v1/bill': withToken(({ account }) => account.ask(readBill, null)),
  '/v1/limits': withToken(async ({ account }) =>
    limitsJson(await account.ask(readStandings), { now: account.clock.now() }),
  ),
  '/v1/recommendations': withToken(async ({ account }) =>
    (await account.ask(readRecommendations)).map(recommendationJson),
  ),
};

/** Answers one request. Nothing but a cycle changes anything, and no answer tells of what is inside. */
export async function answer(served: Served, asked: Asked): Promise<Answer> {
  const route = Object.hasOwn(ROUTES, asked.path) ? ROUTES[asked.path] : undefined;
  if (route === undefined) {
    return json(404, { error: 'Not Found' });
  }
  // Who watches whether a page is up asks for its head alone; the server leaves the body out then.
  const methods = asked.path === CRON ? ['GET'] : ['GET', 'HEAD'];
  if (!methods.includes(asked.method)) {
    return { ...json(405, { error: 'Method Not Allowed' }), headers: { ...JSON_TYPE, allow: methods.join(', ') } };
  }
  try {
    return await route(served, asked);
  } catch {
    return json(500, { error: 'Internal Server Error' });
  }
}

/** The client's cron endpoint. A call during a cycle joins it and gets the same answer. */
async function collectMetrics({ account, cronSecret }: Served, { headers }: Asked): Promise<Answer> {
  const presented = bearerOf(headers.authorization);
  if (presented === null || !isSameSecret(presented, cronSecret)) {
    return UNAUTHORIZED;
  }
  const result = await collectOrJoin(account).catch(brokeOff);
  if (!result.ok) {
    tellFailure(result.failure);
    return json(500, { error: 'Monitoring cycle failed' });
  }
  const { cycleId, metricsCollected, recommendationsGenerated, alertsTriggered } = result.value;
  const failed = metricsCollected > 0 ? null : NOTHING_WATCHED[await account.ask(readNothingCame, cycleId)];
  if (failed !== null) {
    tell(failed);
    return json(500, { error: 'Monitoring cycle failed' });
  }
  return json(200, { success: true, metricsCollected, recommendationsGenerated, alertsTriggered });
}

/**
 * A cycle in which nothing could be read watched over nothing, which whoever set the call up has to learn: it failed.
 * Where a person paused all accounts, or a store sleeps, it did what it was to do, and nothing is what there is.
 */
const NOTHING_WATCHED: Readonly<Record<NothingCame, string | null>> = {
  'no-account': NO_ACCOUNT,
  'no-key': NO_KEY_HERE,
  'no-answer': NO_SOURCE_ANSWERED,
  paused: null,
  asleep: null,
};

/** What nobody expected ends a cycle like what was: the caller reads the same, and who runs `serve` that it was a mistake. */
function brokeOff(error: unknown): Result<never> {
  if (process.env['HEADROOM_DEBUG'] === '1' && error instanceof Error) {
    tellLines(error.stack ?? '');
  }
  return fail(failureIn(error) ?? { code: 'internal', ...CYCLE_BROKE_OFF, retryable: true });
}

/** Whether the data can be read. Tells nothing else, so that anybody may ask. */
async function health({ account }: Served): Promise<Answer> {
  try {
    await account.ask(readConnections);
    return json(200, { status: 'ok' });
  } catch {
    return json(503, { status: 'failing' });
  }
}

async function metrics(served: Served, asked: Asked): Promise<Answer> {
  if ((served.isReachable || !isAskedHere(asked)) && !(await mayRead(served, asked))) {
    return UNAUTHORIZED;
  }
  const format = formatFor(asked);
  const body = await served.account.ask(readMetricsPage, format, appVersion());
  return { status: 200, headers: { 'content-type': METRICS_FORMATS[format], vary: 'Accept' }, body };
}

/** OpenMetrics, unless the text format is what is asked for. */
function formatFor({ headers }: Asked): MetricsFormat {
  const preferred = new Negotiator({ headers }).mediaType([
    'application/openmetrics-text;version=1.0.0',
    'text/plain;version=0.0.4',
  ]);
  return preferred?.startsWith('text/plain') ? 'text' : 'openMetrics';
}

/**
 * A scraper of this computer that asks by itself. A page that turned its own name into this address still sends that
 * name, and what came through a proxy says so.
 */
function isAskedHere({ headers }: Asked): boolean {
  const isForwarded = Object.keys(headers).some((name) => name === 'forwarded' || name.startsWith('x-forwarded-'));
  return !isForwarded && isLoopbackHost(headers.host ?? '');
}

function withToken(read: (served: Served) => Promise<unknown>): Route {
  return async (served, asked) => ((await mayRead(served, asked)) ? json(200, await read(served)) : UNAUTHORIZED);
}

async function mayRead({ account }: Served, { headers }: Asked): Promise<boolean> {
  const presented = bearerOf(headers.authorization);
  return presented !== null && (await account.ask(isAccessToken, presented));
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

function json(status: number, value: unknown): Answer {
  return { status, headers: JSON_TYPE, body: `${jsonText(value)}\n` };
}

const UNAUTHORIZED: Answer = {
  ...json(401, { error: 'Unauthorized' }),
  headers: { ...JSON_TYPE, 'www-authenticate': 'Bearer' },
};
