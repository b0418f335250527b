import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportJsonSchema } from '#shared/ipc/report';
import { limitsJsonSchema } from '#shared/ipc/standing';
import { figuresOfCsv, figuresOfHtml, figuresOfJson, figuresOfMarkdown } from '../../fixtures/report-figures';
import { NOW } from '../collection/monitored';
import { copyFilledSample } from '../collection/sample';
import { ALL_CASES } from '../support/all-cases';
import { buildCli, type Ended, ended, removeCli, runCli, startCli } from './built-cli';

let folder: string;
let collected: Ended;
const began = Date.now();

/** The moment in the sample's own time: it is filled as of a certain day, once for all suites. */
function now(): Date {
  return ALL_CASES ? new Date() : new Date(NOW * 1000 + Date.now() - began);
}

beforeAll(async () => {
  await buildCli();
  folder = mkdtempSync(join(tmpdir(), 'headroom-cli-sample-'));
  // A first fill by the terminal takes half a minute, as the window's does in the tests of the app.
  if (!ALL_CASES) await copyFilledSample(folder, NOW);
  collected = await onSample('collect', '--json');
}, 120_000);

afterAll(() => {
  removeCli();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const onSample = (command: string, ...more: string[]) =>
  runCli([command, '--sample', '--data-dir', folder, ...more], { HEADROOM_NOW: now().toISOString() });

describe('JSON on standard output alone', () => {
  it("collect answers the client's counts while progress goes to standard error", () => {
    expect(collected.code).toBe(0);
    expect(JSON.parse(collected.stdout)).toMatchObject({
      metricsCollected: expect.any(Number),
      recommendationsGenerated: expect.any(Number),
      alertsTriggered: expect.any(Number),
    });
    if (ALL_CASES) expect(collected.stderr).toContain('Reading 60 days');
  });

  it("summary has the client's keys and fields", async () => {
    const { code, stdout } = await onSample('summary', '--json');
    expect(code).toBe(0);
    const summary = JSON.parse(stdout) as Record<string, unknown>;
    expect(summary['VERCEL_KV_STORAGE_MB']).toMatchObject({
      current: expect.any(Number),
      limit: 30,
      percent: expect.closeTo(85, 0),
    });
    expect(summary['VERCEL_BUILD_BUILD_MINUTES']).toMatchObject({ current: expect.any(Number), limit: 6_000 });
  });

  it('forecast takes a stored metric by its name, with the limit and the days of its standing', async () => {
    const end = await onSample('forecast', 'VERCEL_KV_STORAGE_MB', '--horizon', '3', '--json');
    expect(end.code).toBe(0);
    expect(JSON.parse(end.stdout)).toMatchObject({
      ...{ file: 'VERCEL_KV_STORAGE_MB', unit: 'MB', refused: null },
      limit: { value: 30, days: { q50: expect.closeTo(5, 0) } },
      steps: [{}, {}, {}],
    });
    expect((await onSample('forecast', 'VERCEL_KV_STORAGE_MB', '--limit', '40')).code).toBe(2);
  });

  it('a picture is asked for alone', async () => {
    const { code, stderr } = await onSample('report', '--card', join(folder, 'card.png'), '--short');
    expect(code).toBe(2);
    expect(stderr).toContain('nothing beside it');
  });

  it('limits are the standings in their order, in the published shape, first what the verdict says', async () => {
    const { code, stdout } = await onSample('limits', '--json');
    expect(code).toBe(0);
    const limits = limitsJsonSchema.parse(JSON.parse(stdout));
    expect(limits[0]).toMatchObject({
      title: 'Redis storage',
      percent: expect.closeTo(85, 0),
      severity: 'warning',
      atLimit: 'reject',
      text: expect.stringMatching(/^Redis storage reaches its limit in about 5 days\. /),
    });
    const table = (await onSample('limits')).stdout.split('\n');
    expect(table[1]).toMatch(/^Redis storage .* 85 % +about 5 days /);
  });

  it("recommendations have every field of the client's example", async () => {
    const { code, stdout } = await onSample('recommendations', '--json');
    expect(code).toBe(0);
    const [storage] = (JSON.parse(stdout) as { metric: string }[]).filter(({ metric }) => metric === 'STORAGE_MB');
    expect(storage).toMatchObject({
      service: 'VERCEL_KV',
      currentPlan: 'free',
      recommendedPlan: 'pro',
      priority: 'HIGH',
      currentUsage: 25.5,
      limitValue: 30,
      usagePercent: 85,
      daysToLimit: 5,
      currentCost: 0,
      projectedCost: 0,
      upgradeCost: 1,
      revenueImpact: 1_000,
      profitImpact: 999,
      roi: 99_900,
      reason: expect.stringContaining('vercel kv storage mb'),
      benefits: expect.arrayContaining(['Increased storage mb capacity']),
      risks: expect.arrayContaining(['Service may become unavailable if limit is reached']),
    });
  });

  it('recommendations --explain tells for each service what was weighed, and why it lost', async () => {
    const { code, stdout } = await onSample('recommendations', '--explain', '--json');
    expect(code).toBe(0);
    const { recommendations, weighed } = JSON.parse(stdout) as {
      recommendations: object[];
      weighed: { account: string; recommendation: string | null; alternatives: { lost: string | null }[] }[];
    };
    expect(recommendations).toHaveLength(1);
    const storage = weighed.find(({ recommendation }) => recommendation === 'Upgrade Redis to Pro');
    expect(storage?.alternatives).toMatchObject([
      { id: 'stay', cost: 0, lost: 'Redis storage stops in about 5 days.' },
      { id: 'pro', cost: 1, lost: null },
      { id: 'enterprise', cost: null, lost: 'No source tells its price.' },
    ]);
    // What stays as it is was weighed too, and everything that lost says why.
    expect(weighed.some(({ account, recommendation }) => account === 'acme' && recommendation === null)).toBe(true);
    for (const { alternatives } of weighed.filter((one) => one.alternatives.length > 1)) {
      expect(alternatives.filter(({ lost }) => lost === null)).toHaveLength(1);
      expect(alternatives.filter(({ lost }) => lost === '')).toEqual([]);
    }
  });

  it('a pause of the notices is told beside what fires, until it is ended', async () => {
    await onSample('alerts', 'pause', '--hours', '2');
    expect((await onSample('alerts')).stdout).toMatch(
      /^No notices until .*"headroom alerts pause --end" ends it now\.\n\n/,
    );
    await onSample('alerts', 'pause', '--end');
    expect((await onSample('alerts')).stdout).not.toMatch(/^No notices until/);
  });

  it('an account that is paused stays so, and is not asked, until it is resumed', async () => {
    await onSample('connections', 'pause', '--all');
    const rows = JSON.parse((await onSample('connections', '--json')).stdout) as { paused: boolean }[];
    expect(rows.map(({ paused }) => paused)).toEqual(rows.map(() => true));
    expect(await onSample('collect')).toMatchObject({ stdout: expect.stringContaining('Collected 0 metrics') });
    await onSample('connections', 'resume', '--all');
    expect((await onSample('connections')).stdout).not.toContain('paused');
  });

  it('steps below recommendations are taken, refused where they are illegal, and taken back', async () => {
    const step = (...words: string[]) => onSample('recommendations', ...words);
    const [{ id } = { id: 0 }] = JSON.parse((await onSample('recommendations', '--json')).stdout) as { id: number }[];
    const told = async (...words: string[]) => {
      const { code, stdout, stderr } = await step(...words);
      return { code, text: (code === 0 ? stdout : stderr).trim() };
    };
    expect(await told('approve', `${id}`)).toEqual({ code: 0, text: 'Upgrade Redis to Pro: approved.' });
    expect(await told('approve', `${id}`)).toEqual({
      code: 1,
      text: 'It is approved already. Look at where it stands now.',
    });
    expect(await told('implement', `${id}`)).toMatchObject({ code: 0, text: expect.stringContaining('implemented') });
    expect(await told('reopen', `${id}`)).toEqual({ code: 0, text: 'Upgrade Redis to Pro: pending.' });
    expect(await told('dismiss', `${id}`)).toMatchObject({ code: 2 });
    expect(await told('dismiss', `${id}`, '--reason', 'We clean up first')).toMatchObject({
      text: expect.stringMatching(/: dismissed\. Dismissed on .*: We clean up first\.$/),
    });
    await told('reopen', `${id}`);
    expect(await told('snooze', `${id}`, '--days', '3')).toMatchObject({
      text: expect.stringMatching(/^Upgrade Redis to Pro: pending\. Snoozed until /),
    });
    expect(await told('snooze', `${id}`, '--end')).toEqual({ code: 0, text: 'Upgrade Redis to Pro: pending.' });
    for (const wrong of [
      ['snooze', `${id}`, '--days', '0'],
      ['approve', 'seven'],
      ['approve', '999'],
    ]) {
      expect(await told(...wrong), wrong.join(' ')).toMatchObject({ code: 2 });
    }
    const [{ history }] = JSON.parse((await onSample('recommendations', '--json')).stdout) as [{ history: object[] }];
    expect(history).toHaveLength(7);
  }, 60_000);

  it('alerts list what fires and the history', async () => {
    const { code, stdout } = await onSample('alerts', '--json');
    expect(code).toBe(0);
    const alerts = JSON.parse(stdout) as { firing: unknown[]; history: unknown[] };
    expect(alerts.firing).toContainEqual(expect.objectContaining({ severity: 'warning', state: 'firing' }));
    expect(alerts.history.length).toBeGreaterThan(0);
  });
});

describe('for a person', () => {
  it.each([
    ['limits', 'Redis storage'],
    ['summary', 'VERCEL_KV_STORAGE_MB'],
    ['recommendations', 'HIGH'],
    ['alerts', 'Redis storage'],
  ])('%s prints a table', async (command, text) => {
    const { code, stdout, stderr } = await onSample(command);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(text);
    expect(stdout).not.toContain('undefined');
    expect(stdout).not.toContain('NaN');
  });

  it('tour tells the verdict and writes the report where it says', async () => {
    const output = join(folder, 'tour');
    const { code, stdout } = await onSample('tour', '--output', output);
    expect(code).toBe(0);
    expect(stdout).toContain('Redis storage');
    expect(stdout).toContain(join(output, 'report.html'));
    expect(readFileSync(join(output, 'report.md'), 'utf8')).toContain('Redis storage');
    expect(readFileSync(join(output, 'report.html'), 'utf8')).toContain('<html');
  });
});

describe('report', () => {
  it('has the same figures in each form, and the verdict and total of the other commands', async () => {
    // All at one moment: what is to come moves with the clock.
    const HEADROOM_NOW = now().toISOString();
    const told = async (format: string) => {
      const args = ['report', '--sample', '--data-dir', folder, '--format', format];
      const { code, stdout } = await runCli(args, { HEADROOM_NOW });
      expect(code).toBe(0);
      return stdout;
    };
    const json = reportJsonSchema.parse(JSON.parse(await told('json')));
    const figures = figuresOfJson(JSON.stringify(json));
    const names = (all: readonly { label: string; text: string }[]) =>
      all.map(({ label, text }) => `${label}: ${text}`);
    // Each call is a moment later: what tells how long ago something was is no figure of it.
    expect(names(figuresOfHtml(await told('html')))).toEqual(names(figures));
    expect(names(figuresOfMarkdown(await told('markdown')))).toEqual(names(figures));
    expect(names(figuresOfCsv(await told('csv')))).toEqual(names(figures));
    const bill = JSON.parse((await onSample('bill', '--json')).stdout) as { soFar: { amount: number } };
    expect(json.short.figures.find(({ id }) => id === 'summary.so-far')?.value).toBe(bill.soFar.amount);
    const [limit] = JSON.parse((await onSample('limits', '--json')).stdout) as [{ text: string }];
    expect(limit.text.startsWith(json.verdict.headline)).toBe(true);
    expect(JSON.stringify(json)).not.toMatch(/undefined|NaN|\[object/);
  }, 120_000);

  it('writes a file once, and over it with --force alone', async () => {
    const file = join(folder, 'report.html');
    expect(await onSample('report', '--format', 'html', '--out', file)).toMatchObject({
      code: 0,
      stdout: `Report: ${file}\n`,
    });
    const again = await onSample('report', '--format', 'html', '--out', file);
    expect(again).toMatchObject({ code: 1, stdout: '' });
    expect(again.stderr).toContain('--force');
    expect(await onSample('report', '--format', 'html', '--out', file, '--force')).toMatchObject({ code: 0 });
    expect(readFileSync(file, 'utf8')).toContain('<h1 id="verdict">Redis storage reaches its limit');
    const own = await onSample('report', '--out', join(folder, 'headroom.db'), '--force');
    expect(own).toMatchObject({ code: 1, stdout: '' });
  }, 60_000);

  it('has a short form of one paragraph and three figures, and the sections that are named', async () => {
    const { code, stdout } = await onSample('report', '--short');
    expect(code).toBe(0);
    expect(stdout.split('\n').filter((line) => line.startsWith('- '))).toHaveLength(3);
    const limits = await onSample('report', '--sections', 'limits');
    expect(limits.stdout.match(/^## .*$/gm)).toEqual(['## Limits']);
  }, 60_000);

  it('tells of the month before what is kept of it', async () => {
    const { code, stdout } = await onSample('report', '--month', monthBefore());
    expect(code).toBe(0);
    expect(stdout).toMatch(/^# \w+ \d{4}: (at least )?\$/);
    expect(stdout).toContain('is not kept');
    expect(stdout).not.toContain('## What to do');
  }, 60_000);

  it.each([
    [['--format', 'docx'], /html, pdf, markdown, csv, json/],
    [['--sections', 'limits,weather'], /There is no section "weather"/],
    [['--month', '2026-13'], /YYYY-MM/],
    [['--month', '2999-01'], /has not begun/],
    [['--format', 'pdf'], /--out/],
    [['--short', '--format', 'csv'], /short form is a text/],
  ])('%j is told what is wrong with it', async (args, words) => {
    const { code, stdout, stderr } = await onSample('report', ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(words);
  });
});

function monthBefore(): string {
  const [year, month] = [now().getUTCFullYear(), now().getUTCMonth()];
  return new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 7);
}

describe('a reader that has seen enough', () => {
  it('is no failure: the command ends with 0, silently', async () => {
    const child = startCli(['recommendations', '--sample', '--json', '--data-dir', folder], {
      HEADROOM_NOW: now().toISOString(),
    });
    child.stdout.destroy();
    const { code, stderr } = await ended(child);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(/^The clock starts at \S+, as HEADROOM_NOW says\.\n$/),
    });
  });
});
