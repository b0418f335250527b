import type { Page } from '@playwright/test';
import { expect, goTo, test } from './support/fixtures';

async function openRecommendations(page: Page): Promise<void> {
  await goTo(page, 'Recommendations');
  await expect(page.getByRole('article')).toBeVisible();
}

test('shows the case of the brief to the digit', async ({ shared: { page } }) => {
  await openRecommendations(page);
  const article = page.getByRole('article');
  await expect(article).toContainText('25.5 of 30 MB, full in about 5 days');
  await expect(article.getByRole('region', { name: 'What was weighed' })).toContainText('Recommended');
  const out = page.getByRole('region', { name: 'What comes out' });
  await expect(out).toContainText('$1,000');
  await expect(out).toContainText('−$1');
  await expect(out).toContainText('+$999');
  await expect(out).toContainText('99,900 %');
  await expect(page.getByLabel('Revenue a day')).toHaveValue('4,000');
});

test('works the return out again on every key press, and keeps the last valid result', async ({ shared: { page } }) => {
  await openRecommendations(page);
  const out = page.getByRole('region', { name: 'What comes out' });
  await page.getByLabel('Revenue a day').fill('8000');
  await expect(out).toContainText('$2,000');
  await expect(out).toContainText('+$1,999');
  await page.getByLabel('Revenue a day').fill('-1');
  await expect(page.getByText('An amount from 0 to 1,000,000,000, or nothing.')).toBeVisible();
  await expect(out).toContainText('+$1,999');
  await page.getByLabel('Revenue a day').fill('');
  await expect(out).toContainText('unknown');
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect(out).toContainText('+$999');
  // The work is weighed once its rate is told: half an hour at 80 is 40.
  await expect(out).toContainText('Tell what an hour of work costs to weigh it.');
  await page.getByLabel('An hour of it costs').fill('80');
  await expect(out).toContainText('−$40');
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect(out).toContainText('Tell what an hour of work costs to weigh it.');
});

test('one reset takes back every assumption, and what is typed is kept by leaving', async ({ shared: { page } }) => {
  await openRecommendations(page);
  const [revenue, hours] = [page.getByLabel('Revenue a day'), page.getByLabel('Time to recover')];
  await revenue.fill('8000');
  await hours.fill('6');
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect(revenue).toHaveValue('4,000');
  await expect(hours).toHaveValue('12');

  await hours.fill('3');
  await goTo(page, 'Alerts');
  await goTo(page, 'Recommendations');
  await expect(page.getByLabel('Time to recover')).toHaveValue('3');
  await hours.fill('12');
  await goTo(page, 'Alerts');
  await goTo(page, 'Recommendations');
  await expect(hours).toHaveValue('12');
});

test('dismissing asks for a reason and can be taken back', async ({ shared: { page } }) => {
  await openRecommendations(page);
  await page.getByRole('button', { name: 'Dismiss…' }).click();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.getByLabel('Reason', { exact: true }).selectOption('We change the code instead');
  await page.getByRole('dialog').getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByRole('article')).toBeHidden();
  await page.getByRole('radio', { name: /Dismissed/ }).click();
  await expect(page.getByRole('article')).toContainText('We change the code instead');
  await page.getByRole('button', { name: 'Set back to pending' }).click();
  await page.getByRole('radio', { name: /Open 1/ }).click();
  await expect(currentStep(page)).toHaveText('Pending');
});

test('opens the provider page of the plan in the browser, and nothing else', async ({ shared: { electron, page } }) => {
  await openRecommendations(page);
  await electron.evaluate(({ shell }) => {
    const opened: string[] = [];
    Reflect.set(globalThis, 'opened', opened);
    shell.openExternal = async (url) => void opened.push(url);
  });
  await page.getByRole('button', { name: 'Open upgrade page' }).click();
  const opened = () => electron.evaluate(() => Reflect.get(globalThis, 'opened') as string[]);
  await expect.poll(opened).toHaveLength(1);
  expect((await opened())[0]).toMatch(/^https:\/\/[a-z.]*(vercel|upstash|redis)\.[a-z]+\//);
});

function currentStep(page: Page) {
  return page.getByRole('list', { name: 'Status' }).locator('[aria-current="step"]');
}
