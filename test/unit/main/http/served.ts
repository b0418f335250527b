import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { settableClock } from '#main/clock';
import { createHttpClient, type HttpClientOptions } from '#main/http/client';

/** 2026-11-24T10:00:00Z. */
export const NOW = 1_795_514_400;

type Handler = (request: IncomingMessage, response: ServerResponse, count: number) => void;

export interface Served {
  /** Of one thing to ask for. */
  readonly url: string;
  /** With its port. */
  readonly host: string;
  /** Requests so far. */
  readonly count: () => number;
}

/** A server on this computer that answers as `handler` says, until the test is over. */
export async function serve(handler: Handler): Promise<Served> {
  let count = 0;
  const server = createServer((request, response) => {
    count += 1;
    handler(request, response, count);
  });
  const host = await listen(server);
  return { url: `http://${host}/things`, host, count: () => count };
}

/** Starts a server that goes with the test; answers its host with the port. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Not waited for: a tunnel through a proxy ends only when the server behind it is closed too.
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The real client with a clock that stands still; retries come at once. */
export function client(options: Partial<HttpClientOptions> = {}) {
  return createHttpClient({ clock: settableClock(NOW), userAgent: 'Headroom/test', random: () => 0, ...options });
}

export function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}
