import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { channelKind } from '#main/delivery/channels/kinds';
import { message, never, tools } from './messages';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom-command-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program of the person's own. */
function program(name: string, script: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

const run = (destination: Record<string, string>, change = {}, patienceMs = 5000) =>
  channelKind('command').send(message(change), destination, { ...tools, patienceMs }, never);

describe('a command of the person', () => {
  it('gets the message as JSON and as variables, its arguments one a line, and no shell reads them', async () => {
    const out = join(folder, 'out');
    const file = program('tell', `cat > '${out}'; echo "$1|$2|$HEADROOM_TITLE|$HEADROOM_SEVERITY" >> '${out}'`);
    const title = 'Redis $(touch /tmp/never) `id`';
    expect(await run({ program: file, arguments: 'a, b\n$HOME' }, { title })).toEqual({ outcome: 'shown', why: null });
    const [json = '', line] = readFileSync(out, 'utf8').trim().split('\n');
    expect(JSON.parse(json)).toMatchObject({ type: 'alert.firing', data: { id: message().key, title } });
    expect(line).toBe(`a, b|$HOME|${title}|warning`);
  });

  it('gets no key of an account that stands in the environment', async () => {
    const out = join(folder, 'variables');
    process.env['VERCEL_TOKEN'] = 'vcp_not_for_others';
    try {
      await run({ program: program('look', `env > '${out}'`) });
    } finally {
      delete process.env['VERCEL_TOKEN'];
    }
    expect(readFileSync(out, 'utf8')).toContain('HEADROOM_ID=');
    expect(readFileSync(out, 'utf8')).not.toContain('vcp_not_for_others');
  });

  it('tells by its exit code: 0 is well, 75 asks for another try, others do not', async () => {
    const failing = await run({ program: program('refuse', 'echo "no such room" >&2; exit 3') });
    expect(failing).toMatchObject({
      again: false,
      why: { code: 'exit', place: 'refuse', status: 3, detail: 'no such room' },
    });
    expect(await run({ program: program('later', 'exit 75') })).toMatchObject({ again: true, why: { status: 75 } });
  });

  it('is stopped when it hangs, and says so when it is not there', async () => {
    expect(await run({ program: program('hang', 'exec sleep 30') }, {}, 200)).toMatchObject({
      again: true,
      why: { code: 'timeout' },
    });
    expect(await run({ program: join(folder, 'none') })).toMatchObject({ again: false, why: { code: 'no-program' } });
    expect(channelKind('command').complaint({ program: 'rm -rf' })).not.toBeNull();
  });
});
