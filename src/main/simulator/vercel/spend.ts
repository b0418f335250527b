import { billingPeriodOf } from '#shared/core/calendar/calendar';
import { DAY } from '#shared/domain/instant';
import { gatewayBudgets } from '../ai-gateway';
import { type Ask, json, limitParameter, type Reply, type Route } from '../exchange';
import type { World } from '../world';
import { BILLING_ZONE, billedSince, billingPeriod, isTeam, planAt, planRefusal, shownPeriod, tokenOf } from './account';
import { billedDays, cellsOf, infrastructureCost, licenceCost } from './billing';
import { badRequest, isoTime, notFound, vercelRefusal } from './respond';

/** Money: budget, spend, included credit, contract, invoices. */
export function spendRoutes(world: World): Route[] {
  const paid = (answer: (ask: Ask) => Reply) => (ask: Ask) => {
    const refusal = planRefusal(world);
    if (refusal !== null) {
      return vercelRefusal(refusal);
    }
    return tokenOf(world, ask)?.kind === 'team' && world.scenario.team.role === 'MEMBER'
      ? vercelRefusal({ status: 403, code: 'forbidden', message: 'Billing needs the role Owner or Billing.' })
      : answer(ask);
  };
  return [
    { method: 'GET', pattern: '/v1/budgets', handle: paid(() => json({ data: budgets(world) })) },
    { method: 'GET', pattern: '/ai-gateway/budgets/list', handle: (ask) => gatewayBudgets(world, ask) },
    { method: 'GET', pattern: '/teams/:team/spend', handle: paid((ask) => spend(world, ask)) },
    { method: 'GET', pattern: '/v1/invoices/pre-commitment-usage', handle: paid(() => json(credit(world))) },
    { method: 'GET', pattern: '/v1/billing/contract-commitments', handle: paid((ask) => contract(world, ask)) },
    { method: 'GET', pattern: '/v1/invoices', handle: paid((ask) => invoices(world, ask)) },
  ];
}

function budgets(world: World): unknown[] {
  const { budget, team } = world.scenario;
  if (budget === null) {
    return [];
  }
  return [
    {
      id: 'bdg_1',
      ownerId: team.id,
      scope: 'team',
      amount: budget.amount,
      status: 'active',
      webhookId: null,
      thresholds: budget.thresholds.map((percent) => ({ percent, pauseUsage: percent === budget.pauseAt })),
    },
  ];
}

/** On-demand spend of this cycle after the credit, in cents. */
function spend(world: World, ask: Ask): Reply {
  if (!isTeam(world.scenario, ask.params.team ?? '')) {
    return notFound('Team not found.');
  }
  const visible = world.now() - world.scenario.lags.costs;
  const current = Math.max(0, infrastructureCost(world, visible) - world.scenario.credit);
  const elapsed = Math.max(1, (world.now() - billingPeriod(world, world.now()).start) / DAY);
  return json({ data: { currentSpend: Math.round(current * 100), avgSpend: Math.round((current * 100) / elapsed) } });
}

function credit(world: World): unknown {
  const period = shownPeriod(world);
  const used = infrastructureCost(world, world.now() - world.scenario.lags.costs);
  const miu = planAt(world, world.now()).plan === 'enterprise';
  const total = miu ? world.scenario.commitmentMiu : world.scenario.credit;
  const spent = miu ? yearToDate(world) : used;
  return {
    cadence: miu ? 'annual' : 'monthly',
    creditLedgers:
      total === 0
        ? []
        : [
            {
              currency: miu ? 'managed_infrastructure_units' : 'USD',
              title: miu ? 'Managed Infrastructure Units' : 'Included credit',
              periodStart: isoTime(miu ? contractStart(world) : period.start),
              periodEnd: isoTime(miu ? contractStart(world) + 365 * DAY : period.end),
              total,
              remaining: Math.max(0, total - spent),
            },
          ],
  };
}

/** Day on which the yearly contract began, as a distance from the anchor. */
const CONTRACT_DAY = -90;

function contractStart(world: World): number {
  return billingPeriodOf(world.scenario.team.billingDay, world.dayStart(CONTRACT_DAY), BILLING_ZONE).start;
}

function yearToDate(world: World): number {
  let sum = 0;
  const range = { start: contractStart(world), end: world.now() };
  for (const day of billedDays(world, range, world.now() - world.scenario.lags.costs)) {
    for (const cell of cellsOf(world, day)) {
      sum += cell.cost;
    }
  }
  return sum;
}

function contract(world: World, ask: Ask): Reply {
  const { plan } = planAt(world, world.now());
  const enterprise = plan === 'enterprise';
  const period = shownPeriod(world);
  const start = enterprise ? contractStart(world) : period.start;
  const end = enterprise ? start + 365 * DAY : period.end;
  const commitment = {
    ContractId: 'ctr_1',
    ContractPeriodStart: isoTime(start),
    ContractPeriodEnd: isoTime(end),
    ContractCommitmentId: 'cmt_1',
    ContractCommitmentType: enterprise ? 'Enterprise' : 'Pro',
    ContractCommitmentCategory: enterprise ? 'Usage' : 'Spend',
    ContractCommitmentPeriodStart: isoTime(start),
    ContractCommitmentPeriodEnd: isoTime(end),
    ...(enterprise
      ? { ContractCommitmentQuantity: world.scenario.commitmentMiu, ContractCommitmentUnit: 'MIUs' }
      : { ContractCommitmentCost: world.scenario.credit, ContractCommitmentUnit: 'USD' }),
    ContractCommitmentDescription: enterprise ? 'Managed infrastructure' : 'Monthly usage commitment',
    BillingCurrency: 'USD',
  };
  // The CLI reads one array, the older SDK one object a line: the Accept header tells them apart.
  if (/jsonl/.test(String(ask.headers.accept ?? ''))) {
    return {
      status: 200,
      headers: {},
      payload: { kind: 'lines', type: 'application/jsonl', lines: [JSON.stringify(commitment)] },
    };
  }
  return json([commitment]);
}

const MOST_INVOICES = 12;

function invoices(world: World, ask: Ask): Reply {
  const limit = limitParameter(ask.query, 20, 100);
  if (limit === null) {
    return badRequest('`limit` must be between 1 and 100.');
  }
  const { credit: included, team } = world.scenario;
  const found: unknown[] = [];
  let end = billingPeriod(world, world.now()).start;
  while (found.length < Math.min(limit, MOST_INVOICES)) {
    const period = billingPeriodOf(team.billingDay, end - 1, BILLING_ZONE);
    if (period.start < billedSince(world)) {
      break;
    }
    let usage = 0;
    for (const day of billedDays(world, period, period.end)) {
      for (const cell of cellsOf(world, day)) {
        usage += cell.cost;
      }
    }
    const beyond = Math.round(Math.max(0, usage - included) * 100) / 100;
    const seats = licenceCost(world, period.start);
    const span = { periodStart: isoTime(period.start), periodEnd: isoTime(period.end) };
    found.push({
      id: `inv_${isoTime(period.end).slice(0, 10)}`,
      invoiceNumber: `ACME-${isoTime(period.end).slice(0, 7)}`,
      status: 'paid',
      total: seats + beyond,
      subtotal: seats + beyond,
      tax: 0,
      currency: 'usd',
      createdAt: period.end * 1000,
      issuedAt: period.end * 1000,
      invoiceSource: 'cycle',
      hostedUrl: null,
      pdfDownloadUrl: null,
      groups: [],
      lineItems: [
        { title: 'Pro', amount: seats, quantity: 1, group: 'plan', ...span },
        { title: 'On-demand usage', amount: beyond, quantity: 1, group: 'usage', ...span },
      ],
    });
    end = period.start;
  }
  return json({ data: found });
}
