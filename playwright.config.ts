import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'test/e2e',
  // The stand-ins for a desktop's tray and notifications speak D-Bus.
  testIgnore: process.platform === 'linux' ? [] : ['**/desktop.spec.ts'],
  outputDir: 'test-results',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: { trace: 'retain-on-failure' },
});
