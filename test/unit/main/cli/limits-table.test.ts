import { describe, expect, it } from 'vitest';
import { limitsTable, tintsOf } from '#main/cli/commands/limits';
import { fittedTable } from '#main/cli/fitted-table';
import { aStanding, bandwidth, MOMENT, november } from '../../../fixtures/a-standing';

const reader = { now: MOMENT, zone: 'UTC' };
const over = bandwidth({ used: 1120, percent: 112, severity: 'over', reachedAt: november(6, 4), key: 'a' });
const list = [
  over,
  aStanding({ key: 'b' }),
  bandwidth({ key: 'c', title: 'Requests answered from the cache of the edge, all regions together' }),
  bandwidth({ key: 'd', title: 'Not on it', limit: null, percent: null }),
];

describe('headroom limits', () => {
  it('is a table in the order of the standings, in the words of every surface', () => {
    const lines = limitsTable({ list }, reader, null).split('\n');
    expect(lines[0]).toMatch(/^Limit +Used +Percent +When +In 30 days +At the limit +Read$/);
    expect(lines[1]).toMatch(/^Bandwidth +1,120 of 1,000 GB +112 % +over since 6 Nov +– +Charged by use +4 min ago$/);
    expect(lines[2]).toMatch(/^Redis storage +25\.5 of 30 MB +85 % +about 5 days +>99 % +Refuses writes +4 min ago$/);
    expect(lines.at(-1)).toContain('1 more without a limit that is known');
  });

  it.each([200, 120, 100, 80, 60, 48])('fits into %i characters, the most telling columns last to go', (width) => {
    const lines = limitsTable({ list: list.slice(0, 3) }, reader, width).split('\n');
    expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(width);
    expect(lines[1]).toMatch(/112 % +over since 6 Nov/);
  });

  it('colors the line of what is over, and nothing where rows stand below each other', () => {
    const tints = (shown: string) => [0, 1, 2, 3].map(tintsOf(shown, { list: list.slice(0, 3) }));
    const [, , ...rest] = tints(limitsTable({ list }, reader, null));
    expect(tints(limitsTable({ list }, reader, null))).toEqual([null, 'red', ...rest]);
    expect(rest).toEqual(['yellow', null]);
    expect(tints(limitsTable({ list }, reader, 30))).toEqual([null, null, null, null]);
  });

  it.each([40, 30])('stands row below row in %i characters', (width) => {
    const lines = limitsTable({ list: list.slice(0, 3) }, reader, width).split('\n');
    expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(width);
    expect(lines.slice(0, 2)).toEqual(['Bandwidth', expect.stringMatching(/^ {2}Percent 112 %,/)]);
  });

  it('cuts a name only where every other column is gone', () => {
    const drawn = fittedTable(
      [
        { head: 'Name', dropped: 0, cells: ['x'.repeat(40)] },
        { head: 'Of', dropped: 1, cells: ['yes'] },
      ],
      20,
    );
    expect(drawn.split('\n')[1]).toBe(`${'x'.repeat(19)}…`);
  });
});
