import type { IncomingHttpHeaders } from 'node:http';
import type { FaultKind } from './fault';

/** A request, read whole. */
export interface Ask {
  readonly method: string;
  /** Below the provider's prefix, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The body as JSON; undefined when it is empty or none. */
  readonly body: unknown;
  /** Values of the `:names` in the route's pattern. */
  readonly params: Readonly<Record<string, string>>;
  /** Faults that change what a route answers, not how it travels. */
  readonly faults: ReadonlySet<FaultKind>;
}

export type Payload =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'text'; readonly type: string; readonly text: string }
  /** Sent chunk by chunk, made while it is sent. */
  | { readonly kind: 'lines'; readonly type: string; readonly lines: Iterable<string> };

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: Payload;
}

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  return { status, headers, payload: { kind: 'json', value } };
}

export function lines(type: string, content: Iterable<string>): Reply {
  return { status: 200, headers: {}, payload: { kind: 'lines', type, lines: content } };
}

export type Handler = (ask: Ask) => Reply;

export interface Route {
  readonly method: string;
  /** Such as `/v2/teams/:team`. */
  readonly pattern: string;
  readonly handle: Handler;
}

/** What is known about a failure; each provider says it in its own form. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** One simulated host. */
export interface ProviderCloud {
  /** Such as `/openai`. */
  readonly prefix: string;
  readonly routes: readonly Route[];
  /** Checks the credential; null lets the request through. */
  authorize(ask: Ask): Reply | null;
  refuse(refusal: Refusal): Reply;
  /** Adds the headers that this host puts on every answer. */
  stamp?(ask: Ask, reply: Reply): Reply;
}

export interface Match {
  readonly route: Route;
  readonly params: Record<string, string>;
}

/** The route for a request, `'method'` when only the method is wrong, or null. */
export function findRoute(routes: readonly Route[], method: string, path: string): Match | 'method' | null {
  let pathKnown = false;
  const given = path.split('/');
  for (const route of routes) {
    const params = matchPath(route.pattern.split('/'), given);
    if (params !== null) {
      if (route.method === method) {
        return { route, params };
      }
      pathKnown = true;
    }
  }
  return pathKnown ? 'method' : null;
}

function matchPath(pattern: readonly string[], given: readonly string[]): Record<string, string> | null {
  if (pattern.length !== given.length) {
    return null;
  }
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) {
      if (value === '') {
        return null;
      }
      params[part.slice(1)] = safeDecode(value);
    } else if (part !== value) {
      return null;
    }
  }
  return params;
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The bearer token, or null when there is none. */
export function bearer(ask: Ask): string | null {
  const found = /^Bearer\s+(.+)$/i.exec(ask.headers.authorization ?? '');
  return found?.[1] ?? null;
}

/** A list parameter in any of the forms that clients send: `name[]=a`, `name=a&name=b`, `name=a,b`. */
export function listParameter(query: URLSearchParams, name: string): string[] {
  return [...query.getAll(`${name}[]`), ...query.getAll(name)]
    .flatMap((value) => value.split(','))
    .filter((value) => value !== '');
}

/** A whole number between 1 and `most`, `preset` when absent, null when it is something else. */
export function limitParameter(query: URLSearchParams, preset: number, most: number): number | null {
  const text = query.get('limit');
  if (text === null) {
    return preset;
  }
  const value = Number(text);
  return Number.isInteger(value) && value >= 1 && value <= most ? value : null;
}
