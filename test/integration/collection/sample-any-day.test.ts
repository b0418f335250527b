import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCostChange } from '#main/queries/bill/change';
import { readCosts } from '#main/queries/bill/costs';
import { readOverview } from '#main/queries/home/overview';
import { recommendationJson } from '#main/queries/recommendations/recommendation-json';
import { readRecommendations } from '#main/queries/recommendations/recommendation-views';
import { type MetricState, readMetricStates } from '#main/queries/standings/metric-states';
import type { SampleAccount } from '#main/sample/sample-account';
import { loadScenario } from '#main/simulator/index';
import { billingPeriod } from '#main/simulator/vercel/account';
import { billedDays, cellsOf } from '#main/simulator/vercel/billing';
import { createWorld } from '#main/simulator/world';
import { parseInstant } from '#shared/core/calendar/calendar';
import { DAY } from '#shared/domain/instant';
import { BRIEF_FIGURES } from '../../fixtures/brief-example';
import { openFilledSample } from './sample';

const STORAGE = 'sample-redis/VERCEL_KV/STORAGE_MB';
const CREDIT = 'sample-vercel/VERCEL_ACCOUNT/INCLUDED_CREDIT_USD';
const BANDWIDTH = 'sample-vercel/VERCEL_BANDWIDTH/BANDWIDTH_GB';

/** Each sample takes some seconds, so the calendar's rarer corners only run where they are asked for. */
const EVERY_DAY = process.env['HEADROOM_EVERY_DAY'] === '1';
const ALWAYS = [['five minutes into a billing period', '2026-12-01T08:05:00Z']] as const;
const RARER = [
  ['five minutes into a UTC day that is still last month in Los Angeles', '2026-12-01T00:05:00Z'],
  ['the morning on which Los Angeles springs forward', '2027-03-14T10:30:00Z'],
  ['the morning on which Los Angeles falls back', '2026-11-01T09:30:00Z'],
  ['the middle of a month', '2026-11-18T10:46:00Z'],
  ['the last minutes of a year', '2026-12-31T23:40:00Z'],
  ['the last day of January', '2027-01-31T12:00:00Z'],
  ['the end of a short month', '2027-02-28T05:00:00Z'],
  ['a leap day', '2028-02-29T12:00:00Z'],
  ['the end of a month with five Fridays', '2026-07-31T23:59:00Z'],
  ['a month that ends with nearly all of the included credit used up', '2027-03-31T23:40:00Z'],
] as const;

/** The credit of a period, in dollars: nearly all that the sample uses in a month, or a little less. */
const CREDIT_USD = 20;
/** How far the day on which the credit is used up may be told from the one of the scenario itself. */
const DAYS_OFF = 3;

async function onSample(now: number, look: (sample: SampleAccount) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-any-day-'));
  const sample = await openFilledSample(folder, now);
  try {
    await look(sample);
  } finally {
    await sample.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * The days until the credit is used up, by what the scenario itself charges in this period and the next one; null where it
 * lasts in both.
 */
function creditLasts(now: number): number | null {
  const world = createWorld(loadScenario('sample'), { now: () => now }, now);
  const current = billingPeriod(world, now);
  for (const period of [current, billingPeriod(world, current.end)]) {
    let used = 0;
    for (const day of billedDays(world, period, period.end)) {
      const cost = [...cellsOf(world, day)].reduce((sum, cell) => sum + cell.cost, 0);
      if (used + cost >= CREDIT_USD) {
        return (day.start - now + ((day.end - day.start) * (CREDIT_USD - used)) / cost) / DAY;
      }
      used += cost;
    }
  }
  return null;
}

async function tellsItsStory(sample: SampleAccount, now: number): Promise<void> {
  // Used up in this time or a little later, the credit may be a second limit that presses.
  const lasts = creditLasts(now);
  const mayPress = lasts !== null && lasts < 30 + DAYS_OFF;
  const states = await readMetricStates(sample.parts);
  const until = states.find(({ key }) => key === CREDIT)?.standing.expected?.q50 ?? null;
  if (until !== null) {
    expect(Math.abs((until - now) / DAY - (lasts ?? Number.NaN))).toBeLessThan(DAYS_OFF);
  }

  const overview = await readOverview(sample.parts, {
    running: false,
    nextAt: null,
    intervalMinutes: 15,
    progress: null,
  });
  expect(overview.verdict).toMatchObject({
    tone: 'warning',
    headline: 'Redis storage reaches its limit in about 5 days',
    badge: 'High · act this week',
    metricKey: STORAGE,
    action: 'Upgrade to Pro for $1 a month',
  });
  expect(overview.verdict.others).toBeLessThanOrEqual(mayPress ? 1 : 0);
  expect(overview.openRecommendations).toBe(1);
  // A month that ends has used most of the credit up: that rings as well, behind what stops.
  const credit = percentOf(states, CREDIT);
  const marks = [
    [100, 'over'],
    [90, 'critical'],
    [75, 'warning'],
  ] as const;
  const ofCredit = marks.find(([mark]) => credit >= mark)?.[1] ?? null;
  expect(overview.alerts).toMatchObject([
    { metricKey: STORAGE, state: 'firing', severity: 'warning', title: 'Redis storage above 75 %' },
    ...(ofCredit === null ? [] : [{ metricKey: CREDIT, state: 'firing', severity: ofCredit }]),
  ]);
  expect(overview.health).toMatchObject({ sourcesOk: 4, sourcesTotal: 4 });

  expect((await readRecommendations(sample.parts)).map(recommendationJson)).toMatchObject([
    {
      ...BRIEF_FIGURES,
      status: 'PENDING',
    },
  ]);

  const pressing = states.filter(({ status }) => status !== 'calm' && status !== 'no-limit' && status !== 'unknown');
  const others = pressing.filter(({ key }) => key !== STORAGE).map(({ key, status }) => `${key} ${status}`);
  const isPressing = ofCredit !== null || (mayPress && others.length > 0);
  expect(pressing.find(({ key }) => key === STORAGE)?.status).toBe('warning');
  expect(others).toEqual(isPressing ? [`${CREDIT} ${ofCredit ?? 'watch'}`] : []);
  // Bandwidth near its mark would be a second recommendation.
  expect(percentOf(states, BANDWIDTH)).toBeLessThan(69.5);

  // A new period begins before the provider has told its charges.
  const vercel = (await readCosts(sample.parts)).find(({ connectionId }) => connectionId === 'sample-vercel');
  expect(vercel).toMatchObject({ soFar: { total: 20 }, budget: { verdict: 'within' }, unknown: [] });
  expect(vercel?.projected?.total).toBeGreaterThanOrEqual(20);
  expect(vercel?.projected?.total).toBeLessThan(30);

  // Longer answers since yesterday's deployment: the largest part of what changed, in an exact split.
  const change = await readCostChange(sample.parts);
  expect(change?.parts[0]).toMatchObject({ title: 'gpt-6.1-sol in api', account: 'acme at OpenAI' });
  const micros = (change?.parts ?? []).reduce((sum, { due }) => sum + Math.round(due * 1e6), 0);
  expect(micros).toBe(Math.round((change?.due ?? 0) * 1e6));

  // The history has one problem that is over, at every hour: the peak of commands nine days ago.
  const past = (await sample.parts.store.alerts.list({ start: now - 61 * DAY, end: now + 1 })).filter(
    ({ metric }) => metric !== 'INCLUDED_CREDIT_USD',
  );
  expect(past.map(({ metric, state, severity }) => `${metric} ${state} ${severity}`).sort()).toEqual([
    'COMMANDS_PER_DAY resolved critical',
    'STORAGE_MB firing warning',
  ]);
}

function percentOf(states: readonly MetricState[], key: string): number {
  return states.find((state) => state.key === key)?.percent ?? Number.NaN;
}

describe('the sample tells its story', () => {
  it.each([...ALWAYS, ...(EVERY_DAY ? RARER : [])])(
    '%s: %s',
    async (_when, text) => {
      const now = parseInstant(text) ?? Number.NaN;
      await onSample(now, (sample) => tellsItsStory(sample, now));
    },
    120_000,
  );
});
