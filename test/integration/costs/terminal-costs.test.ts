import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '#main/clock';
import { type Simulator, startSimulator } from '#main/simulator/index';
import { validateFocus } from '#shared/core/costs/focus-validate';
import { defaultPriceList } from '#shared/core/pricing/default-price-list';
import type { BillView } from '#shared/ipc/bill';
import type { CostsView, WhatIfView } from '#shared/ipc/costs';
import { readFocus } from '../../unit/core/costs/focus-read';
import { buildCli, type Ended, removeCli, runCli } from '../cli/built-cli';

/** A process of its own takes its time on a busy machine. */
const PATIENCE = 90_000;
const READING = { zone: 'UTC', licences: new Set<string>(), flatRate: new Set<string>(), state: 'estimate' } as const;
const EDGE = 'vercel/VERCEL_EDGE/pro/EDGE_REQUESTS';

let simulator: Simulator;
let folder: string;

beforeAll(async () => {
  await buildCli();
  folder = mkdtempSync(join(tmpdir(), 'headroom-terminal-costs-'));
  simulator = await startSimulator({ scenario: 'pro-growth', clock: systemClock });
}, PATIENCE);

afterAll(async () => {
  await simulator.close();
  removeCli();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

function run(...args: string[]): Promise<Ended> {
  const { vercel } = simulator.credentials;
  const account = { VERCEL_TOKEN: vercel.token, VERCEL_ORG_ID: vercel.teamId, HEADROOM_VERCEL_URL: vercel.url };
  return runCli([...args, '--data-dir', folder], account);
}

async function costs(): Promise<CostsView> {
  const { stdout } = await run('costs', '--json');
  const [view] = (JSON.parse(stdout) as { connections: CostsView[] }).connections;
  if (view === undefined) {
    throw new Error('There are no costs.');
  }
  return view;
}

describe('headroom costs', () => {
  it(
    'says that there is no bill before the first collection, and tells it after',
    async () => {
      expect((await run('costs')).code).toBe(3);
      expect((await run('collect')).code).toBe(0);
      const view = await costs();
      const micros = view.components.reduce((sum, { amount }) => sum + Math.round((amount ?? 0) * 1e6), 0);
      expect(micros).toBe(Math.round(view.soFar.atLeast * 1e6));
      expect(view.soFar.atLeast).toBeGreaterThanOrEqual(20);
      expect((await run('costs')).stdout.split('\n')[0]).toBe(view.headline);
    },
    PATIENCE,
  );

  it(
    'writes a FOCUS file that is valid and adds up to the same',
    async () => {
      const file = join(folder, 'focus.jsonl');
      expect((await run('costs', '--focus', file)).code).toBe(0);
      const text = readFileSync(file, 'utf8');
      const lines = text.trim().split('\n');
      expect(validateFocus(lines.map((line) => JSON.parse(line) as Record<string, unknown>))).toEqual([]);
      const read = readFocus(text, 'jsonl', READING);
      const billed = (read.ok ? read.value.charges : []).reduce((sum, charge) => sum + (charge.billedCost ?? 0), 0);
      const { stdout } = await run('bill', '--json');
      expect(billed / 1e6).toBeCloseTo((JSON.parse(stdout) as BillView).soFar.amount, 6);
      expect((await run('costs', '--focus', join(folder, 'missing', 'focus.csv'))).code).toBe(1);
    },
    PATIENCE,
  );

  it(
    'puts another world beside today, and knows wrong use from failure',
    async () => {
      const { stdout } = await run('costs', '--what-if', 'traffic=2,plan=pro', '--json');
      const answer = JSON.parse(stdout) as WhatIfView;
      expect(answer.changes).toEqual(['traffic × 2', 'plan pro']);
      expect(answer.changed.atLeast).toBeGreaterThan(answer.today.atLeast - 1e-6);
      const refused = await run('costs', '--what-if', 'plan=gold');
      expect(refused).toMatchObject({ code: 2, stdout: '' });
      expect(refused.stderr).toContain('no plan "gold"');
      expect((await run('costs', '--connection', 'nobody')).code).toBe(2);
    },
    PATIENCE,
  );
});

describe('headroom prices', () => {
  it(
    'lists every figure with its source',
    async () => {
      const { stdout } = await run('prices', '--provider', 'vercel', '--json');
      const { prices } = JSON.parse(stdout) as { prices: { source: string; provider: string }[] };
      expect(prices.length).toBeGreaterThan(100);
      expect(prices.every(({ source, provider }) => source !== '' && provider === 'vercel')).toBe(true);
      expect((await run('prices', '--provider', 'nobody')).code).toBe(2);
    },
    PATIENCE,
  );

  it(
    'corrects one and takes the correction back',
    async () => {
      const corrected = await run('prices', 'correct', EDGE, '--price', '1.5', '--json');
      expect(JSON.parse(corrected.stdout)).toMatchObject([{ corrected: true, price: '$1.50 per 1,000,000 requests' }]);
      const back = await run('prices', 'correct', EDGE, '--price', 'none', '--json');
      expect(JSON.parse(back.stdout)).toMatchObject([{ corrected: false, price: '$2 per 1,000,000 requests' }]);
      expect((await run('prices', 'correct', EDGE, '--price', '-1')).code).toBe(2);
      expect((await run('prices', 'correct', EDGE)).code).toBe(2);
      expect((await run('prices', 'correct', 'no/such/entry', '--price', '1')).code).toBe(1);
    },
    PATIENCE,
  );

  it(
    'imports what is agreed to, and keeps the list in use when a file is bad',
    async () => {
      const inUse = async () => (JSON.parse((await run('prices', '--json')).stdout) as { asOf: string }).asOf;
      const file = join(folder, 'prices.json');
      writeFileSync(file, JSON.stringify({ ...defaultPriceList, asOf: '2027-01-01' }, null, 2));
      expect((await run('prices', 'import', file)).code).toBe(2);
      expect(await inUse()).toBe(defaultPriceList.asOf);
      expect((await run('prices', 'import', file, '--yes')).code).toBe(0);
      expect(await inUse()).toBe('2027-01-01');
      writeFileSync(file, '{\n  "schema": 1,\n');
      const refused = await run('prices', 'import', file, '--yes');
      expect(refused.code).toBe(1);
      expect(refused.stderr).toMatch(/refused\. line 3/);
      expect(await inUse()).toBe('2027-01-01');
    },
    PATIENCE,
  );
});
