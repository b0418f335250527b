import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** `npm run test:long` asks the properties for more cases than fit into the time of a test. */
const LONG = process.env['HEADROOM_PROPERTY_TIMES'] !== undefined;
/** It also asks for every case: the longest of them, on a machine that others load, stay below the watch over silence. */
const TIMEOUT = process.env['HEADROOM_ALL_CASES'] === undefined ? 150_000 : 240_000;

export default defineConfig({
  define: { __APP_VERSION__: JSON.stringify('0.0.0-test') },
  test: {
    include: ['test/{unit,integration,golden,accounts}/**/*.test.{ts,tsx}'],
    environment: 'node',
    // A page or schema that a test is held against is written only when asked for (-u): one that is gone is a failure.
    update: 'none',
    // Dates are told in the reader's own zone: expected words must not depend on where the tests run.
    env: { TZ: 'UTC' },
    // Long enough for a machine that others load as well: a test that hangs is told all the same.
    testTimeout: LONG ? 1_200_000 : TIMEOUT,
    setupFiles: LONG ? ['test/fixtures/long-properties.ts'] : [],
    hookTimeout: TIMEOUT,
    // The sources are loaded once for a worker, not once for each file: that took more than half of the time of many.
    isolate: false,
    // Two more than there are cores: many tests wait for a child process, and Vitest itself needs little.
    maxWorkers: availableParallelism() + 2,
  },
});
