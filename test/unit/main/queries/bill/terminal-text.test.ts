import { expect, test } from 'vitest';
import { costsText, whatIfText } from '#main/cli/commands/costs';
import { priceTable } from '#main/cli/commands/prices';
import { readCosts } from '#main/queries/bill/costs';
import { readPriceRows } from '#main/queries/bill/prices';
import { readWhatIf } from '#main/queries/bill/what-if';
import { ACCOUNT, pricedAccount } from './priced-account';

test('costs name what is known, what is left of the credit, and what cannot be priced', async () => {
  const account = await pricedAccount();
  await account.days({ service: 'VERCEL_EDGE', metric: 'EDGE_REQUESTS' }, '2026-11-02', [11_000_000]);
  await account.days({ service: 'VERCEL_CONNECT', metric: 'TRIGGERS' }, '2026-11-02', [10]);
  const [view] = await readCosts(account.parts);
  const text = view === undefined ? '' : costsText(view);
  const lines = text.split('\n');
  expect(lines[0]).toBe(view?.headline);
  expect(text).toContain('Credit: at least $2.00 of $20.00 used, at most $18.00 left.');
  expect(lines.some((line) => /^Edge requests .*11 M requests .*\$2 per 1,000,000 requests .*\$2\.00/.test(line))).toBe(
    true,
  );
  expect(lines.some((line) => /^Not known: Connect triggers: .*no price for it on the pro plan\.$/.test(line))).toBe(
    true,
  );
});

test('a comparison with an unknown side says "at least" or "not known", and never a difference', async () => {
  const account = await pricedAccount();
  await account.days({ service: 'VERCEL_EDGE', metric: 'EDGE_REQUESTS' }, '2026-11-02', [11_000_000]);
  const answer = await readWhatIf(account.parts, ACCOUNT, 'plan=enterprise');
  if (!answer.ok) {
    throw new Error(answer.failure.message);
  }
  const text = whatIfText('USD', answer.value);
  expect(text).toMatch(/Total +at least \$\d+\.\d\d +not known/);
  expect(text).toContain('The difference is not known.');
});

test('a price list marks what is yours and what is old, and words what is no price', async () => {
  const account = await pricedAccount();
  const rows = await readPriceRows(account.parts, 'vercel-kv');
  const [first] = rows;
  const table = priceTable([...rows, ...(first === undefined ? [] : [{ ...first, corrected: true, old: false }])]);
  expect(table).toMatch(/VERCEL_KV STORAGE_MB +30 MB +not sold +undated +old/);
  expect(table.split('\n').at(-1)).toMatch(/PLAN FEE.*yours$/);
});
