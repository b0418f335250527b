import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settableClock } from '#main/clock';
import { readScenarioFile, type Simulator, startSimulator, terminalEnvironment } from '#main/simulator/index';
import { parseInstant } from '#shared/core/calendar/calendar';
import { billSchema } from '#shared/ipc/bill';
import { buildCli, removeCli, runCli } from './built-cli';

const NOON = '2026-11-20T12:00:00Z';
const folder = mkdtempSync(join(tmpdir(), 'headroom-bill-'));
let simulator: Simulator;
let environment: Record<string, string>;

beforeAll(async () => {
  await buildCli();
  const scenario = readScenarioFile(join(resolve('test/accounts'), 'neon.json'));
  if (!scenario.ok) throw new Error(scenario.failure.message);
  const now = parseInstant(NOON) ?? 0;
  simulator = await startSimulator({ scenario: scenario.value, clock: settableClock(now), anchor: now });
  environment = { ...terminalEnvironment(scenario.value, simulator.credentials), HEADROOM_NOW: NOON };
  expect((await runCli(['collect', '--data-dir', folder], environment)).code).toBe(0);
}, 120_000);

afterAll(async () => {
  await simulator.close();
  removeCli();
  rmSync(folder, { recursive: true, force: true });
});

describe('headroom bill', () => {
  const bill = (...more: string[]) => runCli(['bill', '--data-dir', folder, ...more], environment);

  it('answers the published shape: Vercel 20.00 and Neon 25.32, at least, since a plan is not chosen', async () => {
    const { code, stdout } = await bill('--json');
    expect(code).toBe(0);
    const answer = billSchema.parse(JSON.parse(stdout));
    expect(answer.soFar.amount).toBeCloseTo(45.32, 2);
    expect(answer.soFar).toMatchObject({ complete: false, missing: [{ code: 'plan-not-chosen' }] });
    const neon = answer.accounts.find(({ provider }) => provider === 'postgres');
    expect(neon).toMatchObject({ plan: 'Launch', periodStart: '2026-11-01T00:00:00Z', chargedOn: '2026-12-01' });
    expect(neon?.projected?.q10).toBeLessThanOrEqual(39.5);
    expect(neon?.projected?.q90).toBeGreaterThanOrEqual(38.9);
  });

  it('tells the same to a person, and another month when asked', async () => {
    const now = await bill();
    expect(now.stdout).toMatch(/^at least \$45\.32 so far over everything\n/);
    const before = billSchema.parse(JSON.parse((await bill('--month', '2026-10', '--json')).stdout));
    expect(before.accounts.map(({ periodStart }) => periodStart.slice(0, 7))).toEqual(
      before.accounts.map(() => '2026-10'),
    );
  });

  it('refuses what is no month', async () => {
    const { code, stdout, stderr } = await bill('--month', '2026-13');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('YYYY-MM');
  });
});

it('a report of readings of three days ago is written, and says that it is old, as its exit code does', async () => {
  const later = { ...environment, HEADROOM_NOW: '2026-11-23T12:30:00Z' };
  const { code, stdout, stderr } = await runCli(['report', '--data-dir', folder], later);
  expect(code).toBe(3);
  expect(stdout).toMatch(/^# As of 3 days ago: nothing was read since\n/);
  expect(stderr).toContain('How it stands now is not known');
});
