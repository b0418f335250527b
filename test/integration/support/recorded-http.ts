import type { HttpClient, HttpRequest } from '#main/http/http-client';
import { fail, succeed } from '#shared/domain/failure';

/** Answers by request. A stream of lines is kept as the list of its lines' values. */
export type Recording = Map<string, unknown>;

const keyOf = ({ method = 'GET', url, query = {}, json = null }: HttpRequest): string =>
  JSON.stringify([method, new URL(url).pathname, Object.entries(query).sort(), json]);

/** A client that asks `http` and writes down what it answered. */
export function recording(http: HttpClient, into: Recording): HttpClient {
  return {
    async request(request) {
      const answer = await http.request(request);
      if (answer.ok) into.set(keyOf(request), answer.value.body);
      return answer;
    },
    async lines(request, onLine) {
      const rows: unknown[] = [];
      const answer = await http.lines(request, (line) => {
        rows.push(JSON.parse(line));
        return onLine(line);
      });
      if (answer.ok) into.set(keyOf(request), rows);
      return answer;
    },
    get requestCount() {
      return http.requestCount;
    },
  };
}

/** A client that answers from a recording; what was not recorded is not found. */
export function replaying(from: Recording): HttpClient {
  let requestCount = 0;
  const found = (request: HttpRequest) => {
    requestCount += 1;
    return from.get(keyOf(request));
  };
  const unknown = { code: 'not-found', message: 'This was not recorded.', action: '', retryable: false } as const;
  return {
    async request(request) {
      const body = found(request);
      return body === undefined ? fail(unknown) : succeed({ status: 200, headers: {}, body, bytes: 0, durationMs: 0 });
    },
    async lines(request, onLine) {
      const rows = found(request);
      if (!Array.isArray(rows)) return fail(unknown);
      for (const row of rows) await onLine(JSON.stringify(row) ?? '');
      return succeed({ lines: rows.length, complete: true, durationMs: 0 });
    },
    get requestCount() {
      return requestCount;
    },
  };
}

type Step = string | number;

/** One field of an answer in another form. */
export interface Mutation {
  /** Where it is: `data.0.date`. */
  readonly path: string;
  readonly what: string;
  readonly body: unknown;
}

/** Every field of `body` in every form that it never has, one at a time; of a list its first and its last item. */
export function* mutations(body: unknown): Generator<Mutation> {
  for (const path of pathsOf(body)) {
    const before = path.reduce<unknown>((at, step) => (at as Record<Step, unknown>)[step], body);
    for (const [what, value] of forms(before, typeof path.at(-1) === 'string')) {
      yield { path: path.join('.'), what, body: withValue(body, path, value) };
    }
  }
}

function* pathsOf(value: unknown, path: readonly Step[] = []): Generator<readonly Step[]> {
  if (typeof value !== 'object' || value === null) return;
  const steps: readonly Step[] = Array.isArray(value)
    ? [...new Set([0, value.length - 1])].filter((at) => at >= 0)
    : Object.keys(value);
  for (const step of steps) {
    yield [...path, step];
    yield* pathsOf((value as Record<Step, unknown>)[step], [...path, step]);
  }
}

const GONE = Symbol('gone');

/** The forms that a value does not have. A text is only wrong as a text where it says a number or a moment. */
function* forms(before: unknown, isField: boolean): Generator<readonly [string, unknown]> {
  if (isField) yield ['missing', GONE];
  if (before !== null) yield ['null', null];
  if (typeof before !== 'boolean') yield ['true', true];
  if (typeof before !== 'object' || before === null || Array.isArray(before)) yield ['an object', { odd: 1 }];
  if (!Array.isArray(before)) yield ['a list', ['odd']];
  if (typeof before === 'number' || isMeasured(before)) yield ['a text', 'odd'];
  // A number that comes as a text may come as a number.
  if (typeof before === 'string' && !isNumeric(before)) yield ['a number', 7.25];
}

const isNumeric = (text: string): boolean => text !== '' && !Number.isNaN(Number(text));

function isMeasured(text: unknown): boolean {
  return typeof text === 'string' && (isNumeric(text) || /^\d{4}-\d\d-\d\d/.test(text));
}

function withValue(body: unknown, [step, ...rest]: readonly Step[], value: unknown): unknown {
  if (step === undefined) return value;
  const inner = withValue((body as Record<Step, unknown>)[step], rest, value);
  if (Array.isArray(body)) return body.map((one: unknown, at) => (at === step ? inner : one));
  const copy: Record<Step, unknown> = { ...(body as Record<Step, unknown>) };
  if (inner === GONE) delete copy[step];
  else copy[step] = inner;
  return copy;
}
