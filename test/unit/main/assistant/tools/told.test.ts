import { expect, it } from 'vitest';
import { changeRecommendation } from '#main/actions/change-recommendation';
import { alertsTool } from '#main/assistant/tools/alerts';
import { amountFigure } from '#main/assistant/tools/figures';
import { withMoments } from '#main/assistant/tools/moments';
import { recommendationsTool } from '#main/assistant/tools/recommendations';
import { settableClock } from '#main/clock';
import { readAlerts } from '#main/queries/alerts/alert-views';
import { readAnswerGround } from '#main/queries/home/answer-ground';
import { DAY } from '#shared/domain/instant';
import { decided, NOW } from '../../actions/decided';

it('alerts: those of the days that were asked for, without whom they were told', async () => {
  const deliveries = [{ channel: 'email-1', target: 'ana@lemon.test' }];
  const one = (id: number, at: number) => ({ id, at, title: `Alert ${id}`, deliveries });
  const history = [one(1, NOW - 3 * DAY + 1), one(2, NOW - 3 * DAY - 1)];
  const firing = [{ ...one(3, NOW), percent: 91, activeAt: NOW, limitKey: 'k' }];
  const told = new Map<unknown, unknown>([
    [readAnswerGround, { standings: { list: [] }, nothingKnown: null, old: { text: '', all: false } }],
    [readAlerts, { known: true, firing, history, last30Days: 3 }],
  ]);
  const account = { clock: settableClock(NOW), ask: async (query: unknown) => told.get(query) } as never;
  const result = await alertsTool.run(account, { days: 3 });
  if (!result.ok) throw new Error(result.failure.message);
  expect(result.value.content['history']).toMatchObject([{ id: 1 }]);
  expect(result.value.content['firing']).toMatchObject([{ id: 3 }]);
  expect(JSON.stringify(result.value)).not.toMatch(/deliveries|lemon/);
});

it('recommendations: the open ones, or all where that is asked', async () => {
  const { parts, storage, recommend } = await decided();
  await storage(91);
  await recommend();
  const [one] = await parts.store.recommendations.list();
  const query = (asked: (...input: unknown[]) => unknown, ...input: unknown[]) => asked(parts, ...input);
  const account = { clock: parts.clock, ask: query } as never;
  const ids = async (input: object) => {
    const result = await recommendationsTool.run(account, input);
    if (!result.ok) throw new Error(result.failure.message);
    return (result.value.content['recommendations'] as { id: number }[]).map(({ id }) => id);
  };
  expect(await ids({})).toEqual([one?.id]);
  await changeRecommendation(parts, one?.id ?? 0, { step: 'dismiss', reason: 'Not now' });
  expect(await ids({})).toEqual([]);
  expect(await ids({ status: 'all' })).toEqual([one?.id]);
});

it('an amount of which nothing is known is no zero', () => {
  expect(amountFigure('So far', { amount: 0, complete: false }, 'USD', '/costs').value).toBeNull();
  expect(amountFigure('So far', { amount: 0, complete: true }, 'USD', '/costs').value).toBe(0);
  expect(amountFigure('So far', { amount: 5, complete: false }, 'USD', '/costs').value).toBe(5);
});

it('moments are told in ISO 8601, and what is none stays a number', () => {
  expect(withMoments([{ at: NOW, createdAt: NOW, count: 5, from: null }])).toEqual([
    { at: '2026-11-24T10:00:00Z', createdAt: '2026-11-24T10:00:00Z', count: 5, from: null },
  ]);
});
