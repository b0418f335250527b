import { expect, goTo, SCREENS, test } from './support/fixtures';

const heading = (name: string) => ({ level: 1, name }) as const;

test('every screen is reached by a key', async ({ shared: { page } }) => {
  const numbered = SCREENS.map((screen, at) => [String(at + 1), screen] as const);
  for (const [key, screen] of [...numbered.reverse(), [',', 'Settings'] as const]) {
    await page.keyboard.press(`Control+${key}`);
    await expect(page.getByRole('heading', heading(screen))).toBeVisible();
  }
});

test('the palette finds a service and goes there', async ({ shared: { page } }) => {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Find anything' })).toBeVisible();
  await page.keyboard.type('redis comm');
  await expect(page.getByRole('option', { name: /Redis commands/ }).first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: 'Redis commands', exact: true })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('a recommendation is approved with the keyboard alone', async ({ sample: { page } }) => {
  await goTo(page, 'Recommendations');
  await page.getByRole('article').waitFor();
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement?.textContent === 'Approve')) break;
  }
  const focused = page.getByRole('button', { name: 'Approve' });
  await expect(focused).toBeFocused();
  expect(await focused.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid');
  await page.keyboard.press('Enter');
  await expect(page.locator('[aria-current="step"]')).toHaveText('Approved');
});

test('Tab goes through the whole Overview and nothing traps it', async ({ shared: { page } }) => {
  const stops = new Set<string>();
  await page.locator('body').focus();
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    stops.add(
      await page.evaluate(() => {
        const element = document.activeElement;
        return `${element?.tagName} ${element?.getAttribute('href') ?? element?.textContent?.slice(0, 40)}`;
      }),
    );
  }
  const links = await page
    .locator('main a[href], nav a[href]')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(links.length).toBeGreaterThan(10);
  for (const href of links)
    expect(
      [...stops].some((stop) => stop.endsWith(` ${href}`)),
      `${href}`,
    ).toBe(true);
});
