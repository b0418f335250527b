import { expect, it } from 'vitest';
import { defaultPriceList } from '#shared/core/pricing/default-price-list';
import { loadPriceList } from '#shared/core/pricing/load-price-list';
import data from '../../../../src/shared/core/pricing/data/price-list.json';

it('the price list that ships passes the check of an imported one, and is as it stands in the file', () => {
  // Checked here and not when the app runs: every start would wait for it.
  expect(loadPriceList(data)).toEqual({ ok: true, value: data });
  expect(defaultPriceList).toEqual(data);
});
