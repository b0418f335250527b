import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadPriceList, readPriceList } from '#shared/core/pricing/load-price-list';

const FILE = 'src/shared/core/pricing/data/price-list.json';
const shipped = readFileSync(FILE, 'utf8');
const lineOf = (part: string): number => shipped.slice(0, shipped.indexOf(part)).split('\n').length;

/** Changes the first entry of the file that holds `id`, on its own line. */
const changed = (id: string, from: string | RegExp, to: string): string =>
  shipped
    .split('\n')
    .map((line) => (line.includes(id) ? line.replace(from, to) : line))
    .join('\n');

const ID = '"id":"vercel/VERCEL_EDGE/pro/EDGE_REQUESTS"';

describe('a price file', () => {
  test('the shipped one is accepted, from text and from JSON alike', () => {
    const read = readPriceList(shipped);
    const loaded = loadPriceList(JSON.parse(shipped));
    expect(read.ok && read.value.limits.length).toBeGreaterThan(250);
    expect(loaded).toEqual(read);
  });

  test.each([
    ['a missing unit', changed(ID, '"unit":"requests","window"', '"window"'), /unit is missing/],
    ['an empty unit', changed(ID, '"unit":"requests","window"', '"unit":"","window"'), /unit is missing/],
    ['a negative price', changed(ID, '"price":2,', '"price":-2,'), /price is negative/],
    [
      'an unknown plan',
      changed(ID, '"plan":"pro"', '"plan":"prro"'),
      /plan names the plan "prro" of vercel, which the list does not have/,
    ],
    [
      'a wrong currency',
      changed(ID, '"currency":"USD"', '"currency":"EUR"'),
      /currency is EUR, but the list is in USD/,
    ],
    ['no currency code', changed(ID, '"currency":"USD"', '"currency":"$"'), /no currency code/],
    ['a price per nothing', changed(ID, '"per":1000000', '"per":0'), /per is not above zero/],
    [
      'dates that run backwards',
      changed(ID, '"effectiveTo":null', '"effectiveTo":"2020-01-01"'),
      /effectiveTo 2020-01-01 comes before its start, 2025-09-09/,
    ],
    ['a day that no month has', changed(ID, '"effectiveTo":null', '"effectiveTo":"2026-02-30"'), /no calendar day/],
    [
      'a field that nobody knows',
      changed(ID, '"unit":"requests","window"', '"unit":"requests","surprise":1,"window"'),
      /surprise/i,
    ],
  ])('%s is refused with its line and reason', (_what, text, reason) => {
    expect(text).not.toBe(shipped);
    const result = readPriceList(text);
    expect(result.ok).toBe(false);
    if (!result.ok) {
      expect(result.failure.code).toBe('invalid-input');
      expect(result.failure.message).toMatch(reason);
      expect(result.failure.message).toContain(`line ${lineOf(ID)},`);
      expect(result.failure.message).toContain(
        'vercel pro VERCEL_EDGE EDGE_REQUESTS'.replace('pro', text.includes('prro') ? 'prro' : 'pro'),
      );
      expect(result.failure.action).toContain('the price list in use stays');
    }
  });

  test('two prices of one metric on one day are refused, one after the other is not', () => {
    const line = shipped.split('\n').find((other) => other.includes(ID)) ?? '';
    const twin = (from: string, toOfFirst: string): string =>
      shipped.replace(
        line,
        `${line.replace('"effectiveTo":null', `"effectiveTo":${toOfFirst}`)}\n${line
          .replace(ID, '"id":"second"')
          .replace('"effectiveFrom":"2025-09-09"', `"effectiveFrom":"${from}"`)}`,
      );
    const clash = readPriceList(twin('2026-11-01', 'null'));
    expect(!clash.ok && clash.failure.message).toMatch(/overlaps the dates of another price of vercel pro VERCEL_EDGE/);
    expect(readPriceList(twin('2026-11-01', '"2026-10-31"')).ok).toBe(true);
    expect(readPriceList(twin('2026-11-01', '"2026-11-01"')).ok).toBe(false);
  });

  test('with a single plan is one, with none it is refused', () => {
    const { plans, ...list } = JSON.parse(shipped);
    const tables = ['limits', 'regionalPrices', 'modelPrices', 'addOns', 'aliases', 'serviceAliases', 'buildMachines'];
    const bare = { ...list, ...Object.fromEntries(tables.map((name) => [name, []])) };
    const read = loadPriceList({ ...bare, plans: plans.slice(0, 1) });
    expect(read.ok ? '' : read.failure.message).toBe('');
    const none = loadPriceList({ ...bare, plans: [] });
    expect(!none.ok && none.failure.message).toMatch(/is empty/);
  });

  test('text that is no JSON is refused with the line of the fault', () => {
    const cut = readPriceList(shipped.slice(0, shipped.indexOf(ID)));
    expect(!cut.ok && cut.failure.message).toMatch(/line \d+: not valid JSON/);
    expect(readPriceList('').ok).toBe(false);
    expect(loadPriceList(null).ok).toBe(false);
  });
});
