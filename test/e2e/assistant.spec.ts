import { expect, goTo, test } from './support/fixtures';

const MADE_UP = 'Teams of your size spend 37 % less on this.';

test('the sample is worded, weighed and asked without a key, and what is made up is struck', async ({
  sample: { electron, page },
}) => {
  await goTo(page, 'Recommendations');
  const card = page.getByRole('region', { name: 'For your co-founder' });
  await card.getByRole('button', { name: 'Write', exact: true }).click();
  await expect(card.getByText('Upgrade Redis to Pro.')).toBeVisible();
  await expect(card.locator('s')).toHaveText(MADE_UP);
  await expect(page.getByRole('article')).toContainText('Written by a model');

  await card.getByRole('button', { name: 'Weigh against a goal…' }).click();
  const weigh = page.getByRole('dialog', { name: 'Weigh against a goal' });
  await weigh.getByLabel('Goal').fill('We launch on Thursday, cash is short');
  await weigh.getByRole('button', { name: 'What is sent…' }).click();
  await expect(weigh.locator('pre')).toContainText('cash is short');
  await weigh.getByRole('button', { name: 'Weigh', exact: true }).click();
  await expect(weigh.getByRole('listitem').first()).toContainText('Redis');
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+j');
  const panel = page.getByRole('dialog', { name: 'Ask' });
  await expect(panel.getByRole('textbox', { name: 'Question' })).toBeFocused();
  await panel.getByRole('textbox', { name: 'Question' }).fill('What will this month cost?');
  await page.keyboard.press('Enter');
  await expect(panel.locator('s')).toHaveText(MADE_UP);
  await expect(panel.getByRole('status').first()).toContainText('Answered in');
  // No link but our own.
  for (const link of await panel.getByRole('link').all()) expect(await link.getAttribute('href')).toMatch(/^#\//);
  // A follow-up goes out with what was asked before, and is shown so.
  await panel.getByRole('textbox', { name: 'Question' }).fill('And the one before?');
  await panel.getByRole('button', { name: 'What is sent…' }).click();
  const sent = page.getByRole('dialog', { name: 'What is sent' });
  await expect(sent.locator('pre')).toContainText(/What will this month cost\?.*And the one before\?/);
  await sent.getByRole('button', { name: 'Close' }).click();
  await panel.getByText('Figures read').click();
  await panel.getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Costs');

  // What comes to nothing is in the field again, and the note's own link leaves nothing over the settings.
  await electron.evaluate(({ ipcMain }) => {
    ipcMain.removeHandler('headroom:assistant:ask');
    ipcMain.handle('headroom:assistant:ask', (_event, { id, question }) => ({
      ok: true,
      value: {
        ...{ id, question, status: 'failed', sentences: [], reads: [], cost: '', model: '' },
        failure: { reason: 'key-refused', text: 'The provider does not accept the key.' },
      },
    }));
  });
  await page.keyboard.press('Control+j');
  await panel.getByRole('textbox', { name: 'Question' }).fill('Which limit is reached next?');
  await page.keyboard.press('Enter');
  await expect(panel.getByText('The provider does not accept the key.')).toBeInViewport();
  await expect(panel.getByRole('textbox', { name: 'Question' })).toHaveValue('Which limit is reached next?');
  await panel.getByRole('link', { name: 'Settings' }).click();
  await expect(panel).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings');
});

test('is off until it is turned on, and shows what would leave', async ({ shared: { page } }) => {
  await goTo(page, 'Settings');
  await page.getByRole('link', { name: 'AI', exact: true }).click();
  await expect(page.getByRole('switch', { name: 'Let a model word, weigh and answer' })).not.toBeChecked();
  await page.getByRole('button', { name: 'What is sent…' }).click();
  const sent = page.getByRole('dialog', { name: 'What is sent' });
  await expect(sent).toContainText('POST http://127.0.0.1');
  await expect(sent.locator('pre')).toContainText('Upgrade Redis to Pro');
});
