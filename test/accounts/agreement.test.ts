import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCycle } from '#main/collection/run-cycle';
import { readBilledCosts } from '#main/queries/bill/billed-costs';
import { readBill } from '#main/queries/bill/read-bill';
import { readStandings } from '#main/queries/standings/read-standings';
import { loadScenario, type Scenario } from '#main/simulator/index';
import { parseInstant } from '#shared/core/calendar/calendar';
import { DAY } from '#shared/domain/instant';
import { account, cents } from './accountant';
import { unlikeByHand } from './advised';
import { ACCOUNTS, accountFile, type RunningAccount, runAccount } from './an-account';

const ANCHOR = at('2026-11-20T12:00:00Z');
/** Ten days of Vercel's November in Los Angeles, its first half hour and its last; in the long tests all of them. */
const TEN_DAYS = [
  '2026-11-01T07:30:00Z',
  '2026-11-02T03:00:00Z',
  '2026-11-04T12:00:00Z',
  '2026-11-08T23:45:00Z',
  '2026-11-12T09:10:00Z',
  '2026-11-16T18:00:00Z',
  '2026-11-20T12:00:00Z',
  '2026-11-24T01:00:00Z',
  '2026-11-29T16:20:00Z',
  '2026-12-01T07:45:00Z',
];
const IS_LONG = process.env['HEADROOM_TEN_DAYS'] === '1';
/** The first half hour, the fixed clock of the hand-worked figures, the last half hour. */
const MOMENTS = IS_LONG ? TEN_DAYS : TEN_DAYS.filter((_, at) => [0, 6, 9].includes(at));
/** All ten days in each run for one account of each kind. */
const ALWAYS: ReadonlySet<string> = new Set(['cdn.json', 'neon.json', 'ai.json']);
const OWN = readdirSync(ACCOUNTS)
  .filter((name) => name.endsWith('.json'))
  .map((name): [string, () => Scenario] => [name, () => accountFile(join(name.replace(/\.json$/, '')))]);
/** The largest takes its time. */
const SCENARIOS = ['pro-growth', 'plan-change', 'enterprise', 'hobby', ...(IS_LONG ? ['large'] : [])];
const SHIPPED = SCENARIOS.map((name): [string, () => Scenario] => [name, () => loadScenario(name)]);

function at(moment: string): number {
  return parseInstant(moment) ?? 0;
}

it.each([...OWN, ...SHIPPED])(
  '%s: Headroom and the accountant agree to the cent on each day',
  async (name, scenario) => {
    const moments = ALWAYS.has(name) ? TEN_DAYS : MOMENTS;
    const running = await runAccount(scenario(), at(moments[0] ?? ''), ANCHOR);
    try {
      for (const moment of moments) {
        running.clock.set(at(moment));
        const collected = await running.session.account.act(runCycle, { trigger: 'user', evaluate: 'none' });
        expect(collected.ok, moment).toBe(true);
        const bill = await running.session.account.ask(readBill);
        const expected = await account(running.environment, moment);
        const shown = bill.accounts.map(({ connection, currency, soFar }) => [
          connection,
          currency,
          soFar.complete ? cents(soFar.amount) : null,
        ]);
        const wanted = expected.map(({ connection, currency, amount }) => [
          connection,
          currency,
          amount === null ? null : cents(amount),
        ]);
        expect(shown.sort(), moment).toEqual(wanted.sort());
        const known = expected.filter(({ currency }) => currency === bill.currency);
        expect(cents(bill.soFar.amount), moment).toBe(
          cents(known.reduce((sum, { amount, atLeast = 0 }) => sum + (amount ?? atLeast), 0)),
        );
        expect(bill.soFar.complete, moment).toBe(
          expected.every(({ amount, currency }) => amount !== null && currency === bill.currency),
        );
        if (at(moment) === ANCHOR) {
          expect(await unlikeByHand(name, running, moments === TEN_DAYS), moment).toEqual([]);
          if (name === 'cdn.json') {
            await creditEndsByHand(running);
          }
        }
        // The lines are the bill.
        for (const { lines, soFar } of bill.accounts) {
          expect(cents(lines.reduce((sum, { amount }) => sum + (amount ?? 0), 0)), moment).toBe(cents(soFar.amount));
        }
      }
    } finally {
      await running.stop();
    }
  },
  60_000,
);

/**
 * 45 GB a day: 1,000 are passed 2.84 days after 872 of them. Until then 13.815 / 30 a day is charged, after it 6.75 more:
 * what is left of the credit after 8.81 is used up on the 24th, while its pace so far would need five weeks.
 */
async function creditEndsByHand({ session: { account } }: RunningAccount): Promise<void> {
  const { list } = await account.ask(readStandings);
  const credit = list.find(({ metric }) => metric === 'INCLUDED_CREDIT_USD');
  const free = (1_000 - 872) / 45;
  const days = free + (20 - 8.81 - (13.815 / 30) * free) / (13.815 / 30 + 6.75);
  expect(credit?.used).toBeCloseTo(8.81, 2);
  expect(Math.abs((credit?.expected?.q50 ?? 0) - ANCHOR - days * DAY)).toBeLessThan(0.4 * DAY);
  expect(credit?.probability?.beforeReset).toBeGreaterThan(0.95);
  const [costs] = await account.ask(readBilledCosts);
  expect(costs?.runOut.credit).toBe('2026-11-24');
}
