import { z } from 'zod';
import { changed } from '#main/http/outcome';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { toMicros } from '#shared/domain/money';
import { GATEWAY_REFRESHES, type GatewayBudget } from '#shared/domain/spend';
import type { CapabilityResult } from '../collection-run';
import { distinct, expected, lenientNumber, member, optional, optionalText, readItems, together } from '../lenient';
import type { VercelApi } from './client';

const budgetSchema = z.object({
  scopeType: z.string(),
  scopeId: z.string(),
  name: optionalText,
  limitAmount: lenientNumber,
  currentSpend: lenientNumber,
  // Spend with keys of one's own counts only where the budget says so.
  currentByokSpend: optional(lenientNumber),
  includeByokInQuota: optional(z.boolean()),
  refreshPeriod: expected(z.enum(GATEWAY_REFRESHES)),
  active: expected(z.boolean()),
  archived: optional(z.boolean()),
});

/**
 * The budgets of the AI Gateway: of the team, projects, users and keys. At its amount the gateway refuses requests until
 * the period begins anew or someone raises it. Dollars (Vercel REST API, "List AI Gateway budgets", 2026-09-30). An
 * account that does not have them answers 404, and then there are none.
 */
export async function readGatewayBudgets(api: VercelApi): Promise<Result<CapabilityResult>> {
  const answer = await api.get('/ai-gateway/budgets/list');
  if (!answer.ok) return answer.failure.code === 'not-found' ? succeed({ facts: { gatewayBudgets: [] } }) : answer;
  const read = readItems(budgetSchema, member(answer.value, 'budgets'));
  if (read === null || (read.items.length === 0 && read.rejected > 0)) {
    return fail(changed('Vercel', 'the budgets of the AI Gateway'));
  }
  const told = distinct(read.items, ({ scopeType, scopeId }) => `${scopeType} ${scopeId}`);
  const gatewayBudgets = told.items
    .filter(({ active, archived }) => active !== false && archived !== true)
    .map(
      (one): GatewayBudget => ({
        scope: one.scopeType,
        key: one.scopeId,
        name: one.name ?? null,
        amount: toMicros(one.limitAmount),
        spent: toMicros(one.currentSpend + (one.includeByokInQuota === true ? (one.currentByokSpend ?? 0) : 0)),
        refresh: one.refreshPeriod ?? null,
      }),
    );
  return succeed({ facts: { gatewayBudgets }, reading: together(read.reading, told.reading) });
}
