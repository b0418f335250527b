import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';

/** What a provider answers otherwise than the simulator would. */
const answerSchema = z.array(
  z.strictObject({
    /** The end of the path that it is about. */
    path: z.string(),
    /** The whole answer. */
    replace: z.unknown().optional(),
    /** Members laid over the answer's, by JSON Merge Patch. */
    merge: z.record(z.string(), z.unknown()).optional(),
    /** Items added to a list of the entry of `in` whose `where` member has this value. */
    add: z
      .strictObject({
        in: z.string(),
        where: z.record(z.string(), z.union([z.string(), z.number()])),
        field: z.string(),
        items: z.array(z.unknown()),
      })
      .optional(),
  }),
);
type Answers = z.infer<typeof answerSchema>;
type Answer = Answers[number];
type Json = Record<string, unknown>;

/** What `<name>.answers.json` says beside an account file; empty where there is none. */
export function answersOf(folder: string, name: string): Answers {
  try {
    return answerSchema.parse(JSON.parse(readFileSync(join(folder, 'answers', `${name}.json`), 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return [];
    }
    throw error;
  }
}

/** A server before the simulator's that changes some of its answers. `url` takes the place of the simulator's own. */
export async function answerOtherwise(
  origin: string,
  answers: Answers,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((ask, reply) => pass(new URL(ask.url ?? '/', origin), answers, ask, reply));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function pass(url: URL, answers: Answers, ask: IncomingMessage, reply: ServerResponse): void {
  const own = answers.filter(({ path }) => url.pathname.endsWith(path));
  // What is changed has to be read: it comes unpacked.
  const headers = { ...ask.headers, ...(own.length === 0 ? {} : { 'accept-encoding': 'identity' }) };
  const sent = request(url, { method: ask.method, headers }, (answer) => {
    if (own.length === 0 || answer.statusCode !== 200) {
      reply.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(reply);
      return;
    }
    const parts: Buffer[] = [];
    answer.on('data', (part: Buffer) => parts.push(part));
    answer.on('end', () => {
      const told: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'));
      const body = JSON.stringify(own.reduce(changedBy, told));
      const { 'content-length': _length, 'transfer-encoding': _encoding, ...kept } = answer.headers;
      reply.writeHead(200, { ...kept, 'content-length': Buffer.byteLength(body) });
      reply.end(body);
    });
  });
  sent.on('error', () => reply.destroy());
  ask.pipe(sent);
}

function changedBy(told: unknown, { replace, merge, add }: Answer): unknown {
  const whole = replace === undefined ? told : replace;
  const merged = merge === undefined ? whole : mergedWith(whole, merge);
  return add === undefined ? merged : addedTo(merged, add);
}

function mergedWith(value: unknown, patch: Json): Json {
  const own = isRecord(value) ? value : {};
  const changed = Object.entries(patch).map(([key, part]) => [key, isRecord(part) ? mergedWith(own[key], part) : part]);
  return { ...own, ...(Object.fromEntries(changed) as Json) };
}

function addedTo(value: unknown, add: NonNullable<Answer['add']>): unknown {
  if (!isRecord(value) || !Array.isArray(value[add.in])) {
    return value;
  }
  const entries = (value[add.in] as unknown[]).map((entry) => {
    const isMeant = isRecord(entry) && Object.entries(add.where).every(([key, wanted]) => entry[key] === wanted);
    return isMeant ? { ...entry, [add.field]: [...((entry[add.field] as unknown[]) ?? []), ...add.items] } : entry;
  });
  return { ...value, [add.in]: entries };
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
