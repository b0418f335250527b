import { describe, expect, it } from 'vitest';
import { FLOORS, roomGraph, roomOf, toMermaid } from '../../../scripts/architecture/room-graph.mjs';

describe('roomOf', () => {
  it.each([
    ['src/shared/core/usage/summary.ts', 'ground'],
    ['src/main/clock.ts', 'ground'],
    ['src/main/store/repositories/sample.ts', 'store'],
    ['src/main/compose.ts', 'start'],
    ['src/main/ipc/app.ts', 'doors'],
    ['src/main/sample/sample-account.ts', 'session'],
    ['src/renderer/screens/usage/page.tsx', 'screens'],
    ['src/preload/index.ts', 'screens'],
    ['node_modules/zod/index.js', null],
  ])('%s stands in %s', (path, room) => {
    expect(roomOf(path)).toBe(room);
  });

  it('asks for a room for what has none', () => {
    expect(() => roomOf('src/main/attic/x.ts')).toThrow('src/main/attic/x.ts stands in no room');
  });
});

describe('roomGraph', () => {
  const file = (source: string, ...resolved: string[]) => ({
    source,
    dependencies: resolved.map((path) => ({ resolved: path })),
  });

  it('keeps one arrow between two rooms and none inside a room or to the ground', () => {
    const arrows = roomGraph([
      file('src/main/queries/a.ts', 'src/main/store/x.ts', 'src/main/store/y.ts', 'src/main/queries/b.ts'),
      file('src/main/store/x.ts', 'src/shared/domain/alert.ts', 'node_modules/zod/index.js'),
      file('src/renderer/a.tsx'),
    ]);
    expect(arrows).toEqual([['queries', 'store']]);
    const drawn = toMermaid(arrows).split('\n');
    expect(drawn.filter((line: string) => line.includes('-->'))).toEqual(['  queries --> store']);
    expect(drawn).toContain('  subgraph keep_and_ask["keep and ask"]');
  });

  it.each([
    ['up', 'src/main/queries/a.ts', 'src/main/actions/b.ts'],
    ['across', 'src/main/providers/a.ts', 'src/main/store/b.ts'],
  ])('refuses an import that leads %s', (_where, from, to) => {
    expect(() => roomGraph([file(from, to)])).toThrow(`${from} imports ${to}`);
  });

  it('refuses more arrows than can be remembered', () => {
    const floors = FLOORS.map(({ rooms }) => Object.values(rooms).map(([place]) => `src/${place}/a.ts`));
    const down = floors.flatMap((rooms, floor) =>
      rooms.flatMap((from) => floors.slice(floor + 1).map((below) => file(from, ...below))),
    );
    expect(() => roomGraph(down)).toThrow('of 25 at most');
  });
});
