import { expect, goTo, overviewWithData, test } from './support/fixtures';

test('place, size, screen and the status of a recommendation come back after a restart', async ({
  sample,
  launch,
  sampleDir,
}) => {
  const bounds = { x: 120, y: 80, width: 1100, height: 720 };
  const boundsOf = ({ electron }: typeof sample) =>
    electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  await sample.electron.evaluate(
    ({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted),
    bounds,
  );
  // The display server answers in its own time.
  await expect.poll(() => boundsOf(sample)).toEqual(bounds);
  await goTo(sample.page, 'Recommendations');
  const currentStep = ({ page }: typeof sample) =>
    page.getByRole('list', { name: 'Status' }).locator('[aria-current="step"]');
  await sample.page.getByRole('button', { name: 'Approve' }).click();
  await expect(currentStep(sample)).toHaveText('Approved');
  await expect
    .poll(async () => JSON.stringify(await sample.page.evaluate(() => window.headroom.invoke('settings:get', null))))
    .toContain('/recommendations');
  await sample.electron.close();

  const again = await launch({ dataDir: sampleDir, args: ['--sample'] });
  await expect(again.page.getByRole('heading', { level: 1, name: 'Recommendations' })).toBeVisible();
  expect(await boundsOf(again)).toEqual(bounds);
  await expect(currentStep(again)).toHaveText('Approved');
  await expect(again.page.getByRole('article')).toContainText('pending → approved');

  // What is done goes to its shelf, where it says when it is looked at what came of it; and it can be taken back.
  await again.page.getByRole('button', { name: 'Mark as implemented' }).click();
  await again.page.getByRole('radio', { name: /Done 1/ }).click();
  await expect(again.page.getByRole('region', { name: 'What came of it' })).toContainText('Too early to tell');
  await again.page.getByRole('button', { name: 'It was not done' }).click();
  await again.page.getByRole('radio', { name: /Open 1/ }).click();
  await expect(currentStep(again)).toHaveText('Pending');
  await again.page.keyboard.press('Control+1');
  await overviewWithData(again.page);
});
