import { redactor } from '#main/http/redaction';
import { addressFault, isOwnNetwork } from '#main/http/safe-address';
import type { Failure } from '#shared/domain/failure';
import type { Instant } from '#shared/domain/instant';
import { oneLine } from '#shared/format/plain-text';
import { addressComplaint, choiceNeeded } from '#shared/words/channel';
import { type ChannelOutcome, failed, SHOWN } from '../channel';
import type { ChannelTools, Destination } from './channel-kind';

/** For one exchange; the delivery tries again by itself. */
const PATIENCE_MS = 15_000;
/** Statuses below 500 that a later try may change. */
const PASSING = new Set([408, 425, 429]);
const LONGEST_DETAIL = 200;

export interface WebhookRequest {
  readonly url: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Parts of the request that must never be told again, beside the address itself. */
  readonly secrets: readonly string[];
  readonly inOwnNetwork: boolean;
}

/**
 * Posts JSON to an address of the person's own. Any status of 2xx is well; a redirect is not followed, since what is
 * secret would go along. Only the host is ever told of the address: its path may be the secret.
 */
export async function post(request: WebhookRequest, tools: ChannelTools, signal: AbortSignal): Promise<ChannelOutcome> {
  const place = hostOf(request.url);
  const mask = redactor([...request.secrets, ...pathParts(request.url)]);
  let refusal: { readonly status: number; readonly detail: string; readonly waitSeconds: number | null } | null = null;
  const http = await tools.http();
  const result = await http.request({
    method: 'POST',
    url: request.url,
    headers: { 'content-type': 'application/json', ...request.headers },
    body: request.body,
    inOwnNetwork: request.inOwnNetwork,
    ignoreAnswer: true,
    attempts: 1,
    timeoutMs: tools.patienceMs ?? PATIENCE_MS,
    totalMs: tools.patienceMs ?? PATIENCE_MS,
    signal,
    from: place,
    limitScope: 'webhooks',
    explain(answer) {
      refusal = { status: answer.status, detail: mask(detailOf(answer.body)), waitSeconds: waitIn(answer.body) };
      return null;
    },
  });
  if (result.ok) return SHOWN;
  return refusal === null
    ? brokenBy(result.failure, place)
    : refusedWith(refusal, place, result.failure.retryAt, tools.clock.now());
}

interface Refusal {
  readonly status: number;
  readonly detail: string;
  readonly waitSeconds: number | null;
}

function refusedWith(
  { status, detail, waitSeconds }: Refusal,
  place: string,
  told: Instant | undefined,
  now: Instant,
): ChannelOutcome {
  if (status >= 300 && status < 400) return failed({ code: 'redirected', place }, false);
  const again = status >= 500 || PASSING.has(status);
  const retryAt = told ?? (again && waitSeconds !== null ? now + waitSeconds : undefined);
  return failed({ code: 'status', place, status, detail }, again, retryAt);
}

function brokenBy(failure: Failure, place: string): ChannelOutcome {
  switch (failure.code) {
    case 'timeout':
    case 'tls':
      return failed({ code: failure.code, place }, failure.code === 'timeout');
    case 'invalid-input':
      return failed({ code: 'in-clear', place }, false);
    case 'rate-limited':
      return failed({ code: 'status', place, status: 429, detail: '' }, true, failure.retryAt);
    case 'bad-response':
      return failed({ code: 'web-page', place }, true);
    default:
      return failed({ code: 'unreachable', place }, true);
  }
}

/** What a refusal says of itself: the usual names for it in JSON, else its text. */
function detailOf(body: unknown): string {
  const fields = body as Readonly<Record<string, unknown>> | null;
  const told =
    typeof body === 'object' && fields !== null
      ? (fields['description'] ?? fields['message'] ?? fields['error'] ?? '')
      : body;
  const text = oneLine(typeof told === 'string' ? told : '').trim();
  return /^</.test(text) ? '' : text.slice(0, LONGEST_DETAIL);
}

/** Seconds to wait as a body tells them: Telegram in `parameters`, Discord beside its message. */
function waitIn(body: unknown): number | null {
  if (typeof body !== 'object' || body === null) return null;
  const { parameters, retry_after: direct } = body as {
    readonly parameters?: { readonly retry_after?: unknown };
    readonly retry_after?: unknown;
  };
  const seconds = parameters?.retry_after ?? direct;
  return typeof seconds === 'number' && seconds >= 0 ? Math.ceil(seconds) : null;
}

/** The host of an address as it may be shown. */
export function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : '';
}

/** Parts of a path that are long enough to be a secret. */
function pathParts(address: string): readonly string[] {
  if (!URL.canParse(address)) return [];
  const { pathname, search } = new URL(address);
  return [...pathname.split('/'), ...search.slice(1).split(/[&=]/)].filter((part) => part.length >= 8);
}

/** Why nothing can be sent to the address in `url`, as a sentence; null: it can. */
export function webhookComplaint({ url = '', inClear = '' }: Destination): string | null {
  const fault = addressFault(url, { inOwnNetwork: inClear === 'yes' });
  if (fault === null) return null;
  const couldChoose = fault === 'in-clear' && isOwnNetwork(new URL(url).hostname);
  return couldChoose ? choiceNeeded : addressComplaint(fault);
}
