import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { ReadParts } from '#main/queries/read-parts';
import type { AccountSession } from '#main/session/account-session';
import type { TerminalSession } from '#main/session/terminal-session';
import type { WindowSession } from '#main/session/window-session';
import type { ReadStore } from '#main/store/read-store';
import type { Store } from '#main/store/store';

const main = resolve(import.meta.dirname, '../../../src/main');

/**
 * Where a door would reach the store: by its name, or with a function of its own that is handed what queries and
 * actions work with. That an account and a session have none is a matter of type, below.
 */
const REACHES: readonly RegExp[] = [
  /\.\s*store\b/,
  /\[\s*['"]store['"]\s*\]/,
  /\{[^{}()]*\bstore\b[^{}()]*\}\s*(=[^>=]|:\s*\w+\s*\))/,
  /\.(ask|act)\s*(<[^()]*>)?\(\s*(async\b|function\b|\(|<|\w+\s*=>)/,
];

function reachesIn(source: string): readonly string[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
  return REACHES.flatMap((pattern) => pattern.exec(code)?.[0] ?? []);
}

function filesOf(...rooms: readonly string[]): readonly string[] {
  return rooms.flatMap((room) =>
    readdirSync(join(main, room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
}

describe('doors', () => {
  it('reach no store', () => {
    const doors = [...filesOf('ipc', 'cli', 'desktop'), join(main, 'compose.ts')];
    expect(doors.length).toBeGreaterThan(50);
    const found = doors.flatMap((file) =>
      reachesIn(readFileSync(file, 'utf8')).map((reach) => `${relative(main, file)}: ${reach}`),
    );
    expect(found).toEqual([]);
  });

  it.each([
    'await account.parts.store.connections.list()',
    'session.own\n  .store',
    "session.current['store'].settings",
    'async function list({ store }: AccountSession) {',
    'const { clock, store } = opened;',
    'await session.current.ask(({ store }) => readSettings(store))',
    'own.act((parts) => addConnection(parts, input))',
    'own.act(async (own) => own)',
    'own.ask(found => found)',
    'own.act<[], unknown>(async (own) => own)',
    'own.ask(<T>(found: T) => found)',
  ])('are caught at %s', (source) => {
    expect(reachesIn(source)).not.toEqual([]);
  });

  it.each([
    'account.ask(readOverview, account.schedulerState())',
    "{ id: 'stores:list', store: 'found' }",
    'const { currency, parts } = change;',
    'own.act(addConnection, secrets, input) // the parts.store stays inside',
  ])('may say %s', (source) => {
    expect(reachesIn(source)).toEqual([]);
  });

  it('get sessions and accounts without a store by type', () => {
    type Reached<Of> = Extract<keyof Of, 'store' | 'parts'>;
    expectTypeOf<Reached<AccountSession>>().toEqualTypeOf<never>();
    expectTypeOf<Reached<WindowSession>>().toEqualTypeOf<never>();
    expectTypeOf<Reached<WindowSession['own']>>().toEqualTypeOf<never>();
    expectTypeOf<Reached<WindowSession['current']>>().toEqualTypeOf<never>();
    expectTypeOf<Reached<TerminalSession['account']>>().toEqualTypeOf<never>();
  });
});

describe('questions', () => {
  /** Names of methods that write, by the verbs of the repositories. */
  type Writing<Name> = Name extends
    | `${'append' | 'begin' | 'claim' | 'close' | 'finish' | 'insert' | 'keep' | 'mark' | 'putBack' | 'recognise' | 'record' | 'release' | 'remove' | 'replace' | 'save' | 'set' | 'settle' | 'take' | 'update'}${string}`
    | 'score'
    ? Name
    : never;
  /** Methods that a question does not get, of every repository but the leases. */
  type KeptFrom = {
    [Name in keyof ReadStore]: ReadStore[Name] extends object
      ? Exclude<keyof Store[Name], keyof ReadStore[Name]>
      : never;
  }[keyof ReadStore];

  it('get a store of which no method writes', () => {
    expectTypeOf<ReadParts['store']>().toEqualTypeOf<ReadStore>();
    expectTypeOf<Store>().toExtend<ReadStore>();
    type Methods = { [Name in keyof ReadStore]: ReadStore[Name] extends object ? keyof ReadStore[Name] : Name };
    expectTypeOf<Writing<Methods[keyof ReadStore]>>().toEqualTypeOf<never>();
    expectTypeOf<Writing<keyof Store['settings']>>().toEqualTypeOf<'set'>();
    // A verb that is none of these would hide a writing method from the line above.
    expectTypeOf<Exclude<KeptFrom, Writing<KeptFrom>>>().toEqualTypeOf<never>();
  });

  it('get everything but the leases, and what is for who opened it', () => {
    expectTypeOf<Exclude<keyof Store, keyof ReadStore>>().toEqualTypeOf<'leases' | 'close' | 'emptyLog'>();
  });
});
