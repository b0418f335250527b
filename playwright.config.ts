import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'test/e2e',
  // The stand-ins for a desktop's tray and notifications speak D-Bus.
  testIgnore: process.platform === 'linux' ? [] : ['**/desktop.spec.ts'],
  globalSetup: './test/e2e/support/fill-sample.ts',
  outputDir: 'test-results',
  // Each has a desktop of its own; a test waits for the app most of its time.
  workers: 3,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: { trace: 'retain-on-failure' },
});
