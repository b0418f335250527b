import type { Socket } from 'node:net';

/** What a server refused, in its own words: `NOAUTH Authentication required.` */
export class RespError extends Error {}

/** Something answered that is no Redis: not in its protocol. `firstByte` of what came. */
export class NotRedis extends Error {
  constructor(readonly firstByte: number) {
    super('not the protocol of Redis');
  }
}

/** Sends commands over an open connection, in the protocol that all versions speak (RESP 2). */
export interface RespClient {
  /** The reply as text; rejects with `RespError` for a refusal, and with the socket's error for a broken connection. */
  send(...words: readonly string[]): Promise<string>;
  /** True once anything came from the server. */
  readonly hasAnswered: boolean;
}

interface Waiting {
  resolve(text: string): void;
  reject(error: unknown): void;
}

/**
 * Replies are taken in the order of the commands. Only the forms that `AUTH`, `INFO` and `PING` are answered in are
 * known: a line, an error, a number and a text with its length.
 */
export function respClient(socket: Socket): RespClient {
  const waiting: Waiting[] = [];
  const early: Reply[] = [];
  const chunks: Buffer[] = [];
  let hasAnswered = false;
  let broken: unknown = null;
  const end = (error: unknown) => {
    broken ??= error;
    for (const one of waiting.splice(0)) one.reject(broken);
  };
  const settle = (one: Waiting, reply: Reply) => {
    if (reply.isError) one.reject(new RespError(reply.text));
    else one.resolve(reply.text);
  };
  socket.on('data', (data: Buffer) => {
    hasAnswered = true;
    chunks.push(data);
    // A long text comes in many pieces: they are put together when its end may be there, since a reply ends a line.
    if (data.at(-1) !== LINE_END && isRedis(chunks[0]?.[0] ?? 0)) return;
    try {
      let pending = Buffer.concat(chunks.splice(0));
      for (let read = readReply(pending); read !== null; read = readReply(pending)) {
        pending = pending.subarray(read.length);
        const one = waiting.shift();
        if (one === undefined) early.push(read);
        else settle(one, read);
      }
      if (pending.length > 0) chunks.push(pending);
    } catch (error) {
      socket.destroy();
      end(error);
    }
  });
  socket.on('error', end);
  socket.on('close', () => {
    const left = chunks[0]?.[0];
    end(
      left === undefined || isRedis(left)
        ? Object.assign(new Error('closed'), { code: 'ECONNRESET' })
        : new NotRedis(left),
    );
  });
  return {
    get hasAnswered() {
      return hasAnswered;
    },
    send: (...words) =>
      new Promise((resolve, reject) => {
        const one = { resolve, reject };
        // A server that takes nobody says so before it is asked, and closes.
        const told = early.shift();
        if (told !== undefined) return settle(one, told);
        if (broken !== null) return reject(broken);
        waiting.push(one);
        socket.write(encode(words));
      }),
  };
}

function encode(words: readonly string[]): string {
  return `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;
}

interface Reply {
  readonly text: string;
  readonly isError: boolean;
  /** Bytes that it takes. */
  readonly length: number;
}

/** Forms that are read, then those of the protocol that answer nothing that is asked here: they end by time or size. */
const FORMS = '+-:$';
const OTHER_FORMS = '*%~>|=(,#_';
const LINE_END = 0x0a;

function isRedis(firstByte: number): boolean {
  return (FORMS + OTHER_FORMS).includes(String.fromCharCode(firstByte));
}

/** The reply at the beginning; null while it is not all there. Throws `NotRedis`. */
function readReply(data: Buffer): Reply | null {
  const [first] = data;
  if (first === undefined) return null;
  const lineEnd = data.indexOf('\r\n');
  if (lineEnd < 0 || OTHER_FORMS.includes(String.fromCharCode(first))) return null;
  if (!isRedis(first)) throw new NotRedis(first);
  const line = data.toString('utf8', 1, lineEnd);
  const start = lineEnd + 2;
  if (String.fromCharCode(first) !== '$') return { text: line, isError: first === 0x2d, length: start };
  const size = Number(line);
  if (!Number.isInteger(size)) throw new NotRedis(first);
  if (size < 0) return { text: '', isError: false, length: start };
  return data.length < start + size + 2
    ? null
    : { text: data.toString('utf8', start, start + size), isError: false, length: start + size + 2 };
}
