import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** What a stand-in says to one request: status 200 and JSON unless it says otherwise. */
export interface StandInAnswer {
  readonly status?: number;
  readonly type?: string;
  /** A text is sent as it is, anything else as JSON. */
  readonly body: unknown;
}

export interface StandIn {
  readonly url: string;
  /** `GET /v2/user?limit=20` of every request so far. */
  readonly asked: string[];
}

/**
 * A server that answers as `answer` says, until the test is over. For recorded shapes that the simulator does not
 * show; undefined answers 404 as Vercel does.
 */
export async function answered(
  answer: (path: string, query: URLSearchParams, body: string) => StandInAnswer | undefined,
): Promise<StandIn> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    asked.push(`${request.method} ${request.url}`);
    const said = answer(url.pathname, url.searchParams, await textOf(request));
    const {
      status = 200,
      type = 'application/json; charset=utf-8',
      body,
    } = said ?? {
      status: 404,
      body: { error: { code: 'not_found', message: 'Not found' } },
    };
    response.writeHead(status, { 'content-type': type });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
