import { type AssistantDesk, type AssistantDeskOptions, assistantDesk } from '#main/assistant/desk';
import { exchangeLog } from '#main/assistant/exchange-log';
import { linesInMemory } from '#main/assistant/json-lines';
import type { WireParts } from '#main/assistant/model/wire';
import { nothingSpent } from '#main/assistant/spending';
import { settableClock } from '#main/clock';
import type { HttpClient, HttpRequest } from '#main/http/http-client';
import { readAssistantPrice } from '#main/queries/bill/assistant-price';
import { readKnownNames } from '#main/queries/connections/known-names';
import { readAssistantSettings } from '#main/queries/home/assistant-settings';
import { readAssistantEvidence, readFurtherChoices } from '#main/queries/recommendations/assistant-evidence';
import type { AccountSession } from '#main/session/account-session';
import type { AssistantSettings } from '#shared/domain/assistant';
import { type Failure, fail, succeed } from '#shared/domain/failure';
import { secretsInMemory } from '../secrets/secrets-in-memory';

/** 2026-11-24T10:00:00Z. */
const NOW = 1_795_514_400;

export const ENDPOINT = {
  ...({ provider: 'compatible', model: 'm', key: null, title: 'M' } as const),
  address: 'https://m.test/v1',
};

const HEAD = { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm' };
const chunk = (delta: object, finish: string | null, more: object = {}) =>
  `data: ${JSON.stringify({ ...HEAD, choices: [{ index: 0, delta, finish_reason: finish }], ...more })}`;

/** The lines with which a model says a text; `usage` null: it does not tell what it took. */
export function says(
  text: string,
  usage: object | null = { prompt_tokens: 900, completion_tokens: 100 },
  finish = 'stop',
): readonly string[] {
  return [
    chunk({ role: 'assistant', content: text }, null),
    chunk({}, finish),
    ...(usage === null ? [] : [`data: ${JSON.stringify({ ...HEAD, choices: [], usage })}`]),
    'data: [DONE]',
  ];
}

/** A client behind which a model says these answers one after the other, the last one again and again, or fails. */
export function aModel(...answers: readonly (readonly string[] | Failure)[]) {
  const sent: HttpRequest[] = [];
  const http: Pick<HttpClient, 'lines'> = {
    async lines(request, onLine) {
      sent.push(request);
      const answer = answers[Math.min(sent.length, answers.length) - 1] ?? [];
      if ('code' in answer) return fail(answer);
      for (const line of answer) await onLine(line);
      return succeed({ lines: answer.length, complete: true, durationMs: 1 });
    },
  };
  return { http: async () => http as HttpClient, sent };
}

/** What requests go out with, where nothing has a price. */
export function wireParts(http: WireParts['http'], more: Partial<WireParts> = {}): WireParts {
  return {
    ...{ http, clock: settableClock(NOW), log: exchangeLog(linesInMemory()), spending: nothingSpent },
    atMost: () => ({ tokens: 5_000, usd: null }),
    priced: ({ input, output }) => ({ tokens: input + output, usd: null }),
    ...more,
  };
}

/** An account that answers each query the same as long as a test lasts. */
export function anAccount(answers: ReadonlyMap<unknown, unknown>): AccountSession {
  return {
    ask: async (query: unknown) => answers.get(query),
    clock: settableClock(NOW),
    scheduler: { intervalMinutes: 15 },
  } as unknown as AccountSession;
}

/** What is sent of an account in which one thing is advised. */
export const evidenceOf = (title: string) => ({
  now: '2026-11-24T10:00:00Z',
  verdict: { headline: 'All calm', sentence: 'Nothing presses.' },
  bill: null,
  recommendations: [{ id: 7, title, account: 'acme' }],
  leftOut: 0,
});

const SETTINGS: AssistantSettings = {
  ...({ enabled: true, provider: 'compatible', model: 'm', address: ENDPOINT.address } as const),
  ...{ maskNames: true, capUsd: 5, capTokens: 1_000 },
};

/** A desk over an account of which a test says everything. */
export function aDesk(
  http: WireParts['http'],
  given: {
    readonly settings?: Partial<AssistantSettings>;
    readonly price?: object;
    readonly answers?: Map<unknown, unknown>;
    readonly options?: Partial<AssistantDeskOptions>;
  } = {},
): { readonly desk: AssistantDesk; readonly answers: Map<unknown, unknown> } {
  let settings = { ...SETTINGS, ...given.settings };
  const answers = new Map<unknown, unknown>([
    [readKnownNames, []],
    [readAssistantPrice, given.price ?? null],
    [readAssistantEvidence, evidenceOf('Upgrade Redis')],
    [readFurtherChoices, []],
    ...(given.answers ?? []),
  ]);
  const account = anAccount(answers);
  const own = {
    ask: async (query: unknown) => (query === readAssistantSettings ? settings : answers.get(query)),
    async act(_action: unknown, changes: Partial<AssistantSettings>) {
      settings = { ...settings, ...changes };
    },
  } as unknown as AssistantDeskOptions['own'];
  const log = exchangeLog(linesInMemory());
  const desk = assistantDesk({
    ...{ own, current: () => account, sampleModel: () => undefined, secrets: secretsInMemory(), http },
    ...{ clock: account.clock, ending: new AbortController().signal, log: () => log, spending: nothingSpent },
    ...given.options,
  });
  return { desk, answers };
}
