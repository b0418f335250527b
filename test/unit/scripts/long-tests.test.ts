import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inProject } from '../../../scripts/setup/paths.mjs';
import { longPage } from '../../../scripts/test/long-page.mjs';
import { filesWith, longSteps } from '../../../scripts/test/long-steps.mjs';
import { propertyRuns } from '../../fixtures/property-runs';

it.each([
  ["from 'fast-check'", 'test/unit/core/costs/properties.test.ts', 10],
  ["/support/all-cases'", 'test/integration/collection/clock-steps.test.ts', 3],
])('every file of tests with %s is among the long ones, and each is there', (text, one, most) => {
  const files = filesWith(text);
  expect(files).toContain(one);
  expect(files.length).toBeGreaterThan(most);
  expect(files.filter((file) => !existsSync(inProject(file)))).toEqual([]);
});

it('a property has its cases of every run unless more are asked for', () => {
  const times = Number(process.env['HEADROOM_PROPERTY_TIMES'] ?? 1);
  expect(propertyRuns(30)).toBe(30 * times);
});

it('the page tells what ran, where, how long and with what result', () => {
  const outcomes = longSteps.slice(0, 3).map(({ name, what }, at) => ({
    name,
    what,
    seconds: 100 * at + 30,
    totals: { passed: 10 + at, failed: at === 1 ? 2 : 0, skipped: 1, failures: [] },
  }));
  const machine = { day: '2027-01-02', node: 'v24.1.0', platform: 'linux-x64', cores: 2, load: 0.5 };
  const page = longPage(outcomes, machine);
  expect(page).toContain(
    'Last run: 2027-01-02, Node v24.1.0, linux-x64, 2 cores, load 0.5 before the start, 6 min 30 s:',
  );
  expect(page).toContain('**33 passed, 2 failed**');
  expect(page).toContain(`| ${longSteps[1]?.name} | ${longSteps[1]?.what} | 11 | 2 | 1 | 2 min 10 s |`);
});
