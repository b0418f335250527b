import { expect, goTo, lastCycle, SCREENS, test, untilNextCycleShows } from './support/fixtures';

test('the first thing is the verdict, then the limits, tightest first', async ({ shared: { page } }) => {
  await expect(page.locator('.verdict h2')).toHaveText(/^Redis storage reaches its limit in about \d+ days$/);
  await expect(page.locator('.verdict')).toContainText('25.5 of 30 MB');
  await expect(page.getByRole('button', { name: 'Upgrade to Pro for $1 a month' })).toBeVisible();

  const cards = page.locator('.overview-cards a');
  expect(await cards.count()).toBeGreaterThanOrEqual(5);
  await expect(cards.first()).toContainText('Redis storage');
  await expect(cards.first()).toContainText('85 %');
  const order = await page.evaluate(async () => {
    const overview = await window.headroom.invoke('overview:get', null);
    return (overview as { value: { limits: { key: string; title: string }[] } }).value.limits;
  });
  const titles = await cards.evaluateAll((all) => all.map((card) => card.querySelector('.t-cut')?.textContent?.trim()));
  expect(titles).toEqual(order.slice(0, titles.length).map(({ title }) => title));
  // The one order: the page of limits has it too.
  const rows = await page.evaluate(async () => {
    const limits = await window.headroom.invoke('limits:list', null);
    return (limits as { value: { limits: { metric: { key: string } }[] } }).value.limits.map(
      ({ metric }) => metric.key,
    );
  });
  expect(rows.slice(0, order.length)).toEqual(order.map(({ key }) => key));
});

test('the cost over everything is one total, AI and stores in it, the same as on Costs', async ({
  shared: { page },
}) => {
  await goTo(page, 'Overview');
  const card = page.getByRole('region', { name: 'Cost over everything' });
  const bill = await page.evaluate(async () => {
    const answer = await window.headroom.invoke('bill:get', { month: null });
    return (answer as { value: { soFar: { amount: number }; accounts: { soFar: { amount: number } }[] } }).value;
  });
  const sum = bill.accounts.reduce((total, { soFar }) => total + soFar.amount, 0);
  expect(sum).toBeCloseTo(bill.soFar.amount, 4);
  const shown = new RegExp(`\\$${bill.soFar.amount.toFixed(2).replace('.', '\\.')}`);
  await expect(card).toContainText(shown);
  await goTo(page, 'Costs');
  await expect(page.getByRole('region', { name: 'Cost over everything' })).toContainText(shown);
});

test('meters say what they show to those who cannot see them', async ({ shared: { page } }) => {
  const meter = page.getByRole('meter', { name: 'Redis storage' });
  await expect(meter).toHaveAttribute('aria-valuetext', /25\.5 of 30 MB, 85 percent, warning from 75/);
});

test('the sample is marked everywhere and is left without a trace', async ({ sample: { page } }) => {
  for (const screen of SCREENS) {
    await goTo(page, screen);
    await expect(page.getByText('Sample data. Nothing here is your account.')).toBeVisible();
  }
  await page.getByRole('button', { name: 'Leave sample' }).click();
  await expect(page.getByRole('heading', { name: /^Connect/ })).toBeVisible();
  const connections = await page.evaluate(() => window.headroom.invoke('connections:list', null));
  expect(connections).toEqual({ ok: true, value: [] });
});

test('a collection that ends shows without being asked for', async ({ sample: { page } }) => {
  const status = page.getByRole('complementary', { name: 'Sidebar' });
  await untilNextCycleShows(page);
  const before = await lastCycle(page);
  await page.getByRole('button', { name: 'Collect now' }).first().click();
  await expect.poll(() => lastCycle(page), { timeout: 30_000 }).toBeGreaterThan(before);
  await expect(status).toContainText(/Updated (just now|\d+ s ago|less than a minute ago)/);
  await expect(page.getByRole('button', { name: 'Collect now' }).first()).toBeEnabled();
});
