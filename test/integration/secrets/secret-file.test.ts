import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SecretFile } from '#main/secrets/secret-file';
import { temporaryFolder } from '../../unit/main/store/temporary-store';
import { type BundledEntry, bundleEntry } from '../store/bundled-entry';

let child: BundledEntry;
let folder: string;
let path: string;

beforeAll(async () => {
  child = await bundleEntry('test/integration/secrets/writing-child.ts');
});
afterAll(() => child.remove());
beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder, 'secrets.plain.json');
});

const damagedCopies = () => readdirSync(folder).filter((name) => name.includes('.damaged-'));
const modeOf = (name: string) => statSync(join(folder, name)).mode & 0o777;
const entries = () => JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;

const WHOLE = '{"vercel-1":"one","redis-1":"two"}\n';

describe('a damaged file of secrets', () => {
  it.each([
    ['cut off in the last entry', WHOLE.slice(0, 28), { 'vercel-1': 'one' }],
    ['cut off in the first entry', WHOLE.slice(0, 14), {}],
    ['of length zero', '', {}],
    ['full of zeros', '\0'.repeat(200), {}],
    ['of another shape', '["vercel-1","one"]', {}],
    ['with good entries and others', '{"vercel-1":"one","redis-1":{"token":"two"},"x":7}', { 'vercel-1': 'one' }],
    ['with something behind it', `${WHOLE}{"vercel-1"`, { 'vercel-1': 'one', 'redis-1': 'two' }],
    ['in no letters', Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d]), {}],
  ])('%s is kept as it was before anything is written, and what can be read goes on', async (_what, before, good) => {
    writeFileSync(path, before, { mode: 0o644 });
    const file = new SecretFile(path);
    for (const [id, secret] of Object.entries(good)) {
      expect(await file.get(id)).toBe(secret);
    }
    expect(await file.put('new-1', 'three')).toMatchObject({ ok: true });
    const [copy = '', ...more] = damagedCopies();
    expect(more).toEqual([]);
    expect(readFileSync(join(folder, copy))).toEqual(Buffer.from(before));
    expect(modeOf(copy)).toBe(0o600);
    expect(entries()).toEqual({ ...good, 'new-1': 'three' });
    expect(modeOf('secrets.plain.json')).toBe(0o600);
  });

  it('is set aside once for each damage, under another name each time', async () => {
    for (const text of ['first damage', 'second damage']) {
      writeFileSync(path, text);
      await new SecretFile(path).put('a', text);
    }
    expect(
      damagedCopies()
        .map((name) => readFileSync(join(folder, name), 'utf8'))
        .sort(),
    ).toEqual(['first damage', 'second damage']);
  });

  it('is set aside when it is only read, so that it is told before anything is lost', async () => {
    writeFileSync(path, WHOLE.slice(0, 28));
    const file = new SecretFile(path);
    expect(await file.find('redis-1')).toEqual({ ok: true, value: null });
    expect(await file.setAside()).toHaveLength(1);
  });

  it('with a byte-order mark is not damaged', async () => {
    writeFileSync(path, `\uFEFF${WHOLE}`);
    expect(await new SecretFile(path).get('redis-1')).toBe('two');
    expect(damagedCopies()).toEqual([]);
  });
});

describe('a file of secrets that cannot be read', () => {
  it.each([
    ['a folder', () => mkdirSync(path)],
    ['a link to a place that is not there', () => symlinkSync(join(folder, 'unmounted', 'secrets.json'), path)],
  ])('%s is left alone, and said to be so', async (_what, make) => {
    make();
    const file = new SecretFile(path);
    expect(await file.find('a')).toMatchObject({ ok: false, failure: { code: 'keychain-unavailable' } });
    const kept = await file.put('a', 'abc');
    expect(kept).toMatchObject({ ok: false, failure: { code: 'keychain-unavailable' } });
    expect(JSON.stringify(kept)).toContain(path);
    expect(lstatSync(path).isFile()).toBe(false);
    expect(readdirSync(folder)).toEqual(['secrets.plain.json']);
  });

  it.runIf(process.getuid?.() === 0)('for want of rights is left alone', () => {
    writeFileSync(path, WHOLE);
    chmodSync(path, 0o000);
    // Root reads everything, so that the attempt runs as nobody, in a folder of nobody's.
    chownSync(folder, 65_534, 65_534);
    const { status, stderr } = spawnSync(process.execPath, [child.file, path, 'new', '1'], {
      uid: 65_534,
      encoding: 'utf8',
    });
    expect({ status, told: /your user may not read it/.test(stderr) }).toEqual({ status: 1, told: true });
    expect(readFileSync(path, 'utf8')).toBe(WHOLE);
  });

  it.runIf(process.platform === 'linux')('or written, for a full disk, keeps what it had', async () => {
    // A file system of 64 KiB, filled up; only root may make one.
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]).status !== 0) return;
    try {
      const full = join(disk, 'secrets.plain.json');
      writeFileSync(full, WHOLE);
      spawnSync('dd', ['if=/dev/zero', `of=${join(disk, 'fill')}`, 'bs=1k']);
      const kept = await new SecretFile(full).put('a', 'x'.repeat(10_000));
      expect(kept).toMatchObject({ ok: false, failure: { message: expect.stringContaining('disk is full') } });
      expect(readFileSync(full, 'utf8')).toBe(WHOLE);
      expect(readdirSync(disk).sort()).toEqual(['fill', 'secrets.plain.json']);
    } finally {
      spawnSync('umount', [disk]);
    }
  });
});

describe('two processes at once', () => {
  const keep = (name: string, count: number) =>
    once(spawn(process.execPath, [child.file, path, name, `${count}`], { stdio: 'inherit' }), 'exit');

  it('lose no key of each other, and leave nothing behind', async () => {
    writeFileSync(path, WHOLE);
    const names = ['a', 'b', 'c'];
    const ends = await Promise.all(names.map((name) => keep(name, 15)));
    expect(ends.map(([code]) => code)).toEqual([0, 0, 0]);
    expect(Object.keys(entries())).toHaveLength(2 + 3 * 15);
    expect(readdirSync(folder)).toEqual(['secrets.plain.json']);
  });

  it.each([
    ['has ended', '999999999 x', 2_000],
    ['is alive, and has another number behind it', `${process.ppid} x`, 10_000],
  ])('a lock whose owner %s holds nobody up for ever', async (_what, owner, within) => {
    writeFileSync(`${path}.lock`, owner);
    const before = performance.now();
    expect(await new SecretFile(path).put('a', 'abc')).toMatchObject({ ok: true });
    expect(performance.now() - before).toBeLessThan(within);
    expect(readdirSync(folder)).toEqual(['secrets.plain.json']);
  });
});

it('a link to the file stays a link', async () => {
  mkdirSync(join(folder, 'safe'));
  writeFileSync(join(folder, 'safe', 'real.json'), WHOLE);
  symlinkSync(join(folder, 'safe', 'real.json'), path);
  await new SecretFile(path).put('a', 'abc');
  expect(lstatSync(path).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(folder, 'safe', 'real.json'), 'utf8')).toContain('abc');
});

it('is for its owner only whatever the umask', async () => {
  const before = process.umask(0o000);
  try {
    await new SecretFile(join(folder, 'deep', 'secrets.plain.json')).put('a', 'abc');
  } finally {
    process.umask(before);
  }
  expect(modeOf('deep')).toBe(0o700);
  expect(modeOf('deep/secrets.plain.json')).toBe(0o600);
});
