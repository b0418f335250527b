import { describe, expect, it } from 'vitest';
import { setPrepaid } from '#main/actions/set-prepaid';
import { runCycle } from '#main/collection/run-cycle';
import { readAlerts } from '#main/queries/alerts/alert-views';
import { readBill } from '#main/queries/bill/read-bill';
import { readUnitCosts } from '#main/queries/bill/unit-costs';
import { readWhatIf } from '#main/queries/bill/what-if';
import { readAccountCosts } from '#main/queries/standings/account-costs';
import { readStandings } from '#main/queries/standings/read-standings';
import { parseInstant } from '#shared/core/calendar/calendar';
import { DAY } from '#shared/domain/instant';
import type { BillView } from '#shared/ipc/bill';
import { cents } from './accountant';
import { accountFile, type RunningAccount, runAccount } from './an-account';

const NOON = parseInstant('2026-11-20T12:00:00Z') ?? 0;

/** Fills an account and asks it; the account is gone afterwards. */
function filled(name: string, ask: (running: RunningAccount) => Promise<void>, now = NOON): Promise<void> {
  return filledWith(accountFile(name), ask, now);
}

async function filledWith(
  scenario: Parameters<typeof runAccount>[0],
  ask: (running: RunningAccount) => Promise<void>,
  now = NOON,
): Promise<void> {
  const running = await runAccount(scenario, now, NOON);
  try {
    await running.session.account.act(runCycle, { trigger: 'user', evaluate: 'none' });
    await ask(running);
  } finally {
    await running.stop();
  }
}

const accountOf = (bill: BillView, id: string) => {
  const found = bill.accounts.find(({ connection }) => connection === id);
  if (found === undefined) throw new Error(`no bill of ${id}`);
  return found;
};

/** Each figure with its arithmetic; amounts in the account files' own prices. */
describe('what a provider tells beside its rows', () => {
  it('budgets of four scopes, one of them disabled: four count, each with what is spent of it', async () => {
    await filled('budgets', async ({ session }) => {
      const { budgets, accounts } = await session.account.ask(readBill);
      const lines = accounts.find(({ connection }) => connection === 'vercel-env')?.lines ?? [];
      const spentOn = (isMeant: (line: (typeof lines)[number]) => boolean) =>
        lines.filter(isMeant).reduce((sum, { amount }) => sum + (amount ?? 0), 0);
      const told = budgets.filter(({ from }) => from === 'provider');
      expect(told.map(({ scope, key, amount, does }) => [scope, key, amount, does])).toEqual([
        ['team', null, 200, 'pause'],
        ['project', 'prj_storefront', 15, 'notify'],
        ['product', 'Build CPU Minutes', 50, 'notify'],
        ['organization', null, 1000, 'notify'],
      ]);
      const storefront = spentOn(({ project }) => project === 'prj_storefront');
      expect(told[1]?.spent).toBeCloseTo(storefront, 5);
      expect(told[2]?.spent).toBeCloseTo(
        spentOn(({ product }) => product === 'Build CPU Minutes'),
        5,
      );
      // The history of what rang calls each by its own name, too.
      await session.account.act(runCycle, { trigger: 'user' });
      const { firing, history } = await session.account.ask(readAlerts);
      const names = new Map(firing.map(({ id, metricTitle }) => [id, metricTitle]));
      expect(history.filter(({ alertId, title }) => !title.startsWith(names.get(alertId) ?? ''))).toEqual([]);
    });
  });

  it('budgets of the AI Gateway: each with its scope, its own period and what is spent of it, and each a standing', async () => {
    const gateway = accountFile('gateway');
    if (gateway.aiGateway === null) throw new Error('no gateway');
    const budget = { amount: 20, share: 1, active: true } as const;
    const budgets = [
      { ...budget, scope: 'team' as const, id: 'team_1', refresh: 'monthly' as const, amount: 15 },
      { ...budget, scope: 'project' as const, id: 'prj_api', refresh: 'daily' as const, share: 0.5 },
      { ...budget, scope: 'api-key' as const, id: 'key_1', name: 'bot', refresh: 'none' as const },
      { ...budget, scope: 'user' as const, id: 'usr_1', refresh: 'weekly' as const, active: false },
    ];
    const scenario = { ...gateway, name: 'gateway-budgets', aiGateway: { ...gateway.aiGateway, budgets } };
    await filledWith(scenario, async ({ session: { account }, clock }) => {
      const bill = await account.ask(readBill);
      const told = bill.budgets.filter(({ does }) => does === 'reject');
      expect(
        told.map(({ from, scope, key, name, refresh, amount }) => [from, scope, key, name, refresh, amount]),
      ).toEqual([
        ['provider', 'gateway-team', 'team_1', null, 'monthly', 15],
        ['provider', 'gateway-project', 'prj_api', null, 'daily', 20],
        ['provider', 'gateway-api-key', 'key_1', 'bot', 'none', 20],
      ]);
      // The month of the team is what the gateway's own account has spent so far.
      expect(cents(told[0]?.spent ?? 0)).toBe(cents(accountOf(bill, 'ai-gateway-env').soFar.amount));
      const standings = async () =>
        (await account.ask(readStandings)).list.filter(({ metric }) => metric === 'BUDGET_USD');
      const made = await standings();
      const [team, key, project] = ['team', 'api-key-key_1', 'project'].map((id) =>
        made.find(({ limitId }) => limitId.startsWith(`provider:gateway-${id}`)),
      );
      // 14.73 of 15 is 98 %, and requests are refused at 15.
      expect(team).toMatchObject({
        ...{ title: 'AI Gateway budget of the team', atLimit: 'reject', limit: 15, severity: 'critical' },
        window: { kind: 'fixed', length: { unit: 'month', count: 1 }, zone: 'UTC' },
      });
      // It goes on as the gateway's own bill: at 14.73 in 19.5 days 0.76 a day, so that 15.00 is passed within a day.
      const own = accountOf(bill, 'ai-gateway-env');
      expect(told[0]?.projected).toBeCloseTo(own.projected?.q50 ?? Number.NaN, 5);
      expect(told[2]?.projected).toBeNull();
      // What was paid ahead the gateway tells itself: 41.50 are left, and the month has used 14.73.
      expect(own.prepaid).toMatchObject({ left: 41.5, used: own.soFar.amount, complete: true });
      expect(own.prepaid?.lastsUntil).toMatch(/^2027-0[12]-/);
      // A half of today, of which half a day is left: the same half of a mean day of what the month still expects.
      const perDay = ((own.projected?.q50 ?? 0) - own.soFar.amount) / 10.5;
      expect(told[1]?.projected).toBeCloseTo((told[1]?.spent ?? 0) + 0.5 * 0.5 * perDay, 2);
      expect(project?.outlook.state).toBe('ready');
      expect(((team?.expected?.q50 ?? 0) - NOON) / DAY).toBeLessThan(1.5);
      expect(key).toMatchObject({ title: 'AI Gateway budget of a key bot', window: { kind: 'moment' } });
      expect(project).toMatchObject({ scope: { kind: 'project', projectId: 'prj_api' }, projectTitle: 'api' });
      clock.set(NOON + DAY);
      // What was told yesterday is not what is spent today.
      expect((await standings()).find(({ scope }) => scope.kind === 'project')).toMatchObject({
        ...{ used: null, severity: null, freshness: { state: 'stale' } },
      });
    });
  });

  it('a trial that ends on the 25th: nothing so far, 20.00 when it ends', async () => {
    await filled('trial', async ({ session }) => {
      const vercel = accountOf(await session.account.ask(readBill), 'vercel-env');
      // Use of 0.52 a month stays below the credit of 20.
      expect([vercel.soFar.amount, vercel.projected?.q50, vercel.projected?.q90]).toEqual([0, 20, 20]);
    });
  });

  it('twenty-five projects: each has its own row, and none is left out', async () => {
    await filled('many-projects', async ({ session }) => {
      const view = (await session.account.ask(readAccountCosts)).find(
        ({ connectionId }) => connectionId === 'vercel-env',
      );
      const own = view?.byProject.filter(({ key }) => key?.startsWith('prj_site')) ?? [];
      expect(own).toHaveLength(25);
      expect(view?.byProject.find(({ key }) => key === 'other-projects')?.amount ?? 0).toBe(0);
      for (const shares of [view?.byProject, view?.byService, view?.byDay, view?.byRegion]) {
        expect(cents(shares?.reduce((sum, { amount }) => sum + amount, 0) ?? Number.NaN)).toBe(
          cents(view?.soFar.atLeast ?? Number.NaN),
        );
      }
      const units = await session.account.ask(readUnitCosts);
      const per = (name: string) => units.find((unit) => unit.per === name)?.periods.at(-1);
      expect(per('projects')).toMatchObject({ quantity: 25, cost: (view?.soFar.atLeast ?? 0) / 25 });
      expect(per('requests')?.cost).toBeCloseTo(
        ((per('requests')?.amount ?? 0) / (per('requests')?.quantity ?? 1)) * 1_000,
        9,
      );
      // Of October the last days alone were counted: its whole bill over them would be three times a unit's cost.
      for (const name of ['requests', 'deployments']) {
        const october = units.find((unit) => unit.per === name)?.periods.at(-2);
        expect([name, october?.periodStart.slice(0, 7)]).toEqual([name, '2026-10']);
        expect(october).toMatchObject({ quantity: null, cost: null, reason: 'not-counted' });
      }
    });
  });

  it('the plan of a Redis is that which Vercel or Upstash tells: Fixed 1GB 20.00, pay as you go by its commands', async () => {
    const upstash = accountFile('upstash');
    const projects = upstash.projects.slice(0, 1).map(({ name }) => name);
    const store = {
      projects,
      ...{ id: 'store_1', name: 'cache', type: 'integration' as const, status: 'available', quotaExceeded: false },
      ...{ envVarPrefix: null, billingData: false, size: 0, count: 0 },
      environmentVariables: ['KV_REST_API_URL', 'KV_REST_API_TOKEN'],
      product: { slug: 'upstash-kv', name: 'Upstash for Redis' },
      plan: { id: 'fixed_1gb', name: 'Fixed 1GB', cost: '$20', details: [] },
    };
    const fixed = { ...upstash, name: 'redis-fixed', upstashDeveloper: null };
    await filledWith({ ...fixed, stores: [store] }, async ({ session }) => {
      const redis = accountOf(await session.account.ask(readBill), 'redis-env');
      expect([redis.plan, redis.soFar]).toEqual(['Fixed 1GB', { amount: 20, complete: true, tax: 0, missing: [] }]);
    });
    const payg = { ...store, plan: { ...store.plan, id: 'paid', name: 'Pay as you go' } };
    await filledWith({ ...fixed, stores: [payg] }, async ({ session }) => {
      const redis = accountOf(await session.account.ask(readBill), 'redis-env');
      // A first reading counts no commands yet: no bill of 0, but at least that.
      expect(redis.soFar.missing.map(({ what }) => what)).toEqual([
        'Redis (environment): 19 days of Redis storage not read',
        'Redis (environment): 20 days of Redis commands this month not read',
      ]);
    });
    const developer = { email: 'a@acme.test', apiKey: 'upstash_key_sample', vercelManaged: false, type: 'payg' };
    await filledWith({ ...upstash, name: 'redis-payg', upstashDeveloper: developer }, async ({ session }) => {
      const redis = accountOf(await session.account.ask(readBill), 'redis-env');
      // 7,750,380 commands so far at 0.20 a 100,000 = 15.50; 0.18 GB is within the first one, which is free.
      expect([redis.plan, cents(redis.soFar.amount)]).toEqual(['Pay as you go', 1550]);
      // What was stored before the first reading nobody tells.
      expect(redis.soFar.missing.map(({ what }) => what)).toEqual([
        'Redis (environment): 19 days of Redis storage not read',
      ]);
      // 12 M commands would be 24.00: its budget of 20 refuses them from 10 M on, on the 25th.
      expect(redis.projected).toMatchObject({ q10: 20, q50: 20, q90: 20 });
      const { list } = await session.account.ask(readStandings);
      const budget = list.find(({ metric }) => metric === 'BUDGET_USD');
      expect(budget).toMatchObject({ title: 'Upstash budget', atLimit: 'reject', limit: 20 });
      expect(cents(budget?.used ?? 0)).toBe(1550);
      // 4.50 are left at 0.80 a day: 5.6 days.
      expect(Math.abs(((budget?.expected?.q50 ?? 0) - NOON) / DAY - 5.6)).toBeLessThan(0.5);
    });
  }, 60_000);

  it('an amount that cannot be read is missing alone: the rest of its day counts, and the sum is at least that', async () => {
    await filled('unread-amount', async ({ session }) => {
      const anthropic = accountOf(await session.account.ask(readBill), 'anthropic-env');
      // 1,350 cents beside the other.
      expect(anthropic.soFar).toMatchObject({ amount: 13.5, complete: false, missing: [{ code: 'amount-not-read' }] });
    });
  });

  it('costs of one day of 1,000, 300 and 50 cents that differ by tier alone are 13.50, and a balance falls by them', async () => {
    const before = NOON - 18 * DAY;
    await filled(
      'anthropic-tiers',
      async ({ session, clock }) => {
        const { account } = session;
        expect(await account.act(setPrepaid, { connectionId: 'anthropic-env', amount: 100 })).toMatchObject({
          ok: true,
        });
        clock.set(NOON);
        await account.act(runCycle, { trigger: 'user', evaluate: 'none' });
        const anthropic = accountOf(await account.ask(readBill), 'anthropic-env');
        expect(anthropic.soFar).toMatchObject({ amount: 13.5, complete: true });
        // 100 less 10.00 + 3.00 + 0.50.
        expect(anthropic.prepaid).toMatchObject({ start: 100, used: 13.5, left: 86.5, complete: true });
        await account.act(setPrepaid, { connectionId: 'anthropic-env', amount: null });
        expect(accountOf(await account.ask(readBill), 'anthropic-env').prepaid).toBeNull();
      },
      before,
    );
  });
});

describe('what if, over everything', () => {
  it('Flat Rate CDN 20 at the end of the month: 67.01 becomes 40.00, and the included tier lasts one cycle', async () => {
    await filled(
      'cdn',
      async ({ session }) => {
        const answer = await session.account.ask(readWhatIf, null, 'plan=pro-flat-20');
        // 350 GB beyond 1,000 at 0.15, about 4.57 more by noise, 13.83 of other use, 20 of credit, 20 of fee.
        expect(answer.ok && answer.value.changed.atLeast).toBe(40);
        expect(Math.abs((answer.ok ? (answer.value.difference ?? 0) : 0) + 27.01)).toBeLessThan(0.2);
        const first = await session.account.ask(readWhatIf, null, 'plan=pro-flat-included');
        expect(first.ok && first.value.firstCycle).toMatchObject({ cycles: 1, total: 20 });
        expect(first.ok && first.value.changed.atLeast).toBe(40);
      },
      parseInstant('2026-12-01T07:55:00Z') ?? 0,
    );
  });

  it('sol as luna ends the trouble with the limit: 185.60 against it, 273.60 for the same work', async () => {
    await filled('ai', async ({ session }) => {
      const answer = await session.account.ask(readWhatIf, null, 'model=gpt-6.1-sol:gpt-6-luna');
      // 200 less 14.40; 288.00 less 14.40, told as the same work.
      expect(Math.abs((answer.ok ? (answer.value.difference ?? 0) : 0) + 185.6)).toBeLessThan(0.2);
      const note = answer.ok ? answer.value.notes.find((one) => one.includes('its limit ends the month')) : '';
      expect(note).toMatch(/at \$200\.00; without it the same work is \$28\d\.\d\d today and \$14\.\d\d then, −\$27\d/);
    });
  });
});

it('twenty minutes before a month of Neon ends the next one costs what its days cost, not nothing', async () => {
  const end = parseInstant('2026-11-30T23:40:00Z') ?? 0;
  await filled(
    'neon',
    async ({ session }) => {
      const { next } = accountOf(await session.account.ask(readBill), 'postgres-env');
      // 372 CU-h at 0.106 and 3.06 GB for 31 days: 40.52.
      expect(Math.abs((next?.q50 ?? 0) - 40.52)).toBeLessThan(0.1);
    },
    end,
  );
});

describe('the month before', () => {
  it('a team that began with Pro within this month paid nothing before: today’s seats are not those of then', async () => {
    await filled('plan-change-mid', async ({ session }) => {
      // Two seats since 12 days before, 40.00 in November; October was on Hobby.
      expect((await session.account.ask(readBill)).lastMonth).toBeNull();
      const { accounts } = await session.account.ask(readBill, '2026-10');
      expect(accountOf({ accounts } as BillView, 'vercel-env')).toMatchObject({
        soFar: { amount: 0, complete: true },
        lines: [],
      });
    });
  }, 60_000);

  it('what was paid on Pro stays paid on Hobby: this month until the change, and the month before as it was', async () => {
    const builds = accountFile('builds');
    const plans = [
      { plan: 'pro', iteration: 'flex', seats: 2 } as const,
      { plan: 'hobby', iteration: null, seats: 1, fromDay: 0 } as const,
    ];
    const changed = { ...builds, name: 'downgraded', redis: [], plans };
    await filledWith(
      changed,
      async ({ session: { account }, clock }) => {
        const before = await account.ask(readBill);
        clock.set(NOON + DAY);
        await account.act(runCycle, { trigger: 'user', evaluate: 'none' });
        const bill = await account.ask(readBill);
        // Two seats, and the running total that Vercel told last; on Hobby nothing follows.
        expect(cents(bill.soFar.amount)).toBe(cents(before.soFar.amount));
        expect(bill.projected?.q90).toBe(bill.soFar.amount);
        expect(bill.lastMonth).toEqual(before.lastMonth);
        expect(before.lastMonth?.amount).toBe(86.69);
      },
      NOON - DAY,
    );
  }, 60_000);

  it('seats added this month are not those of the last, and of a month no more days than it has are missing', async () => {
    const builds = accountFile('builds');
    const pro = { plan: 'pro', iteration: 'flex' } as const;
    const plans = [
      { ...pro, seats: 1 },
      { ...pro, seats: 5, fromDay: -8 },
    ];
    await filledWith({ ...builds, name: 'seats-added', redis: [], plans }, async ({ session }) => {
      const { lastMonth } = await session.account.ask(readBill);
      // October was 66.69 as a whole, 20 of it for the one seat that its rows count.
      expect([cents(lastMonth?.amount ?? 0), lastMonth?.missing]).toEqual([6669, []]);
    });
    const today = { ...builds, name: 'today', redis: [], historyDays: 1, team: { ...builds.team, createdDay: 0 } };
    await filledWith(today, async ({ session }) => {
      expect((await session.account.ask(readBill)).lastMonth).toBeNull();
      const { accounts } = await session.account.ask(readBill, '2026-10');
      expect(accounts[0]?.soFar.missing.map(({ what }) => what)).toEqual(['Acme (environment): 31 days not read']);
    });
  }, 60_000);
});
