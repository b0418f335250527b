import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalText } from '#main/simulator/ai-usage';
import { cursorPage } from '#main/simulator/cursor';
import { distort } from '#main/simulator/distort';
import { findRoute, listParameter } from '#main/simulator/exchange';
import { type FaultKind, FaultTable } from '#main/simulator/fault';
import { formatHttpDate } from '#main/simulator/http-date';
import { noise } from '#main/simulator/noise';

describe('noise', () => {
  test('is stable, spread over [0, 1), and different for neighbors', () => {
    const values = Array.from({ length: 2_000 }, (_, index) => noise(5, 'x', index));
    expect(values).toEqual(Array.from({ length: 2_000 }, (_, index) => noise(5, 'x', index)));
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(values.reduce((sum, value) => sum + value, 0) / 2_000).toBeCloseTo(0.5, 1);
    expect(new Set(values).size).toBeGreaterThan(1_990);
  });
});

describe('decimal text', () => {
  test.each([
    [12_503_217n, 6, '12.503217'],
    [100n, 2, '1'],
    [5n, 3, '0.005'],
    [-1_250n, 3, '-1.25'],
    [0n, 12, '0'],
  ])('%s with %i digits is %s', (amount, digits, text) => {
    expect(decimalText(amount, digits)).toBe(text);
  });
});

describe('cursor pages', () => {
  const entries = Array.from({ length: 23 }, (_, index) => index);

  test('give every entry once, whatever the size of the page', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), (limit) => {
        const seen: number[] = [];
        let cursor: string | null = '';
        while (cursor !== null) {
          const query: URLSearchParams = new URLSearchParams({ a: '1', ...(cursor === '' ? {} : { page: cursor }) });
          const paged = cursorPage(entries, limit, query, 'page');
          seen.push(...(paged?.page ?? []));
          cursor = paged?.next ?? null;
        }
        expect(seen).toEqual(entries);
      }),
    );
  });

  test('refuse a cursor of another query', () => {
    const next = cursorPage(entries, 5, new URLSearchParams({ a: '1' }), 'page')?.next ?? '';
    expect(cursorPage(entries, 5, new URLSearchParams({ a: '2', page: next }), 'page')).toBeNull();
    expect(cursorPage(entries, 5, new URLSearchParams({ a: '1', page: 'rubbish' }), 'page')).toBeNull();
  });
});

describe('routes', () => {
  const handle = () => {
    throw new Error('not called');
  };
  const routes = [{ method: 'GET', pattern: '/v2/teams/:team', handle }];

  test('name their parameters, and tell a wrong method from a wrong path', () => {
    expect(findRoute(routes, 'GET', '/v2/teams/ac%20me')).toMatchObject({ params: { team: 'ac me' } });
    expect(findRoute(routes, 'POST', '/v2/teams/acme')).toBe('method');
    expect(findRoute(routes, 'GET', '/v3/teams/acme')).toBeNull();
  });

  test('list parameters come in three forms', () => {
    const read = (text: string) => listParameter(new URLSearchParams(text), 'group_by');
    expect(read('group_by[]=a&group_by[]=b')).toEqual(['a', 'b']);
    expect(read('group_by=a&group_by=b')).toEqual(['a', 'b']);
    expect(read('group_by=a,b')).toEqual(['a', 'b']);
  });
});

describe('faults', () => {
  test('strike by path, method, turn and number', () => {
    const table = new FaultTable([{ kind: 'server-error', path: '/v2/*', method: 'GET', skip: 1, times: 2 }]);
    const struck = () => table.strike('GET', '/v2/user').length;
    expect([struck(), struck(), struck(), struck()]).toEqual([0, 1, 1, 0]);
    expect(table.strike('POST', '/v2/user')).toEqual([]);
    expect(table.strike('GET', '/v9/projects')).toEqual([]);
  });

  test('refuse a kind that does not exist', () => {
    const unknown = JSON.parse('{"kind":"earthquake","path":"*"}');
    expect(() => new FaultTable([unknown])).toThrow();
  });
});

describe('distorted answers', () => {
  const value = { data: [{ state: 'READY', count: 3, source: 'git' }], note: 'x' };
  const changed = (kind: FaultKind) => distort(value, new Set([kind]));

  test.each<[FaultKind, unknown]>([
    ['missing-data', { note: 'x' }],
    ['empty-data', { data: [], note: 'x' }],
    ['numbers-as-strings', { data: [{ state: 'READY', count: '3', source: 'git' }], note: 'x' }],
    ['new-enum-values', { data: [{ state: 'SOMETHING_NEW', count: 3, source: 'SOMETHING_NEW' }], note: 'x' }],
    ['missing-optional', { data: [{ state: 'READY', count: 3 }], note: 'x' }],
    ['slow', value],
  ])('%s', (kind, expected) => {
    expect(changed(kind)).toEqual(expected);
  });

  test('null-dimensions', () => {
    const rows = { rows: [{ dimensionValues: { product: 'a', region: 'iad1' }, totalValue: [1, 2] }] };
    expect(distort(rows, new Set<FaultKind>(['null-dimensions']))).toEqual({
      rows: [{ dimensionValues: { product: null, region: null }, totalValue: [1, 2] }],
    });
  });

  test('new fields stand beside the known ones', () => {
    expect(changed('new-fields')).toMatchObject({ ...value, brandNewField: {} });
  });
});

test('an HTTP date as RFC 9110 writes it', () => {
  expect(formatHttpDate(784_111_777)).toBe('Sun, 06 Nov 1994 08:49:37 GMT');
});
