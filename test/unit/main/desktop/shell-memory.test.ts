import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { profileFolder } from '#main/desktop/data-folder';
import { ShellMemoryFile } from '#main/desktop/shell-memory';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headroom-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const window = { bounds: { x: 10, y: 20, width: 1000, height: 700 }, maximized: true };

describe('ShellMemoryFile', () => {
  it('gives back what was remembered, in another run', async () => {
    const first = new ShellMemoryFile(folder);
    await first.load();
    await first.remember({ window });
    await first.remember({ theme: 'dark', toldAboutTray: true });
    expect(await new ShellMemoryFile(folder).load()).toEqual({ window, theme: 'dark', toldAboutTray: true });
  });

  it('keeps all of several changes at once, in a whole file', async () => {
    const memory = new ShellMemoryFile(folder);
    void memory.remember({ window });
    void memory.remember({ theme: 'dark' });
    void memory.remember({ toldAboutTray: true });
    await memory.settled();
    expect(await new ShellMemoryFile(folder).load()).toEqual({ window, theme: 'dark', toldAboutTray: true });
  });

  it.each(['', '{', '[]', '7', '{"window":{"bounds":{}},"theme":"pink","toldAboutTray":"yes"}'])(
    'starts empty on a damaged file: %s',
    async (text) => {
      await writeFile(join(folder, 'window.json'), text);
      expect(await new ShellMemoryFile(folder).load()).toEqual({ window: null, theme: 'system', toldAboutTray: false });
    },
  );

  it('goes on without a folder that can be written', async () => {
    const memory = new ShellMemoryFile(join(folder, 'missing'));
    await memory.remember({ theme: 'light' });
    expect(memory.get().theme).toBe('light');
  });
});

describe('profileFolder', () => {
  it('makes the data folder and uses it', async () => {
    const wanted = join(folder, 'a', 'b');
    expect(profileFolder(wanted)).toBe(wanted);
    await writeFile(join(wanted, 'x'), '');
    expect(await readFile(join(wanted, 'x'), 'utf8')).toBe('');
  });

  it('takes a temporary folder where it cannot be made', async () => {
    await writeFile(join(folder, 'file'), '');
    const used = profileFolder(join(folder, 'file', 'data'));
    expect(used.startsWith(tmpdir())).toBe(true);
    expect(used).not.toContain(folder);
    await rm(used, { recursive: true });
  });
});
