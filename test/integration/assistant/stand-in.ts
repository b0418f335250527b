import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the stand-in answers to one request, as the data files say it. */
export interface ScriptedAnswer {
  /** Streamed as a good model streams it, word by word. */
  readonly text?: string;
  /** Tools that it wants to be called, before its text. */
  readonly calls?: readonly { readonly name: string; readonly arguments: string }[];
  readonly finish?: string;
  readonly refusal?: string;
  readonly usage?: Readonly<Record<string, unknown>> | null;
  /** Sent as it stands in place of all that. */
  readonly raw?: string;
  readonly type?: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The same piece again and again, until the other side goes away. */
  readonly endless?: string;
  /** Characters of one word, repeated. */
  readonly huge?: number;
  readonly hang?: 'before' | 'head' | 'middle';
  readonly reset?: 'before' | 'middle';
}

export interface Received {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface StandIn {
  /** Base address, with the version. */
  readonly url: string;
  readonly received: Received[];
  /** What the next requests are answered with, one after the other; the last one stays. */
  answer(...script: readonly (ScriptedAnswer | ((request: Received) => ScriptedAnswer))[]): void;
  close(): Promise<void>;
}

/** A server that speaks OpenAI's chat completions and answers what a test wants. */
export async function startStandIn(): Promise<StandIn> {
  const received: Received[] = [];
  let script: readonly (ScriptedAnswer | ((request: Received) => ScriptedAnswer))[] = [{ text: 'ready' }];
  let step = 0;
  const server: Server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const one = { path: request.url ?? '', headers: request.headers, body };
      received.push(one);
      const next = script[Math.min(step, script.length - 1)] ?? {};
      step += 1;
      send(request, response, typeof next === 'function' ? next(one) : next);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    received,
    answer(...next) {
      script = next;
      step = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

const HEAD = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'stand-in' };

function chunk(delta: object, finish: string | null = null, more: object = {}): string {
  return `data: ${JSON.stringify({ ...HEAD, choices: [{ index: 0, delta, finish_reason: finish }], ...more })}\n\n`;
}

function send(request: IncomingMessage, response: ServerResponse, answer: ScriptedAnswer): void {
  const { status = 200, headers = {}, type = 'text/event-stream' } = answer;
  response.on('error', () => undefined);
  if (answer.reset === 'before') {
    request.socket.resetAndDestroy();
    return;
  }
  if (answer.hang === 'before') return;
  response.writeHead(status, { 'content-type': type, ...headers });
  if (answer.hang === 'head') {
    response.flushHeaders();
    return;
  }
  if (answer.raw !== undefined) {
    response.end(answer.raw);
    return;
  }
  response.write(chunk({ role: 'assistant', content: '' }));
  if (answer.endless !== undefined) {
    repeat(response, chunk({ content: answer.endless }));
    return;
  }
  if (answer.hang === 'middle') {
    response.write(chunk({ content: answer.text ?? 'It ' }));
    return;
  }
  if (answer.reset === 'middle') {
    response.write(chunk({ content: answer.text ?? 'It ' }), () => request.socket.resetAndDestroy());
    return;
  }
  for (const part of partsOf(answer)) response.write(chunk(part));
  response.write(chunk({}, answer.finish ?? ((answer.calls ?? []).length > 0 ? 'tool_calls' : 'stop')));
  const usage =
    answer.usage === undefined ? { prompt_tokens: 900, completion_tokens: 100, total_tokens: 1000 } : answer.usage;
  if (usage !== null) response.write(`data: ${JSON.stringify({ ...HEAD, choices: [], usage })}\n\n`);
  response.end('data: [DONE]\n\n');
}

function partsOf({ text, huge, refusal, calls = [] }: ScriptedAnswer): readonly object[] {
  const words = huge === undefined ? ((text ?? '').match(/\S*\s*/g) ?? []).filter(Boolean) : ['x'.repeat(huge)];
  return [
    ...words.map((content) => ({ content })),
    ...(refusal === undefined ? [] : [{ refusal }]),
    ...(calls.length === 0
      ? []
      : [
          {
            tool_calls: calls.map(({ name, arguments: given }, index) => ({
              ...{ index, id: `call_${index}`, type: 'function' },
              function: { name, arguments: given },
            })),
          },
        ]),
  ];
}

function repeat(response: ServerResponse, piece: string): void {
  const on = (): void => {
    if (response.destroyed) return;
    if (response.write(piece)) setImmediate(on);
    else response.once('drain', on);
  };
  on();
}
