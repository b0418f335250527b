import { expect, it } from 'vitest';
import { readGatewayBudgets } from '#main/providers/vercel/gateway-budgets';
import { budgetPeriod } from '#shared/core/calendar/refresh-period';
import { fail, type Result, succeed } from '#shared/domain/failure';

const at = (text: string) => Date.parse(text) / 1000;
const read = (answer: Result<unknown>) => readGatewayBudgets({ get: async () => answer } as never);
const failure = (code: 'not-found' | 'not-permitted') =>
  fail({ code, message: 'no', action: '', retryable: false } as const);

const budget = {
  ...{ quotaEntityId: 'team_1', scopeType: 'team', scopeId: 'team_1', limitAmount: 500, currentSpend: 120.5 },
  ...{ currentByokSpend: 30, includeByokInQuota: false, refreshPeriod: 'monthly', active: true, archived: false },
};

it('reads each active budget once; spend with keys of one’s own counts where the budget says so', async () => {
  const answer = await read(
    succeed({
      budgets: [
        budget,
        { ...budget, scopeType: 'project', scopeId: 'prj_1', limitAmount: '200', includeByokInQuota: true },
        { ...budget, scopeType: 'user', scopeId: 'usr_1', active: false },
        { ...budget, scopeType: 'user', scopeId: 'usr_2', archived: true },
        { ...budget, scopeType: 'api-key', scopeId: 'key_1', name: 'bot', refreshPeriod: 'hourly' },
        { ...budget, scopeType: 'api-key', scopeId: 'key_2', limitAmount: null },
        budget,
      ],
    }),
  );
  const facts = answer.ok ? answer.value.facts?.gatewayBudgets : undefined;
  expect(facts).toEqual([
    { scope: 'team', key: 'team_1', name: null, amount: 500_000_000, spent: 120_500_000, refresh: 'monthly' },
    { scope: 'project', key: 'prj_1', name: null, amount: 200_000_000, spent: 150_500_000, refresh: 'monthly' },
    { scope: 'api-key', key: 'key_1', name: 'bot', amount: 500_000_000, spent: 120_500_000, refresh: null },
  ]);
  // A period that is not understood, an amount that is none, and one told twice are counted.
  expect(answer.ok && answer.value.reading?.notUnderstood).toBe(3);
});

it('takes an account without the gateway for one without budgets, and a refusal for nothing known', async () => {
  expect(await read(failure('not-found'))).toEqual({ ok: true, value: { facts: { gatewayBudgets: [] } } });
  expect(await read(failure('not-permitted'))).toMatchObject({ ok: false, failure: { code: 'not-permitted' } });
  expect(await read(succeed({ budgets: 'none' }))).toMatchObject({ ok: false });
});

it.each([
  ['daily', '2026-11-20T00:00:00Z', '2026-11-21T00:00:00Z'],
  // The 20th was a Friday.
  ['weekly', '2026-11-16T00:00:00Z', '2026-11-23T00:00:00Z'],
  ['monthly', '2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z'],
] as const)('begins anew %s in UTC', (refresh, start, end) => {
  const period = { start: at(start), end: at(end) };
  expect(budgetPeriod(refresh, at('2026-11-20T12:00:00Z'))).toEqual(period);
  expect(budgetPeriod(refresh, period.start)).toEqual(period);
  expect(budgetPeriod(refresh, period.start - 1)?.end).toBe(period.start);
});

it('never begins anew where it has no period', () => {
  expect(budgetPeriod('none', at('2026-11-20T12:00:00Z'))).toBeNull();
});
