import { describe, expect, test } from 'vitest';
import { saveLimits } from '#main/actions/save-limits';
import { setLimit } from '#main/actions/set-limit';
import { blankEvent } from '#main/providers/ai-report';
import { readBill } from '#main/queries/bill/read-bill';
import { dayStart } from '#shared/core/calendar/calendar';
import { DAY } from '#shared/domain/instant';
import type { AtLimit } from '#shared/domain/plan';
import { connectionNamed, NOON } from '../../store/temporary-store';
import { type PricedAccount, pricedAccount } from './priced-account';

const OPENAI = 'openai-1';
const SPEND = { service: 'OPENAI', metric: 'MONTHLY_SPEND_USD' };
const START = dayStart('2026-09-01', 'UTC');
const TODAY = dayStart('2026-11-24', 'UTC');

/** An account that costs 10 USD on every day until now: 240 in the 24 days of November, about 300 by its end. */
async function tenADay(): Promise<PricedAccount> {
  const account = await pricedAccount();
  const { store } = account;
  await store.connections.remove('vercel-1');
  await store.connections.save({ ...connectionNamed(OPENAI), provider: 'openai', title: 'models', billing: null });
  const events = Array.from({ length: (TODAY - START) / DAY }, (_, at) => ({
    ...blankEvent('openai', 'cost', START + at * DAY, NOON),
    model: 'gpt-4o',
    costMicros: 10e6,
  }));
  const range = { start: START, end: TODAY };
  await store.aiUsage.saveWindows(OPENAI, [{ kind: 'cost', bucketSeconds: DAY, range, events }], NOON);
  return account;
}

/** The provider tells a limit, as a cycle keeps it. */
async function told(
  { parts, store }: PricedAccount,
  value: number,
  over: { readonly atLimit?: AtLimit; readonly projectId?: string } = {},
) {
  const connection = await store.connections.find(OPENAI);
  if (connection === null) throw new Error('gone');
  const limit = { ...SPEND, value, unit: 'USD', window: 'calendar-month' as const, reason: 'its spend limit' };
  await saveLimits(parts, connection, [{ ...limit, atLimit: 'hard', ...over }]);
}

async function expectedEnd({ parts }: PricedAccount) {
  const bill = await readBill(parts);
  const main = bill.accounts.find(({ connection }) => connection === OPENAI);
  if (main?.projected == null) throw new Error('no end is expected');
  return main;
}

describe('the expected bill of an AI account', () => {
  test('goes on without a limit', async () => {
    const { soFar, projected } = await expectedEnd(await tenADay());
    expect(soFar.amount).toBe(230);
    expect(projected?.q50).toBeCloseTo(300, -1);
  });

  test('is bounded by a hard limit that the provider told', async () => {
    const account = await tenADay();
    await told(account, 250);
    const { projected } = await expectedEnd(account);
    expect(projected?.q50).toBe(250);
    expect(projected?.q90).toBe(250);
  });

  test('is never below what was charged already', async () => {
    const account = await tenADay();
    await told(account, 100);
    expect((await expectedEnd(account)).projected).toMatchObject({ q10: 230, q50: 230, q90: 230 });
  });

  test('a figure of one’s own takes nothing from what the provider does', async () => {
    const account = await tenADay();
    await told(account, 250);
    expect((await setLimit(account.parts, { connectionId: OPENAI, ...SPEND, value: 1_000 })).ok).toBe(true);
    expect((await expectedEnd(account)).projected?.q90).toBe(250);
  });

  test.each([
    ['that only informs', { atLimit: 'inform' as const }],
    ['of one of its projects', { projectId: 'proj_api' }],
  ])('a limit %s bounds nothing', async (_which, over) => {
    const account = await tenADay();
    await told(account, 250, over);
    expect((await expectedEnd(account)).projected?.q50).toBeGreaterThan(270);
  });

  test('a limit that one set oneself bounds nothing: the provider does not know of it', async () => {
    const account = await tenADay();
    await setLimit(account.parts, { connectionId: OPENAI, ...SPEND, value: 250 });
    expect((await expectedEnd(account)).projected?.q50).toBeGreaterThan(270);
  });
});
