import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 5;

/** The app's page over Chromium's debugging protocol. Playwright holds the start up while it connects; this does not. */
export interface DebuggedPage {
  /** The number that an expression, or the promise that it makes, comes to. */
  evaluate(expression: string): Promise<number>;
  close(): void;
}

/** Waits for the page at `port` and connects. Throws when there is none within `limitMs`. */
export async function openPage(port: number, limitMs: number): Promise<DebuggedPage> {
  const socket = new WebSocket(await addressOf(port, limitMs));
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', reject, { once: true });
  });
  return {
    async evaluate(expression) {
      const params = { expression, awaitPromise: true, returnByValue: true };
      for (const end = Date.now() + limitMs; ; await sleep(POLL_MS)) {
        socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params }));
        const text = await nextMessage(socket);
        const { result } = JSON.parse(text) as { readonly result?: { readonly result?: { readonly value?: unknown } } };
        const value = result?.result?.value;
        if (typeof value === 'number') {
          return value;
        }
        // A page that is still being loaded has nowhere to evaluate anything yet.
        if (Date.now() > end) {
          throw new Error(`The page answered ${text}`);
        }
      }
    },
    close: () => socket.close(),
  };
}

function nextMessage(socket: WebSocket): Promise<string> {
  return new Promise((resolve) =>
    socket.addEventListener('message', ({ data }) => resolve(String(data)), { once: true }),
  );
}

async function addressOf(port: number, limitMs: number): Promise<string> {
  for (const end = Date.now() + limitMs; Date.now() < end; await sleep(POLL_MS)) {
    const targets = await listTargets(port);
    const page = targets.find(({ type, url }) => type === 'page' && /^(app|file):/.test(url));
    if (page !== undefined) {
      return page.webSocketDebuggerUrl;
    }
  }
  throw new Error(`The app showed no page within ${limitMs / 1000} s.`);
}

interface Target {
  readonly type: string;
  readonly url: string;
  readonly webSocketDebuggerUrl: string;
}

async function listTargets(port: number): Promise<readonly Target[]> {
  try {
    return (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as Target[];
  } catch {
    return [];
  }
}
