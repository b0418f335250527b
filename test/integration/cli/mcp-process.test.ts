import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatInstant } from '#shared/core/calendar/calendar';
import { NOW } from '../collection/monitored';
import { copyFilledSample } from '../collection/sample';
import { bareEnvironment, buildCli, builtFolder, cli, ended, removeCli, runCli, startCli } from './built-cli';
import { connectAssistant, startAssistant } from './mcp-client';

const LONG = 300_000;
const folders: string[] = [];

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'headroom-mcp-'));
  folders.push(made);
  return made;
}

beforeAll(buildCli, LONG);
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true, maxRetries: 5 });
  removeCli();
});

const initialize = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'by hand', version: '1' } },
};

describe('the process of headroom mcp', () => {
  it(
    'writes nothing but the protocol, and ends when standard input does',
    async () => {
      const child = startCli(['mcp', '--data-dir', folder()]);
      const end = ended(child);
      child.stdin.write(`${JSON.stringify(initialize)}\n`);
      await once(child.stdout, 'data');
      child.stdin.end();
      const { code, stdout, stderr } = await end;
      expect(code).toBe(0);
      const messages = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { jsonrpc: string; result: object });
      expect(messages).toMatchObject([{ jsonrpc: '2.0', result: { serverInfo: { name: 'headroom' } } }]);
      expect(stderr).toBe('');
    },
    LONG,
  );

  it(
    'ends when it is told to, with standard input still open',
    async () => {
      const child = startCli(['mcp', '--data-dir', folder()]);
      child.stdin.write(`${JSON.stringify(initialize)}\n`);
      await once(child.stdout, 'data');
      const end = ended(child);
      child.kill('SIGTERM');
      expect((await end).code).toBe(0);
    },
    LONG,
  );

  it(
    'ends where a line is too long to go on from, and leaves nobody waiting',
    async () => {
      const child = startCli(['mcp', '--data-dir', folder()]);
      child.stdin.on('error', () => undefined);
      child.stdin.write(`${JSON.stringify(initialize)}\n`);
      await once(child.stdout, 'data');
      const end = ended(child);
      child.stdin.write('x'.repeat(2 * 1024 * 1024));
      expect((await end).code).toBe(0);
    },
    LONG,
  );

  it(
    'speaks the current revision too, and says why nothing is known yet',
    async () => {
      const { client, ask, read, stderr } = await startAssistant(
        ['--data-dir', folder()],
        {},
        {
          versionNegotiation: { mode: { pin: '2026-07-28' } },
        },
      );
      try {
        for (const name of ['limits', 'bill', 'metrics', 'recommendations', 'alerts', 'connections']) {
          const { isError, json } = await ask(name);
          expect(isError, name).toBe(false);
          expect(json['notes'], name).toEqual([expect.stringContaining('No account is connected.')]);
        }
        expect((await ask('explain_change')).json['change']).toBeNull();
        const refused = await ask('usage', { metric: 'VERCEL_KV_STORAGE_MB' });
        expect(refused).toMatchObject({
          isError: true,
          text: 'There is no metric "VERCEL_KV_STORAGE_MB". Nothing is measured yet.',
        });
        expect((await ask('what_if', { changes: 'traffic=2' })).isError).toBe(true);
        for (const uri of ['headroom://limits', 'headroom://bill']) {
          expect((await read(uri)).map(({ mimeType }) => mimeType)).toEqual(['application/json', 'text/plain']);
          expect((await read(uri))[1]?.text).toContain('No account is connected.');
        }
        expect(stderr()).toBe('');
      } finally {
        await client.close();
      }
    },
    LONG,
  );

  it(
    'answers while others write, with what they wrote',
    async () => {
      const place = folder();
      await copyFilledSample(place, NOW);
      const onSample = ['--sample', '--data-dir', place];
      const environment = { HEADROOM_NOW: formatInstant(NOW) };
      const { client, ask } = await startAssistant(onSample, environment);
      try {
        const limitOf = async () =>
          (
            (await ask('limits', { metric: 'VERCEL_KV_STORAGE_MB' })).json['limits'] as {
              limit: number;
              percent: number;
            }[]
          )[0];
        expect(await limitOf()).toMatchObject({ limit: 30, percent: 85 });
        const writing = Promise.all([
          runCli(['collect', ...onSample], environment),
          runCli(['limits', 'set', 'VERCEL_KV_STORAGE_MB', '256', ...onSample], environment),
        ]);
        let isWriting = true;
        const written = writing.finally(() => {
          isWriting = false;
        });
        let asked = 0;
        while (isWriting) {
          for (const name of ['limits', 'bill', 'alerts', 'recommendations', 'connections']) {
            const { isError, text } = await ask(name);
            expect(isError, text).toBe(false);
            asked += 1;
          }
          // Whoever writes needs the processor too.
          await new Promise((resolve) => setTimeout(resolve, 300));
        }
        expect((await written).map(({ code }) => code)).toEqual([0, 0]);
        expect(asked).toBeGreaterThan(0);
        expect(await limitOf()).toMatchObject({ limit: 256, percent: expect.closeTo((25.5 / 256) * 100, 1) });
        const printed = JSON.parse((await runCli(['limits', '--json', ...onSample], environment)).stdout) as {
          key: string;
        }[];
        expect(printed.find(({ key }) => key === 'sample-redis/VERCEL_KV/STORAGE_MB')).toMatchObject({ limit: 256 });
      } finally {
        await client.close();
      }
    },
    LONG,
  );

  it('is alone in loading its package, and what speaks with models is loaded by nobody at once', () => {
    const reached = new Set<string>();
    const packages = new Set<string>();
    const follow = (file: string) => {
      if (reached.has(file)) return;
      reached.add(file);
      const source = readFileSync(file, 'utf8');
      for (const [, , from, bare] of source.matchAll(
        /^(import|export)\b[^'"]*?from\s*["']([^"']+)["']|^import\s*["']([^"']+)["']/gm,
      )) {
        const name = from ?? bare ?? '';
        if (name.startsWith('.')) follow(resolve(dirname(file), name));
        else packages.add(name);
      }
    };
    follow(cli);
    expect(packages).toContain('commander');
    expect([...packages].filter((name) => /^(@modelcontextprotocol|@ai-sdk|ai$)/.test(name))).toEqual([]);
    const chunks = readdirSync(join(builtFolder, 'chunks')).map((name) =>
      readFileSync(join(builtFolder, 'chunks', name), 'utf8'),
    );
    expect(chunks.some((text) => text.includes('@modelcontextprotocol/server'))).toBe(true);
  });
});

describe('docs/mcp.md', () => {
  const document = readFileSync(resolve('docs/mcp.md'), 'utf8');
  const blocks = [...document.matchAll(/```json\n(.*?)```/gs)].map(([, text = '']) => JSON.parse(text) as Config);

  interface Config {
    readonly mcpServers?: Record<string, Started>;
    readonly servers?: Record<string, Started>;
  }
  interface Started {
    readonly type?: string;
    readonly command: string;
    readonly args: string[];
  }

  it('has the configuration of three clients in their own form', () => {
    expect(blocks.map((block) => Object.keys(block))).toEqual([['mcpServers'], ['servers'], ['mcpServers']]);
    expect(blocks[1]?.servers?.['headroom']?.type).toBe('stdio');
    const scripts = (JSON.parse(readFileSync(resolve('package.json'), 'utf8')) as { scripts: Record<string, string> })
      .scripts;
    expect(scripts['headroom']).toBe('node scripts/headroom.mjs');
  });

  it.each(blocks.map((block, at) => [at, block] as const))(
    'the command of block %i starts it',
    async (_at, block) => {
      const { command, args } = { ...block.mcpServers, ...block.servers }['headroom'] as Started;
      // A project whose script runs the terminal that is built already.
      const project = folder();
      const node = JSON.stringify(process.execPath);
      writeFileSync(
        join(project, 'package.json'),
        JSON.stringify({ scripts: { headroom: `${node} ${JSON.stringify(cli)}` } }),
      );
      const there = args.map((arg) => (arg === '/path/to/headroom' ? project : arg));
      expect(there).not.toEqual(args);
      const { client } = await connectAssistant({
        command,
        args: [...there, '--data-dir', folder()],
        env: bareEnvironment(),
        cwd: tmpdir(),
      });
      try {
        expect((await client.listTools()).tools.map(({ name }) => name)).toContain('limits');
      } finally {
        await client.close();
      }
    },
    LONG,
  );

  it(
    'names every tool that there is',
    async () => {
      const named = [...document.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
      const { client } = await startAssistant(['--data-dir', folder()], {});
      try {
        expect(named.toSorted()).toEqual((await client.listTools()).tools.map(({ name }) => name).toSorted());
      } finally {
        await client.close();
      }
    },
    LONG,
  );
});
