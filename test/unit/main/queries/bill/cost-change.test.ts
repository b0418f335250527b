import { describe, expect, test } from 'vitest';
import { recordPlan } from '#main/actions/record-plan';
import { changeText } from '#main/cli/commands/costs';
import { readCostChange } from '#main/queries/bill/change';
import { addDays, dayStart, daysBetween } from '#shared/core/calendar/calendar';
import { DAY, HOUR } from '#shared/domain/instant';
import { type CostChangeView, costChangeSchema } from '#shared/ipc/costs';
import { ACCOUNT, type PricedAccount, pricedAccount } from './priced-account';

const CPU = { service: 'VERCEL_FUNCTIONS', metric: 'ACTIVE_CPU_HOURS' };
const START = '2026-09-01';
const YESTERDAY = '2026-11-23';

/** One value a day to yesterday: `before`, and `after` from `since` on. */
function steps(before: number, after: number, since: string): number[] {
  const days = daysBetween(START, YESTERDAY) + 1;
  return Array.from({ length: days }, (_, at) => (addDays(START, at) < since ? before : after));
}

/** Function CPU of two projects, of which `shop` changes on `since`. */
async function withCpu(since: string, before: number, after: number): Promise<PricedAccount> {
  const account = await pricedAccount();
  await account.store.facts.saveProjects([
    { connectionId: ACCOUNT, projectId: 'prj_shop', name: 'shop' },
    { connectionId: ACCOUNT, projectId: 'prj_docs', name: 'docs' },
  ]);
  await account.days(CPU, START, steps(before + 2, after + 2, since));
  await account.days({ ...CPU, projectId: 'prj_shop' }, START, steps(before, after, since));
  await account.days({ ...CPU, projectId: 'prj_docs' }, START, steps(2, 2, since));
  return account;
}

async function deployed(account: PricedAccount, name: string, day: string, hour: number, commit: string | null) {
  await account.store.facts.saveDeployments([
    {
      connectionId: ACCOUNT,
      deploymentId: `dpl_${day}${hour}`,
      projectId: `prj_${name}`,
      name,
      state: 'READY',
      target: 'production',
      createdAt: dayStart(day, 'UTC') + hour * HOUR,
      buildingAt: null,
      readyAt: null,
      url: null,
      inspectorUrl: null,
      commit,
    },
  ]);
}

async function changeOf(account: PricedAccount, since?: string): Promise<CostChangeView> {
  const change = await readCostChange(account.parts, since);
  if (change === null) {
    throw new Error('Nothing changed.');
  }
  expect(costChangeSchema.parse(change)).toEqual(change);
  const add = (key: 'due' | 'charges') => change.parts.reduce((sum, part) => sum + Math.round(part[key] * 1e6), 0);
  expect([add('due'), add('charges')]).toEqual([Math.round(change.due * 1e6), Math.round(change.charges * 1e6)]);
  return change;
}

describe('a change in money', () => {
  test('says how much, by when, since when, who carries it and what began then', async () => {
    const account = await withCpu('2026-11-17', 20, 60);
    await deployed(account, 'shop', '2026-11-17', 9, 'abc1234def');
    const change = await changeOf(account);
    expect(change).toMatchObject({ since: '2026-11-17', days: 7, through: '2026-11-30' });
    // 40 hours more on 14 days at 0.128 USD: 71.68, of which the credit pays nothing more. The deployment is an
    // event to the forecast, which expects the new level at once.
    expect(change.headline).toMatch(
      /^\+\$71\.\d\d by 30 Nov since 17 November: 100 % is function CPU of shop, likely from deployment abc1234\.$/,
    );
    expect(change.total?.now).toBeCloseTo((change.total?.before ?? 0) + change.due, 5);
    expect(change.lead).toEqual({
      title: 'function CPU of shop',
      detail: '20 to 60 CPU-hours a day at $0.128 per CPU-hour',
    });
    expect(change.cause).toMatchObject({ title: 'shop deployed abc1234' });
    expect(change.notes).toEqual(['The day is the same, which makes the cause likely and does not prove it.']);
  });

  test('of one day says that it may be a spike, and when it will be known', async () => {
    const change = await changeOf(await withCpu('2026-11-23', 20, 60));
    expect(change).toMatchObject({ since: '2026-11-23', days: 1, cause: null });
    expect(change.headline).toMatch(/ since Monday: 100 % is function CPU of shop\.$/);
    expect(change.notes).toEqual(['It rests on one day so far and may be a spike: 27 Nov will tell.']);
  });

  test('inside the credit is use, and nothing to pay', async () => {
    const change = await changeOf(await withCpu('2026-11-10', 0.1, 0.5));
    expect(change.due).toBe(0);
    expect(change.charges).toBeCloseTo(0.4 * 21 * 0.128, 1);
    expect(change.headline).toMatch(
      /^\+\$1\.\d\d of use by 30 Nov since 10 November, inside the included credit: 100 %/,
    );
  });

  test('beyond the credit tells apart what the credit still pays', async () => {
    const change = await changeOf(await withCpu('2026-11-17', 2, 40));
    expect(change.charges - change.due).toBeGreaterThan(4);
    expect(change.charges - change.due).toBeLessThan(7);
    expect(change.insideCredit).toEqual({
      title: expect.stringMatching(/^\+\$[456]\.\d\d of use, nothing to pay$/),
      detail: '100 % is function CPU of shop',
    });
  });

  test('names one of several deployments of that day as likely, and none of another project', async () => {
    const account = await withCpu('2026-11-17', 20, 60);
    await deployed(account, 'docs', '2026-11-17', 8, null);
    expect((await changeOf(account)).cause).toBeNull();
    await deployed(account, 'shop', '2026-11-17', 9, 'abc1234def');
    await deployed(account, 'shop', '2026-11-17', 15, 'fff1234def');
    const change = await changeOf(account);
    expect(change.headline).toMatch(/, likely from one of 2 deployments that day\.$/);
    expect(change.cause?.detail).toBe("at 09:00 and 15:00; a day's figures cannot tell which");
  });

  test('of the plan is no change of use', async () => {
    const account = await withCpu('2026-11-17', 0.1, 0.1);
    const now = await account.store.connections.find(ACCOUNT);
    if (now === null || now.billing === null) {
      throw new Error('The account has no plan.');
    }
    const { clock } = account.parts;
    const today = clock.now();
    clock.set(dayStart('2026-11-12', 'UTC') + 12 * HOUR);
    await recordPlan(
      account.parts,
      { ...now, createdAt: dayStart(START, 'UTC'), billing: { ...now.billing, plan: 'hobby', planName: 'Hobby' } },
      now,
    );
    clock.set(today);
    const change = await changeOf(account);
    expect(change.since).toBe('2026-11-12');
    expect(change.parts[0]).toMatchObject({ title: 'the change of plan' });
    expect(change.cause?.title).toBe('acme at Vercel changed to Pro');
    // 19 of 30 days of the fee, less what the credit pays of the use since then.
    expect(change.due).toBeGreaterThan(11);
    expect(change.due).toBeLessThan(12.67);
  });

  test('a person may ask about any day', async () => {
    const account = await withCpu('2026-11-17', 20, 60);
    const change = await changeOf(account, '2026-11-10');
    expect(change.since).toBe('2026-11-10');
    // Half of the days since then are the dearer ones.
    expect(change.parts[0]?.detail).toBe('20 to 40 CPU-hours a day at $0.128 per CPU-hour');
  });

  test('is none where nothing changed, and none from before the weeks that are news', async () => {
    expect(await readCostChange((await withCpu('2026-11-17', 20, 20)).parts)).toBeNull();
    expect(await readCostChange((await withCpu('2026-09-20', 20, 60)).parts)).toBeNull();
    expect(await readCostChange((await pricedAccount()).parts)).toBeNull();
    const silent = await withCpu('2026-11-20', 20, 60);
    silent.parts.clock.set(silent.parts.clock.now() + 10 * DAY);
    expect(await readCostChange(silent.parts)).toBeNull();
  });

  test('is not split by projects that were told apart for a few days only', async () => {
    const account = await pricedAccount();
    await account.days(CPU, START, steps(25, 65, '2026-11-17'));
    await account.days({ ...CPU, projectId: 'prj_shop' }, '2026-11-16', [20, 60, 60, 60, 60, 60, 60, 60]);
    expect((await changeOf(account)).headline).toMatch(/: 100 % is function CPU\.$/);
  });

  test('is told in the terminal with its split and its sum', async () => {
    const text = changeText(await changeOf(await withCpu('2026-11-17', 20, 60)));
    expect(text).toMatch(/^\+\$\d\d\.\d\d by 30 Nov/);
    expect(text).toMatch(/function CPU of shop +(\+\$\d\d\.\d\d) +\1 +20 to 60 CPU-hours a day/);
    expect(text).toMatch(/Total +\+\$\d\d\.\d\d/);
  });
});
