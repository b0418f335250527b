import type { Page } from '@playwright/test';

/** Every screen, in the order of the sidebar. */
export const SCREENS = ['Overview', 'Usage', 'Costs', 'Recommendations', 'Alerts', 'Limits', 'Settings'] as const;

/** Every screen and the pages that lie under one of them. */
export const PAGES = [...SCREENS, 'Record', 'Closed periods'] as const;

/** Goes to a screen by the sidebar, to a page below one by its link there. */
export async function goTo(page: Page, screen: (typeof PAGES)[number]): Promise<void> {
  if (screen === 'Record' || screen === 'Closed periods') {
    await goTo(page, screen === 'Record' ? 'Alerts' : 'Costs');
    await page.getByRole('link', { name: screen, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: screen }).waitFor();
    return;
  }
  await page
    .getByRole('navigation', { name: 'Screens' })
    .getByRole('link', { name: new RegExp(`^${screen}`) })
    .click();
  await page.getByRole('heading', { level: 1, name: screen }).waitFor();
}

/** Waits until the Overview shows a verdict about data. */
export async function overviewWithData(page: Page): Promise<void> {
  await page.locator('.verdict:not(.verdict-empty) h2').waitFor({ timeout: 240_000 });
}
