import { tmpdir } from 'node:os';
import { Client, type ClientOptions } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { bareEnvironment, cli } from './built-cli';

/** An assistant that has started `headroom mcp ARGS`, with what it wrote to standard error. */
export interface Assistant {
  readonly client: Client;
  stderr(): string;
  /** Asks a tool: its JSON, or its text where it is an error. */
  ask(name: string, input?: Record<string, unknown>): Promise<Asked>;
  /** Reads a resource: its texts by media type. */
  read(uri: string): Promise<readonly { readonly uri: string; readonly mimeType?: string; readonly text: string }[]>;
}

export interface Asked {
  readonly isError: boolean;
  readonly text: string;
  readonly json: Record<string, unknown>;
}

/** The official client over a real process of the built terminal. */
export async function startAssistant(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  options: ClientOptions = {},
): Promise<Assistant> {
  return connectAssistant(
    { command: process.execPath, args: [cli, 'mcp', ...args], env: bareEnvironment(environment), cwd: tmpdir() },
    options,
  );
}

export async function connectAssistant(
  place: { command: string; args: string[]; env: Record<string, string>; cwd: string },
  options: ClientOptions = {},
): Promise<Assistant> {
  const transport = new StdioClientTransport({ ...place, stderr: 'pipe' });
  let stderr = '';
  transport.stderr?.on('data', (chunk: Buffer) => {
    stderr += String(chunk);
  });
  const client = new Client({ name: 'headroom-test', version: '1.0.0' }, options);
  await client.connect(transport);
  return {
    client,
    stderr: () => stderr,
    async ask(name, input = {}) {
      const { content, isError } = await client.callTool({ name, arguments: input });
      const [only] = content;
      if (only?.type !== 'text' || content.length !== 1) throw new Error(`${name} answered no text`);
      return { isError: isError === true, text: only.text, json: isError ? {} : JSON.parse(only.text) };
    },
    async read(uri) {
      const { contents } = await client.readResource({ uri });
      return contents.map((one) => {
        if (!('text' in one)) throw new Error(`${uri} is no text`);
        return one;
      });
    },
  };
}
