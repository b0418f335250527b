import type { ErrorAnswer, HttpClient } from '#main/http/http-client';
import { changed } from '#main/http/outcome';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { textAt } from '../lenient';
import { redisFailure } from './failures';
import { PINGS, type ProbeReport } from './probe';

export interface RestAddress {
  readonly kind: 'rest';
  readonly url: string;
  readonly token: string;
}

/** Visits a store over Upstash's REST form. `INFO` warms the connection, so every ping is a warm one. */
export async function probeRest(address: RestAddress, http: HttpClient): Promise<ProbeReport> {
  const info = await command(address, http, 'INFO');
  if (!info.ok && info.failure.code !== 'not-permitted' && info.failure.code !== 'wrong-credential-kind') {
    return { info, pings: info };
  }
  const pings: number[] = [];
  for (let sent = 0; sent < PINGS; sent += 1) {
    const pong = await command(address, http, 'PING');
    if (!pong.ok) return { info: textOf(info), pings: pong };
    pings.push(pong.value.durationMs);
  }
  return { info: textOf(info), pings: succeed(pings) };
}

interface CommandReply {
  readonly text: string;
  readonly durationMs: number;
}

async function command(address: RestAddress, http: HttpClient, name: 'INFO' | 'PING'): Promise<Result<CommandReply>> {
  const result = await http.request({
    method: 'POST',
    url: address.url,
    json: [name],
    headers: { authorization: `Bearer ${address.token}` },
    from: 'The Redis store',
    explain,
  });
  if (!result.ok) return result;
  const text = textAt(result.value.body, 'result');
  if (text !== undefined) return succeed({ text, durationMs: result.value.durationMs });
  const error = textAt(result.value.body, 'error');
  return fail(error === undefined ? changed('The Redis store', `the command ${name}`) : restFailure(error));
}

function textOf(reply: Result<CommandReply>): Result<string> {
  return reply.ok ? succeed(reply.value.text) : reply;
}

function explain({ status, body }: ErrorAnswer): Failure | null {
  const error = textAt(body, 'error');
  if (status === 401) {
    return {
      code: 'invalid-credential',
      message: 'The Redis store does not accept the REST token.',
      action: 'Paste KV_REST_API_TOKEN (or UPSTASH_REDIS_REST_TOKEN) of this very store again.',
      retryable: false,
    };
  }
  return status === 400 && error !== undefined ? restFailure(error) : null;
}

function restFailure(error: string): Failure {
  if (error.startsWith('NOPERM')) {
    return {
      code: 'wrong-credential-kind',
      message: 'This is the read-only token: it may not ask the store for its state (INFO).',
      action: 'Paste the value of KV_REST_API_TOKEN instead of KV_REST_API_READ_ONLY_TOKEN.',
      retryable: false,
    };
  }
  return redisFailure(error);
}
