import { z } from 'zod';
import { changed } from '#main/http/outcome';
import { parseInstant } from '#shared/core/calendar/calendar';
import { currentLedger } from '#shared/core/costs/current-ledger';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { Instant } from '#shared/domain/instant';
import { CHARGED_AMOUNTS, type MetricDefinition } from '#shared/domain/metric';
import { fromMicros, toMicros } from '#shared/domain/money';
import type { MetricSample } from '#shared/domain/series';
import type { CreditLedger, ProviderBudget } from '#shared/domain/spend';
import type { CapabilityResult } from '../collection-run';
import {
  distinct,
  expected,
  lenientNumber,
  listOf,
  member,
  oddRows,
  optional,
  optionalText,
  readItems,
  together,
} from '../lenient';
import type { CollectedFacts } from '../monitor';
import type { VercelApi } from './client';
import { BILLING_ZONE } from './constants';

export const ACCOUNT_SERVICE = 'VERCEL_ACCOUNT';
export const SPEND = 'SPEND_USD';
export const CREDIT = 'INCLUDED_CREDIT_USD';

const CENTS = 100;

const money = {
  service: ACCOUNT_SERVICE,
  group: 'Vercel',
  unit: 'USD',
  kind: 'period',
  zone: BILLING_ZONE,
  amounts: CHARGED_AMOUNTS,
} as const;

export const spendDefinitions: readonly MetricDefinition[] = [
  {
    ...money,
    metric: SPEND,
    title: 'On-demand spend at Vercel',
    shortTitle: 'On-demand spend',
    icon: 'receipt',
    consequence: 'Vercel then tells the team, and pauses its projects where that is set',
  },
  {
    ...money,
    metric: CREDIT,
    title: 'Included credit at Vercel',
    shortTitle: 'Credit used',
    icon: 'wallet',
    consequence: 'Further use is then charged',
  },
];

/** On-demand spend of this billing cycle, after the included credit. The endpoint speaks cents. */
export async function readSpend(api: VercelApi, teamId: string, now: Instant): Promise<Result<CapabilityResult>> {
  const answer = await api.get(`/teams/${encodeURIComponent(teamId)}/spend`);
  if (!answer.ok) return answer;
  const data = member(answer.value, 'data');
  if (typeof data !== 'object' || data === null) return fail(changed('Vercel', 'the spend of this cycle'));
  // Null: Vercel does not tell. Nothing at all where it should be is another answer.
  const cents = lenientNumber.nullable().safeParse(member(data, 'currentSpend'));
  if (!cents.success) return fail(changed('Vercel', 'the spend of this cycle'));
  return succeed({
    samples: cents.data === null ? [] : [moneySample(SPEND, cents.data / CENTS, 'vercel:/teams/spend', now)],
    reading: { rows: 1, notUnderstood: 0 },
  });
}

const budgetSchema = z.object({
  scope: expected(z.string()),
  projectId: optionalText,
  product: optionalText,
  targetId: optionalText,
  amount: lenientNumber,
  status: expected(z.string()),
  thresholds: expected(listOf(z.object({ percent: lenientNumber, pauseUsage: expected(z.boolean()) }))),
});

/**
 * The budgets that Vercel keeps, as facts; those of the team are a limit of its spend. Amounts are dollars. The
 * answer may hold other scopes, and disabled ones, which are no limit (facts: the API of Vercel, corrections).
 */
export async function readBudgets(api: VercelApi): Promise<Result<CapabilityResult>> {
  const answer = await api.get('/v1/budgets', { scope: 'team' });
  if (!answer.ok) return answer;
  const read = readItems(budgetSchema, member(answer.value, 'data'));
  if (read === null || (read.items.length === 0 && read.rejected > 0)) return fail(changed('Vercel', 'the budgets'));
  // A budget has no id in the answer: what is the same in everything is the same budget, told twice.
  const told = distinct(read.items, (budget) => JSON.stringify(budget));
  const active = told.items.filter(({ status = 'active' }) => status === 'active');
  const budgets = active.map(
    ({ amount, thresholds = [], scope, targetId, projectId, product }): ProviderBudget => ({
      amount: toMicros(amount),
      currency: 'USD',
      thresholds: thresholds.map(({ percent }) => percent),
      scope: scope ?? 'team',
      key: targetId ?? projectId ?? product ?? null,
      pauses: thresholds.some(({ percent, pauseUsage }) => percent === 100 && pauseUsage === true),
    }),
  );
  const ofTeam = budgets.filter(({ scope }) => scope === 'team');
  const tightest = [...ofTeam].sort((a, b) => a.amount - b.amount)[0];
  const pauses = ofTeam.some((budget) => budget.pauses);
  const limits: CollectedFacts['limits'] =
    tightest === undefined
      ? []
      : [
          {
            service: ACCOUNT_SERVICE,
            metric: SPEND,
            value: fromMicros(tightest.amount),
            unit: 'USD',
            window: 'billing-cycle',
            atLimit: pauses ? 'pause' : 'inform',
            reason: `the budget of the team at Vercel${pauses ? ', which pauses the projects at 100 %' : ''}`,
          },
        ];
  return succeed({ facts: { budgets, limits }, reading: together(read.reading, told.reading) });
}

const ledgerSchema = z.object({
  currency: expected(z.string()),
  title: optionalText,
  periodStart: optional(z.string()),
  periodEnd: optional(z.string()),
  total: lenientNumber,
  remaining: lenientNumber,
});

/** What the plan has paid already: the included credit in dollars, or an Enterprise commitment in units. */
export async function readCredit(api: VercelApi, now: Instant): Promise<Result<CapabilityResult>> {
  const answer = await api.get('/v1/invoices/pre-commitment-usage');
  if (!answer.ok) return answer;
  const read = readItems(ledgerSchema, member(answer.value, 'creditLedgers'));
  if (read === null || (read.items.length === 0 && read.rejected > 0)) {
    return fail(changed('Vercel', 'the included credit'));
  }
  const credit = read.items.map(
    (ledger): CreditLedger => ({
      title: ledger.title ?? 'Included credit',
      unit: ledger.currency === 'managed_infrastructure_units' ? 'MIU' : (ledger.currency ?? 'USD'),
      total: ledger.total,
      remaining: ledger.remaining,
      start: ledger.periodStart === undefined ? null : parseInstant(ledger.periodStart),
      end: ledger.periodEnd === undefined ? null : parseInstant(ledger.periodEnd),
    }),
  );
  const odd = read.items.filter((ledger, at) => {
    const kept = credit[at];
    const isLost = (told: string | undefined, read: Instant | null | undefined) => told !== undefined && read === null;
    return isLost(ledger.periodStart, kept?.start) || isLost(ledger.periodEnd, kept?.end);
  }).length;
  const reading = together(read.reading, oddRows(odd, 0));
  const current = currentLedger(credit, now, 'USD');
  if (current === null) return succeed({ facts: { credit }, reading });
  const { total } = current;
  const used = total - current.remaining;
  return succeed({
    reading,
    samples: [moneySample(CREDIT, used, 'vercel:/v1/invoices/pre-commitment-usage', now)],
    facts: {
      credit,
      limits: [
        {
          service: ACCOUNT_SERVICE,
          metric: CREDIT,
          value: total,
          unit: 'USD',
          window: 'billing-cycle',
          // Use goes on without it and is charged.
          atLimit: 'overage',
          reason: 'the credit that the plan includes in this billing cycle',
        },
      ],
    },
  });
}

function moneySample(metric: string, value: number, source: string, time: Instant): MetricSample {
  return {
    service: ACCOUNT_SERVICE,
    metric,
    projectId: null,
    kind: 'period',
    unit: 'USD',
    zone: BILLING_ZONE,
    source,
    time,
    value,
  };
}
