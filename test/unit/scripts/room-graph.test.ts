import { describe, expect, it } from 'vitest';
import { roomGraph, roomOf, toMermaid } from '../../../scripts/architecture/room-graph.mjs';

describe('roomOf', () => {
  it.each([
    ['src/shared/core/usage/summary.ts', 'shared/core/usage'],
    ['src/shared/domain/alert.ts', 'shared/domain'],
    ['src/main/store/repositories/sample.ts', 'main/store'],
    ['src/main/clock.ts', 'main/clock'],
    ['src/renderer/screens/usage/page.tsx', 'renderer'],
    ['src/preload/index.ts', 'preload'],
    ['node_modules/zod/index.js', null],
  ])('%s stands in %s', (path, room) => {
    expect(roomOf(path)).toBe(room);
  });
});

describe('roomGraph', () => {
  const file = (source: string, ...resolved: string[]) => ({
    source,
    dependencies: resolved.map((path) => ({ resolved: path })),
  });
  const graph = roomGraph([
    file('src/main/queries/a.ts', 'src/main/store/x.ts', 'src/main/store/y.ts', 'src/main/queries/b.ts'),
    file('src/main/store/x.ts', 'src/shared/domain/alert.ts', 'node_modules/zod/index.js'),
    file('src/renderer/a.tsx'),
  ]);

  it('keeps one arrow between two rooms and none inside a room or to the domain', () => {
    expect(graph).toEqual({
      rooms: ['main/queries', 'main/store', 'renderer'],
      arrows: [['main/queries', 'main/store']],
    });
  });

  it('draws a box for each process', () => {
    expect(toMermaid(graph)).toBe(
      [
        'graph LR',
        '  subgraph main',
        '    main_queries["queries"]',
        '    main_store["store"]',
        '  end',
        '  renderer["renderer"]',
        '  main_queries --> main_store',
        '',
      ].join('\n'),
    );
  });
});
