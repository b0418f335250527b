import { type AddressInfo, createServer, type Socket } from 'node:net';

/** What a stand-in answers to a command: bytes of the protocol, or null to close the connection without a word. */
export type Answer = (command: readonly string[]) => string | null;

export interface StandIn {
  readonly port: number;
  /** All commands that came, a list of words each. */
  readonly commands: readonly (readonly string[])[];
  stop(): Promise<void>;
}

/** A server on 127.0.0.1 that reads commands as Redis does and answers what the test says, for servers that Debian lacks. */
export async function startRedisStandIn(answer: Answer): Promise<StandIn> {
  const commands: string[][] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    let pending = '';
    socket.on('data', (data) => {
      pending += data.toString('latin1');
      for (let read = readCommand(pending); read !== null; read = readCommand(pending)) {
        pending = pending.slice(read.length);
        commands.push(read.words);
        const reply = answer(read.words);
        if (reply === null) socket.end();
        else socket.write(reply);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    commands,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** A text as a bulk string of the protocol. */
export function bulk(text: string): string {
  return `$${Buffer.byteLength(text)}\r\n${text}\r\n`;
}

/** `INFO` with these fields, in the section's form. */
export function info(fields: Readonly<Record<string, string | number>>): string {
  return bulk(
    `# Server\r\n${Object.entries(fields)
      .map(([name, value]) => `${name}:${value}\r\n`)
      .join('')}`,
  );
}

/** Reads one array of bulk strings; null while it is not all there. */
function readCommand(text: string): { readonly words: string[]; readonly length: number } | null {
  const head = /^\*(\d+)\r\n/.exec(text);
  if (head === null) return null;
  let at = head[0].length;
  const words: string[] = [];
  for (let left = Number(head[1]); left > 0; left -= 1) {
    const size = /^\$(\d+)\r\n/.exec(text.slice(at));
    if (size === null) return null;
    const start = at + size[0].length;
    const end = start + Number(size[1]);
    if (text.length < end + 2) return null;
    words.push(text.slice(start, end));
    at = end + 2;
  }
  return { words, length: at };
}
