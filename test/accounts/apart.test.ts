import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { runCycle } from '#main/collection/run-cycle';
import { readBill } from '#main/queries/bill/read-bill';
import { parseInstant } from '#shared/core/calendar/calendar';
import { defaultPriceList } from '#shared/core/pricing/default-price-list';
import { account, cents } from './accountant';
import { ACCOUNTS, accountFile, type RunningAccount, runAccount } from './an-account';

const NOON = '2026-11-20T12:00:00Z';
let running: RunningAccount | null = null;

afterEach(async () => {
  await running?.stop();
  running = null;
});

async function collected(name: string): Promise<RunningAccount> {
  running = await runAccount(accountFile(name), parseInstant(NOON) ?? 0);
  return running;
}

describe('the accountant', () => {
  const source = readFileSync(join(ACCOUNTS, 'accountant.ts'), 'utf8');

  it('imports nothing but Node, and is a plain program of at most 400 lines', () => {
    const imports = [...source.matchAll(/\b(?:from|import|require)\s*\(?\s*['"]([^'"]+)['"]/g)].map(([, name]) => name);
    expect(imports.filter((name) => name?.startsWith('node:') !== true)).toEqual([]);
    expect(source.split('\n').length).toBeLessThanOrEqual(400);
  });

  it('notices a price that is wrong in the core', async () => {
    const { session, environment } = await collected('neon');
    await session.account.act(runCycle, { trigger: 'user', evaluate: 'none' });
    const dearer = {
      ...defaultPriceList,
      limits: defaultPriceList.limits.map((entry) =>
        entry.provider === 'neon' && entry.metric === 'COMPUTE_CU_HOURS' && entry.overage !== null
          ? { ...entry, overage: { ...entry.overage, price: entry.overage.price * 1.01 } }
          : entry,
      ),
    };
    const amountOf = async (list: typeof defaultPriceList) => {
      const bill = await session.account.ask((parts) =>
        readBill({ ...parts, store: { ...parts.store }, prices: async () => list }),
      );
      return cents(bill.accounts.find(({ connection }) => connection === 'postgres-env')?.soFar.amount ?? Number.NaN);
    };
    const told = await account(environment, NOON);
    const expected = cents(told.find(({ connection }) => connection === 'postgres-env')?.amount ?? Number.NaN);
    expect(await amountOf(defaultPriceList)).toBe(expected);
    expect(await amountOf(dearer)).not.toBe(expected);
  });
});

describe('what is not read is never 0 and never complete', () => {
  it.each(['bad-gateway', 'payment-required', 'costs-not-found', 'server-error'] as const)(
    'costs that answer %s, and no running total: at least the fee, use not read',
    async (kind) => {
      const { simulator, session } = await collected('builds');
      for (const path of ['*/v2/billing/costs', '*/v1/billing/charges', '*/teams/*/spend', '*/v2/usage']) {
        simulator.setFault({ kind, path });
      }
      await session.account.act(runCycle, { trigger: 'user', evaluate: 'none' });
      const bill = await session.account.ask(readBill);
      const vercel = bill.accounts.find(({ connection }) => connection === 'vercel-env');
      expect(vercel?.soFar).toMatchObject({ amount: 20, complete: false });
      expect(vercel?.soFar.missing[0]?.what).toMatch(/use not read: /);
      expect(bill.soFar.complete).toBe(false);
    },
  );

  it('costs that do not answer while the running total does: seats and that total, to the cent', async () => {
    const { simulator, session } = await collected('builds');
    simulator.setFault({ kind: 'costs-not-found', path: '*/v2/billing/costs' });
    simulator.setFault({ kind: 'costs-not-found', path: '*/v1/billing/charges' });
    await session.account.act(runCycle, { trigger: 'user', evaluate: 'none' });
    const bill = await session.account.ask(readBill);
    const vercel = bill.accounts.find(({ connection }) => connection === 'vercel-env');
    expect(vercel?.soFar).toEqual({ amount: 41.14, complete: true, tax: 0, missing: [] });
    expect(vercel?.lines.map(({ basis }) => basis)).toEqual(['told', 'told']);
  });
});
