import { expect, it } from 'vitest';
import { runCycle } from '#main/collection/run-cycle';
import { readAlerts } from '#main/queries/alerts/alert-views';
import { readBill } from '#main/queries/bill/read-bill';
import { limitsJson } from '#main/queries/home/limits-json';
import { readMetricsPage } from '#main/queries/home/metrics-page';
import { readRecommendationList } from '#main/queries/recommendations/recommendation-views';
import { readAccountCosts } from '#main/queries/standings/account-costs';
import { readStandings } from '#main/queries/standings/read-standings';
import { parseInstant } from '#shared/core/calendar/calendar';
import { verdictWords } from '#shared/words/verdict';
import { accountFile, type RunningAccount, runAccount } from './an-account';

const at = (moment: string) => parseInstant(moment) ?? Number.NaN;
const READ = at('2026-11-20T12:00:00Z');
/** Nine days later, and in the month after: from the 20th on nothing answered. */
const NINE_DAYS = at('2026-11-29T13:00:00Z');
const NEXT_MONTH = at('2026-12-03T18:00:00Z');

async function cycleAt(running: RunningAccount, now: number): Promise<void> {
  running.clock.set(now);
  await running.session.account.act(runCycle, { trigger: 'user' });
}

it('nothing answers for nine days: all that was read is told as old, on every surface', async () => {
  const running = await runAccount(accountFile('neon'), READ, READ);
  try {
    await cycleAt(running, READ);
    const before = (await running.session.account.ask(readStandings)).list.map(({ key }) => key);
    running.simulator.setFault({ kind: 'unavailable', path: '*' });
    await cycleAt(running, NINE_DAYS);
    await noNewLimits(running, before);
    await totalsAtLeast(running);
    await noGoodNews(running);
    await daysMissing(running);
    await cycleAt(running, NEXT_MONTH);
    await nextMonth(running);
  } finally {
    await running.stop();
  }
}, 60_000);

/** A source that cannot be reached brings no limit that the account never had. */
async function noNewLimits({ session: { account } }: RunningAccount, before: readonly string[]): Promise<void> {
  const { list } = await account.ask(readStandings);
  expect(list.map(({ key }) => key).sort()).toEqual([...before].sort());
}

/** A total of the month that was read nine days ago is at least that, and never calm. */
async function totalsAtLeast({ session: { account } }: RunningAccount): Promise<void> {
  const { list } = await account.ask(readStandings);
  const transfer = list.find(({ title }) => title === 'Neon transfer');
  expect(transfer).toMatchObject({ atLeast: true, severity: 'watch', outlook: { state: 'none', why: 'stale' } });
  // A level may have fallen as well: it is as it was read, and old.
  const level = list.find(({ title, percent }) => title === 'Redis storage' && percent !== null);
  expect(level).toMatchObject({ atLeast: false, freshness: { state: 'stale' } });
}

/** Nothing is good news: verdict, alerts, the page for scrapers, advice. */
async function noGoodNews({ session: { account } }: RunningAccount): Promise<void> {
  const standings = await account.ask(readStandings);
  const verdict = verdictWords({ list: standings.list, connections: 3, reader: { now: NINE_DAYS } });
  expect([verdict.tone, verdict.headline]).toEqual(['stale', 'As of 9 days ago: nothing was read since']);
  expect((await account.ask(readAlerts)).old).toMatch(/ were last read 9 days ago\.$/);
  expect(await account.ask(readMetricsPage, 'text', '0.0.0')).not.toMatch(/^headroom_limit_severity\{.*\} 0$/m);
  for (const { freshness, text } of limitsJson(standings, { now: NINE_DAYS })) {
    expect([freshness, text]).toEqual([expect.stringMatching('stale|never'), expect.stringMatching(/last read|read/)]);
  }
  // What nobody read is no sign that the cause is gone.
  const { items, known, old } = await account.ask(readRecommendationList);
  expect(items.map(({ status }) => status)).toContain('PENDING');
  expect([known, old]).toEqual([true, (await account.ask(readAlerts)).old]);
}

/** Days that nobody read are missing in the bill, also where quantities are priced by the list. */
async function daysMissing({ session: { account } }: RunningAccount): Promise<void> {
  const bill = await account.ask(readBill);
  // Read on the 20th; the 21st to the 29th are nine days.
  const neon = bill.accounts.find(({ provider }) => provider === 'postgres');
  expect(neon?.soFar).toMatchObject({ complete: false, missing: [{ code: 'days-not-read' }] });
  expect(neon?.soFar.missing[0]?.what).toContain('9 days not read');
  const costs = await account.ask(readAccountCosts);
  expect(costs.map(({ runOut }) => runOut)).toEqual(
    costs.map(() => ({ credit: null, creditLasts: false, budget: null, allowances: [] })),
  );
}

/** In the month after nothing is told to be 0 by the provider, and the month before is not whole. */
async function nextMonth({ session: { account } }: RunningAccount): Promise<void> {
  const bill = await account.ask(readBill);
  const lines = bill.accounts.flatMap((one) => one.lines).filter(({ kind }) => kind === 'usage');
  expect(lines.filter(({ quantity, basis }) => quantity === 0 && basis === 'billed')).toEqual([]);
  expect(bill.lastMonth?.complete).toBe(false);
  const missing = bill.lastMonth?.missing.filter(({ code }) => code === 'days-not-read').map(({ what }) => what);
  // Of November the 21st to the 30th, in Vercel's days as in Neon's.
  expect(missing?.sort()).toEqual(['Acme (environment): 10 days not read', 'Postgres (environment): 10 days not read']);
}
