import { dayOf } from '#shared/core/calendar/calendar';
import { dayCount } from '#shared/core/costs/outlook';
import { findPlan, planFee, plansOf } from '#shared/core/pricing/look-up';
import type { CostLine } from '#shared/domain/cost';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { fromMicros } from '#shared/domain/money';
import { summaryKey } from '#shared/domain/service';
import type { CostsView } from '#shared/ipc/costs';
import type { ConnectionRows } from '../connections/connection-rows';
import type { PricedParts } from '../read-parts';
import { readCostBases } from './basis';
import { type CostFigures, costFigures, holdBudget, linesSoFar } from './figures';
import { readReconciliation } from './reconciliation';
import { componentViews, readShares, type Shares } from './shares';
import { costHeadline, metricTitle, serviceTitle } from './words';

/**
 * What every billed connection costs in its period: so far, at its end, against its budgets, and why. `known` saves
 * reading its rows again.
 */
export async function readCosts(parts: PricedParts, known?: ConnectionRows): Promise<readonly CostsView[]> {
  const bases = await readCostBases(parts, undefined, known);
  return Promise.all(bases.map(async (basis) => toView(parts, await costFigures(basis))));
}

async function toView(parts: PricedParts, figures: CostFigures): Promise<CostsView> {
  const { basis, soFar } = figures;
  const { connection, period, now, list } = basis;
  const lines = linesSoFar(figures);
  const [{ shares, reconciliation }, budgets] = await Promise.all([
    readDetails(parts, figures, lines),
    readBudgets(parts, figures),
  ]);
  const title = (service: string, metric: string) => metricTitle(parts, connection.provider, service, metric);
  const account = budgets.find(({ view }) => view.scope === 'account') ?? null;
  const allowances = [...figures.end.allowances].map(([key, day]) => ({ title: titleOfKey(figures, key, title), day }));
  const view: Omit<CostsView, 'headline'> = {
    connectionId: connection.id,
    title: connection.title,
    planName: connection.billing.planName,
    currency: soFar.currency,
    periodStart: period.span.start,
    periodEnd: period.span.end,
    zone: period.zone,
    ...dayCount(period, now),
    state: soFar.state,
    soFar: {
      total: orNull(figures.total),
      atLeast: fromMicros(soFar.atLeast),
      fee: orNull(soFar.fee),
      charges: fromMicros(soFar.charges),
      creditIncluded: fromMicros(soFar.credit.included),
      creditUsed: fromMicros(soFar.credit.used),
      creditLeft: fromMicros(soFar.credit.left),
    },
    effective: fromMicros(sumOf(lines, (line) => line.effectiveAmount)),
    list: fromMicros(sumOf(lines, (line) => line.listAmount)),
    projected: period.rolls
      ? null
      : {
          total: orNull(figures.projected),
          atLeast: fromMicros(figures.end.costs.atLeast),
          interval:
            figures.interval === null ? null : [fromMicros(figures.interval[0]), fromMicros(figures.interval[1])],
        },
    budget:
      account === null
        ? null
        : { amount: account.view.amount, spentPercent: account.view.spentPercent, verdict: account.view.verdict },
    budgets: budgets.map((one) => one.view),
    runOut: {
      credit: period.rolls ? null : figures.end.credit,
      creditLasts: !period.rolls && figures.end.credit === null && figures.projected !== null,
      budget: period.rolls ? null : (account?.day ?? null),
      allowances: period.rolls ? [] : allowances.sort((a, b) => (a.day < b.day ? -1 : 1)),
    },
    ...shares,
    components: componentViews(parts, figures),
    unknown: figures.unknown.map(({ service, metric, reason }) => ({ title: title(service, metric), reason })),
    assumptions: assumptionsOf(figures),
    reconciliation,
    pricesAsOf: list.asOf,
  };
  return { ...view, headline: costHeadline(view, period.zone) };
}

type Details = { readonly shares: Shares; readonly reconciliation: CostsView['reconciliation'] };

const detailed = new WeakMap<CostFigures, Promise<Details>>();

/** What takes a pass over every line and every charge: once for the same figures. */
function readDetails(parts: PricedParts, figures: CostFigures, lines: readonly CostLine[]): Promise<Details> {
  const known =
    detailed.get(figures) ??
    Promise.all([readShares(parts, figures, lines), readReconciliation(parts, figures)]).then(
      ([shares, reconciliation]) => ({ shares, reconciliation }),
    );
  detailed.set(figures, known);
  return known;
}

async function readBudgets(parts: PricedParts, figures: CostFigures) {
  const { connection } = figures.basis;
  const [kept, projects] = await Promise.all([
    parts.store.budgets.list(connection.id),
    parts.store.facts.projects(connection.id),
  ]);
  return kept
    .filter(({ currency }) => currency === figures.soFar.currency)
    .map((budget) => {
      const { state, day } = holdBudget(figures, budget);
      const project = projects.find(({ projectId }) => projectId === budget.key);
      return {
        day,
        view: {
          scope: budget.scope,
          key: budget.key,
          title: titleOfBudget(budget.scope, budget.key, project?.name ?? null, connection.title),
          amount: fromMicros(budget.amount),
          spent: fromMicros(state.spent),
          projected: orNull(state.projected),
          spentPercent: state.spentPercent,
          verdict: state.verdict,
        },
      };
    });
}

function titleOfBudget(scope: string, key: string | null, project: string | null, account: string): string {
  if (scope === 'service') {
    return serviceTitle(key ?? '');
  }
  return scope === 'project' ? (project ?? key ?? '') : account;
}

function titleOfKey({ basis }: CostFigures, key: string, title: (service: string, metric: string) => string): string {
  const found = basis.metrics.find(({ service, metric }) => summaryKey(service, metric) === key);
  return found === undefined ? key : title(found.service, found.metric);
}

function assumptionsOf({ basis, soFar, end }: CostFigures): string[] {
  const { period, outlook } = basis;
  const priced = new Set(
    end.costs.components
      .filter(({ amount, listAmount }) => amount !== 0 || (listAmount ?? 0) !== 0)
      .map(({ service, metric }) => summaryKey(service, metric)),
  );
  const atPace = outlook.atAveragePace.filter(({ service, metric }) => priced.has(summaryKey(service, metric)));
  const pace = atPace.length;
  return [
    period.reason,
    ...soFar.assumptions,
    ...(period.rolls || pace === 0
      ? []
      : [
          `${pace === 1 ? atPace[0]?.quantity.definition.title : `${pace} metrics`} without a forecast: the average pace so far goes on`,
        ]),
  ];
}

function sumOf(lines: readonly CostLine[], of: (line: CostLine) => number | null): number {
  return lines.reduce((sum, line) => sum + (of(line) ?? 0), 0);
}

function orNull(micros: number | null): number | null {
  return micros === null ? null : fromMicros(micros);
}

/** The plans that the provider of a connection sells today, cheapest first; none of an account that no plan prices. */
export async function readPlans(
  parts: PricedParts,
  connectionId: string,
): Promise<Result<{ plan: string; name: string; fee: number | null }[]>> {
  const connection = (await parts.store.connections.list()).find(({ id }) => id === connectionId);
  if (connection === undefined) {
    return fail(noBill);
  }
  if (connection.billing === null) {
    return succeed([]);
  }
  const list = await parts.prices();
  const day = dayOf(parts.clock.now(), 'UTC');
  const { provider, plan } = connection.billing;
  const sold = plansOf(list, provider, day);
  const own = findPlan(list, provider, plan, day);
  const isSold = sold.some((one) => one.plan === own?.plan);
  const plans = own === null || isSold ? sold : [own, ...sold];
  return succeed(plans.map((one) => ({ plan: one.plan, name: one.name, fee: orNull(planFee(list, one, day)) })));
}

/** Why a connection has no costs. */
export const noBill = {
  code: 'not-found',
  message: 'There is no bill for this account: its plan is not known.',
  action: 'Collect once, or choose its plan in Settings.',
  retryable: false,
} as const;
