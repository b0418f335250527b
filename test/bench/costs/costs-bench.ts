import { addDays, dayStart } from '#shared/core/calendar/calendar';
import { periodCosts } from '#shared/core/costs/period-costs';
import { defaultPriceList } from '#shared/core/pricing/default-price-list';
import { loadPriceList } from '#shared/core/pricing/load-price-list';
import type { Charge } from '#shared/domain/charge';
import type { UsageRow } from '#shared/domain/cost';
import { type BenchRow, quantile, timed } from '../store/bench-row';
import { benchBills } from './bills-bench';
import { benchStoredCosts } from './stored-costs-bench';

const DAYS = 365;
const PROJECTS = 50;
const SERVICES = 20;
const ROUNDS = 9;

/** Costs of a year and the answer to "what if", against the goals of the issue. */
export async function benchCosts(): Promise<BenchRow[]> {
  const charges = yearOfCharges();
  const rows = monthOfRows();
  const plans = [{ provider: 'vercel', plan: 'pro', from: '2026-11-01' }];
  const period = { start: '2026-11-01', end: '2026-12-01' };
  return [
    await row(`a month priced line by line, ${rows.length} rows`, 1_000, () =>
      periodCosts(defaultPriceList, { period, plans, rows }),
    ),
    ...(await benchStoredCosts(charges)),
    ...(await benchBills()),
    await row('the price list checked', 50, () => loadPriceList(JSON.parse(JSON.stringify(defaultPriceList)))),
  ];
}

async function row(name: string, goal: number, work: () => unknown): Promise<BenchRow> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    times.push(await timed(work));
  }
  const median = quantile(times, 0.5);
  return {
    name,
    goal: `<= ${goal} ms`,
    measured: `${median.toFixed(1)} ms`,
    ok: median <= goal,
    note: `slowest of ${ROUNDS}: ${Math.max(...times).toFixed(1)} ms`,
  };
}

function yearOfCharges(): Charge[] {
  const charges: Charge[] = [];
  for (let at = 0; at < DAYS; at += 1) {
    const day = addDays('2025-11-25', at);
    const start = dayStart(day, 'UTC');
    for (let project = 0; project < PROJECTS; project += 1) {
      for (let service = 0; service < SERVICES; service += 1) {
        charges.push(chargeOf(day, start, project, service));
      }
    }
  }
  return charges;
}

function chargeOf(day: string, start: number, project: number, service: number): Charge {
  const cost = (project + 1) * (service + 1) * 17;
  return {
    id: `${service}|${project}|${day}`,
    category: 'Usage',
    service: `Service ${service}`,
    project: `prj_${project}`,
    region: ['iad1', 'fra1', 'gru1'][project % 3] ?? null,
    day,
    start,
    end: start + 86_400,
    consumedQuantity: cost * 1_000,
    consumedUnit: `unit ${service % 5}`,
    pricingQuantity: 1,
    pricingUnit: 'USD',
    billedCost: cost,
    effectiveCost: cost,
    listCost: cost,
    currency: 'USD',
    licence: false,
    flatRate: false,
    state: 'final',
  };
}

/** Twenty metrics of fifty projects on each day of a month. */
function monthOfRows(): UsageRow[] {
  const entries = defaultPriceList.limits
    .filter((entry) => entry.provider === 'vercel' && entry.plan === 'pro' && entry.overage !== null)
    .filter((entry) => entry.billedAs === 'infrastructure' && entry.effectiveTo === null)
    .slice(0, SERVICES);
  return Array.from({ length: 30 }, (_, at) => addDays('2026-11-01', at)).flatMap((day) =>
    entries.flatMap(({ service, metric, overage }, nth) =>
      Array.from({ length: PROJECTS }, (_, project) => ({
        service,
        metric,
        project: `prj_${project}`,
        region: ['iad1', 'fra1', 'gru1'][project % 3] ?? null,
        day,
        quantity: (overage?.per ?? 1) * (0.013 * (nth + 1) + 0.0007 * project),
      })),
    ),
  );
}
