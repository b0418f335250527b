import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { readScenarioFile } from '#main/simulator/scenario-file';
import { mergePatch } from '#main/simulator/scenario-patch';
import { loadScenario } from '#main/simulator/scenarios';

const shipped = resolve(import.meta.dirname, '../../../src/main/simulator/scenarios');
const accounts = resolve(import.meta.dirname, '../../accounts');
const names = readdirSync(accounts).filter((name) => name.endsWith('.json'));
const whole = JSON.parse(readFileSync(join(accounts, 'neon.json'), 'utf8'));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom-scenario-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

function loaded(path: string) {
  const read = readScenarioFile(path);
  if (!read.ok) {
    throw new Error(read.failure.message);
  }
  return read.value;
}

function complaint(content: unknown): string {
  const read = readScenarioFile(file('wrong.json', content));
  return read.ok ? 'nothing' : read.failure.message;
}

/** A copy of a whole scenario in which one field is another. */
function changed(path: readonly (string | number)[], value: unknown): unknown {
  const copy = structuredClone(whole);
  let parent = copy;
  for (const key of path.slice(0, -1)) {
    parent = parent[key];
  }
  parent[path.at(-1) ?? ''] = value;
  return copy;
}

describe('the files that ship', () => {
  const files = readdirSync(shipped);
  const text = (name: string) => readFileSync(join(shipped, name), 'utf8');

  test('are at most 1,500 lines together', () => {
    const lines = files.reduce((sum, name) => sum + text(name).split('\n').length - 1, 0);
    expect(lines).toBeLessThanOrEqual(1_500);
  });

  test.each(files.filter((name) => name !== 'base.json'))('%s says only what differs from the base', (name) => {
    const repeats: string[] = [];
    const compare = (own: unknown, base: unknown, path: string): void => {
      if (isObject(own) && isObject(base)) {
        for (const [key, value] of Object.entries(own)) {
          compare(value, base[key], `${path}.${key}`);
        }
      } else if (JSON.stringify(own) === JSON.stringify(base)) {
        repeats.push(path);
      }
    };
    compare(JSON.parse(text(name)), JSON.parse(text('base.json')), name);
    expect(repeats).toEqual([]);
  });
});

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

describe('a scenario file', () => {
  it.each(names)('%s of the accounts loads as it is', (name) => {
    expect(loaded(join(accounts, name)).name).toBe(name.replace('.json', ''));
  });

  it('says what it changes of a shipped scenario, and takes away with null', () => {
    const path = file('mine.json', {
      name: 'mine',
      basedOn: 'pro-growth',
      seed: 77,
      openai: { spendLimit: 90 },
      anthropic: null,
      budget: { pauseAt: null },
      usage: { edgeRequests: { base: 5 }, blobOperations: null },
    });
    const before = loadScenario('pro-growth');
    const { blobOperations: _, ...usage } = before.usage;
    expect(loaded(path)).toEqual({
      ...before,
      name: 'mine',
      seed: 77,
      openai: { ...before.openai, spendLimit: 90 },
      anthropic: null,
      usage: { ...usage, edgeRequests: { ...usage['edgeRequests'], base: 5 } },
    });
  });

  it('may be based on another file, which is based on a third', () => {
    file('first.json', { ...whole, credit: 5 });
    file('second.json', { basedOn: 'first.json', seed: 6, team: { role: 'MEMBER' } });
    const third = loaded(file('third.json', { basedOn: './second.json', historyDays: 90 }));
    expect(third).toMatchObject({ credit: 5, seed: 6, historyDays: 90, team: { role: 'MEMBER', slug: 'acme' } });
  });

  it('may give its shares once for all that has none of its own', () => {
    const shares = { storefront: 0.5, api: 0.5 };
    const usage = { edgeRequests: { base: 1 }, isrReads: { base: 1, shares: { docs: 1 } } };
    expect(loaded(file('shares.json', { ...whole, shares, usage })).usage).toMatchObject({
      edgeRequests: { shares },
      isrReads: { shares: { docs: 1 } },
    });
  });

  it.each<[string, readonly (string | number)[], unknown]>([
    ['seed', ['seed'], 'one'],
    ['seed', ['seed'], undefined],
    ['historyDays', ['historyDays'], -1],
    ['tokens', ['tokens'], []],
    ['tokens[2].kind', ['tokens', 2, 'kind'], 'robot'],
    ['usage.edgeRequests.base', ['usage', 'edgeRequests', 'base'], null],
    ['usage.edgeRequests.shares', ['usage', 'edgeRequests', 'shares'], { storefront: 0.6, api: 0.3, dosc: 0.1 }],
    ['usage.edgeRequests.shares', ['usage', 'edgeRequests', 'shares'], { storefront: 0.6, api: 0.3 }],
    ['usage.edgeRequest', ['usage', 'edgeRequest'], { base: 1, shares: { docs: 1 } }],
    ['regions', ['regions'], { iad1: 0.5 }],
    ['redis[0].maxClients', ['redis', 0, 'maxClients'], 0],
    ['redis[0].name', ['redis', 0, 'name'], 'my cache'],
    ['projects[1].name', ['projects', 1, 'name'], 'storefront'],
    ['neon.projects[1].awakeHours[0]', ['neon', 'projects', 1, 'awakeHours', 0], 24],
    ['neon', ['neon', 'apikey'], 'napi'],
    ['"apikey"', ['neon', 'apikey'], 'napi'],
    ['"extra"', ['extra'], 1],
    ['basedOn', ['basedOn'], 7],
    ['faults[0].kind', ['faults'], [{ kind: 'earthquake', path: '*' }]],
  ])('that is wrong is refused with its field: %s', (field, path, value) => {
    expect(complaint(changed(path, value))).toContain(field);
  });

  it('that is no JSON, no object, or not there is refused with its name', () => {
    expect(complaint('{"name": ')).toMatch(/wrong\.json.*no JSON/);
    expect(complaint('[]')).toMatch(/wrong\.json.*object/);
    const absent = readScenarioFile(join(folder, 'absent.json'));
    expect(absent).toMatchObject({ ok: false, failure: { message: expect.stringContaining('absent.json') } });
  });

  it('cannot be based on itself, on what is not there, or on a file that is wrong', () => {
    expect(complaint({ basedOn: 'wrong.json' })).toContain('circle');
    file('a.json', { basedOn: 'b.json' });
    file('b.json', { basedOn: 'a.json' });
    expect(complaint({ basedOn: 'a.json' })).toContain('circle');
    expect(complaint({ basedOn: 'nowhere' })).toMatch(/wrong\.json is based on "nowhere"/);
    file('broken.json', '{');
    expect(complaint({ basedOn: 'broken.json' })).toMatch(/wrong\.json is based on "broken\.json".*no JSON/);
  });
});

test.each([
  [
    { a: 1, b: { c: 2, d: 3 } },
    { b: { c: null }, e: [1] },
    { a: 1, b: { d: 3 }, e: [1] },
  ],
  [{ a: [1, 2] }, { a: [3] }, { a: [3] }],
  [{ a: 'text' }, { a: { b: 1, c: null } }, { a: { b: 1 } }],
  [[1], { a: 1 }, { a: 1 }],
  [{ a: 1 }, 'text', 'text'],
])('the merge patch of RFC 7396: %j with %j is %j', (base, patch, expected) => {
  const before = structuredClone(base);
  expect(mergePatch(base, patch)).toEqual(expected);
  expect(base).toEqual(before);
});
