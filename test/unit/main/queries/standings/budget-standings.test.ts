import { expect, it } from 'vitest';
import { readBudgetStandings } from '#main/queries/standings/budget-standings';
import { readStandings } from '#main/queries/standings/read-standings';
import { dayStart } from '#shared/core/calendar/calendar';
import type { Charge } from '#shared/domain/charge';
import { DAY, HOUR } from '#shared/domain/instant';
import { NOON } from '../../store/temporary-store';
import { ACCOUNT, pricedAccount } from '../bill/priced-account';

const ZONE = 'America/Los_Angeles';
const dayOfNovember = (day: number) => dayStart(`2026-11-${String(day).padStart(2, '0')}`, ZONE);

function charge(day: number, dollars: number, project: string): Charge {
  const billedCost = Math.round(dollars * 1e6);
  const start = dayOfNovember(day);
  return {
    ...{ id: `${project}-${day}`, category: 'Usage', service: 'Edge Requests', project, region: null },
    ...{ day: `2026-11-${String(day).padStart(2, '0')}`, start, end: start + DAY },
    ...{ consumedQuantity: dollars * 500_000, consumedUnit: 'requests' },
    ...{ pricingQuantity: dollars * 500_000, pricingUnit: 'requests' },
    ...{ billedCost, effectiveCost: billedCost, listCost: null, currency: 'USD' },
    ...{ licence: false, flatRate: false, state: 'estimate' },
  } as Charge;
}

/**
 * An account on Pro at noon (UTC) of 24 November: two projects use so much a day since the first, a quarter of it on the
 * day in progress, and budgets of its own.
 */
async function spending(
  perDay: { readonly web: number; readonly api: number },
  budgets: readonly {
    readonly scope: 'account' | 'service' | 'project';
    readonly key: string | null;
    readonly amount: number;
  }[],
) {
  const { parts, store } = await pricedAccount();
  const now = parts.clock.now();
  const charges = Array.from({ length: 24 }, (_, at) => at + 1).flatMap((day) =>
    (['web', 'api'] as const).map((name) => charge(day, (perDay[name] * (day === 24 ? 1 : 4)) / 4, `prj_${name}`)),
  );
  await store.charges.save(ACCOUNT, 'vercel:/billing/costs', charges, now);
  for (const { amount, ...place } of budgets) {
    await store.budgets.save({ connectionId: ACCOUNT, ...place, amount: amount * 1e6, currency: 'USD' }, now);
  }
  const { list } = await readStandings(parts);
  return { now, parts, store, of: (key: string) => list.find((one) => one.key === `${ACCOUNT}/${key}#own`) };
}

it('a budget was reached on the day on which its bill passed it, for an account, a service and a project', async () => {
  const { of } = await spending({ web: 8, api: 4 }, [
    { scope: 'account', key: null, amount: 150 },
    { scope: 'service', key: 'VERCEL_EDGE', amount: 100 },
    { scope: 'project', key: 'prj_web', amount: 60 },
  ]);
  // The seat is 20, of the use of 12 a day the credit pays 20: 12 times the day, 156 on the 13th.
  expect(of('BUDGET/SPEND_USD')).toMatchObject({ severity: 'over', reachedAt: dayOfNovember(13) });
  // All use of a service counts: 12 a day are 108 on the ninth.
  expect(of('VERCEL_EDGE/SPEND_USD')).toMatchObject({ severity: 'over', reachedAt: dayOfNovember(9) });
  // And 8 a day of one project 64 on the eighth.
  expect(of('BUDGET/SPEND_USD@prj_web')).toMatchObject({ severity: 'over', reachedAt: dayOfNovember(8) });
});

it('a budget that is not reached tells no day', async () => {
  const { of } = await spending({ web: 8, api: 4 }, [{ scope: 'account', key: null, amount: 10_000 }]);
  // Nobody told how many seats are paid for: it is at least that, and so not calm.
  expect(of('BUDGET/SPEND_USD')).toMatchObject({ reachedAt: null, atLeast: true, severity: 'watch' });
});

it('a budget for a service or a project goes on while the credit still pays: use counts, whoever pays it', async () => {
  const { of, now } = await spending({ web: 0.3, api: 0.2 }, [
    { scope: 'service', key: 'VERCEL_EDGE', amount: 13 },
    { scope: 'project', key: 'prj_web', amount: 8 },
    { scope: 'account', key: null, amount: 25 },
  ]);
  const days = (key: string) => ((of(key)?.expected?.q50 ?? Number.NaN) - now) / DAY;
  // 23 days of 0.5 and a quarter of one: 11.63 of 13, so 1.37 at 0.5 a day.
  expect(of('VERCEL_EDGE/SPEND_USD')?.used).toBeCloseTo(11.625, 3);
  expect(days('VERCEL_EDGE/SPEND_USD')).toBeGreaterThan(2.2);
  expect(days('VERCEL_EDGE/SPEND_USD')).toBeLessThan(3.3);
  // 6.98 of 8 at 0.3 a day.
  expect(days('BUDGET/SPEND_USD@prj_web')).toBeGreaterThan(2.9);
  expect(days('BUDGET/SPEND_USD@prj_web')).toBeLessThan(4);
  // The whole account pays its seat alone: 15 a month of use stay within the credit of 20.
  expect(of('BUDGET/SPEND_USD')).toMatchObject({ used: 20, percent: 80 });
  expect(of('BUDGET/SPEND_USD')?.probability?.beforeReset).toBeLessThan(0.05);
});

it('a budget is as old as what its bill rests on', async () => {
  const { parts, store, now } = await spending({ web: 8, api: 4 }, [{ scope: 'account', key: null, amount: 400 }]);
  const [connection] = await store.connections.list();
  const attempt = { connectionId: ACCOUNT, capability: 'costs', outcome: 'unreachable' } as never;
  const rows = { connections: [connection!], series: [], attempts: [{ attempt, lastGoodAt: now - 9 * DAY }] };
  const [budget] = await readBudgetStandings(parts, rows, 15);
  expect(budget).toMatchObject({
    asOf: NOON - 9 * DAY,
    freshness: { state: 'stale', since: NOON - 9 * DAY, reason: 'unreachable' },
    atLeast: true,
    outlook: { state: 'none', why: 'stale' },
    expected: null,
  });
  const [fresh] = await readBudgetStandings(parts, { ...rows, attempts: [{ attempt, lastGoodAt: now - HOUR }] }, 15);
  expect(fresh).toMatchObject({ freshness: { state: 'fresh' }, outlook: { state: 'ready' } });
});
