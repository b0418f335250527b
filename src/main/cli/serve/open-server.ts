import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { cannotListen, type ServeRefusal, UNUSABLE_TLS, unreadableTlsFile } from '#shared/words/serve';
import { type Answer, answer, type Served } from './answer';

export interface ServePlace {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Paths of PEM files; null: in the clear. */
  readonly tls: { readonly cert: string; readonly key: string } | null;
}

export interface OpenServer {
  readonly url: string;
  /** Takes no more requests, and resolves when those that were taken are answered. */
  close(): Promise<void>;
}

/** Listens there until it is closed. Fails with `invalid-input` for a certificate or a place that cannot be used. */
export async function openServer(served: Served, { host, port, tls }: ServePlace): Promise<Result<OpenServer>> {
  const made = tls === null ? succeed(createServer(listener(served))) : tlsServer(listener(served), tls);
  if (!made.ok) {
    return made;
  }
  const server = made.value;
  const trouble = await listening(server, host, port);
  if (trouble !== null) {
    return fail(refusal(cannotListen(host, port, trouble)));
  }
  const { port: taken } = server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host;
  return succeed({
    url: `${tls === null ? 'http' : 'https'}://${name}:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  });
}

function listener(served: Served): RequestListener {
  return async ({ method = '', url = '/', headers }, response) => {
    const [path = '/'] = url.split('?');
    const { status, headers: own, body }: Answer = await answer(served, { method, path, headers });
    response.writeHead(status, {
      'cache-control': 'no-store',
      'content-length': Buffer.byteLength(body),
      'x-content-type-options': 'nosniff',
      ...own,
    });
    response.end(body);
  };
}

function tlsServer(listen: RequestListener, { cert, key }: NonNullable<ServePlace['tls']>): Result<Server> {
  const texts: string[] = [];
  for (const file of [cert, key]) {
    try {
      texts.push(readFileSync(file, 'utf8'));
    } catch {
      return fail(refusal(unreadableTlsFile(file)));
    }
  }
  try {
    return succeed(createTlsServer({ cert: texts[0], key: texts[1], minVersion: 'TLSv1.2' }, listen));
  } catch {
    return fail(refusal(UNUSABLE_TLS));
  }
}

/** Null once it listens, else the system's code for why not. */
function listening(server: Server, host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    server.listen(port, host, () => resolve(null));
  });
}

function refusal(said: ServeRefusal) {
  return { code: 'invalid-input', ...said, retryable: false } as const;
}
