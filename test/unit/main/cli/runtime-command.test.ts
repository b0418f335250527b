import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runtimeCommand, type Surroundings } from '#main/cli/press/runtime';

let folder = '';
let around: Surroundings;

function program(path: string): string {
  writeFileSync(path, '');
  chmodSync(path, 0o755);
  return path;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom-runtime-'));
  mkdirSync(join(folder, 'dist'));
  mkdirSync(join(folder, 'bin'));
  program(join(folder, 'dist', 'electron'));
  around = {
    environment: { ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'dist'), DISPLAY: ':0', PATH: '' },
    platform: 'linux',
    isRoot: false,
    appFolder: folder,
    ownRuntime: null,
  };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the runtime that prints for a terminal', () => {
  it('is started on the display that is there, with the folder of the app', () => {
    expect(runtimeCommand(['--press=/job'], around)).toEqual({
      ok: true,
      value: { command: join(folder, 'dist', 'electron'), args: [folder, '--press=/job'] },
    });
    const asRoot = runtimeCommand([], { ...around, isRoot: true });
    expect(asRoot.ok && asRoot.value.args[0]).toBe('--no-sandbox');
  });

  it('gets a display of its own where there is none', () => {
    const environment = { ...around.environment, DISPLAY: '', PATH: join(folder, 'bin') };
    const without = runtimeCommand([], { ...around, environment });
    expect(without).toMatchObject({
      ok: false,
      failure: { action: expect.stringContaining('apt-get install -y xvfb xauth') },
    });
    const xvfb = program(join(folder, 'bin', 'xvfb-run'));
    const lent = runtimeCommand([], { ...around, environment });
    expect(lent.ok && lent.value).toMatchObject({ command: xvfb });
    expect(lent.ok && lent.value.args).toContain(join(folder, 'dist', 'electron'));
    expect(runtimeCommand([], { ...around, environment, platform: 'darwin' }).ok).toBe(false);
  });

  it('is the one that npm installed where none is named, and is missed with what to do', () => {
    const bare = { ...around, environment: { DISPLAY: ':0' } };
    expect(runtimeCommand([], bare)).toMatchObject({
      ok: false,
      failure: { action: expect.stringContaining('ELECTRON_OVERRIDE_DIST_PATH') },
    });
    const installed = join(folder, 'node_modules', 'electron');
    mkdirSync(join(installed, 'dist'), { recursive: true });
    program(join(installed, 'dist', 'electron'));
    writeFileSync(join(installed, 'path.txt'), 'electron');
    const found = runtimeCommand([], bare);
    expect(found.ok && found.value.command).toBe(join(installed, 'dist', 'electron'));
  });

  it('is this process itself in a packaged app', () => {
    const packaged = runtimeCommand([], { ...around, ownRuntime: '/opt/Headroom/headroom' });
    expect(packaged.ok && packaged.value.command).toBe('/opt/Headroom/headroom');
  });
});
