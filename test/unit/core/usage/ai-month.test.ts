import { expect, test } from 'vitest';
import { blankEvent } from '#main/providers/ai-report';
import { summarizeAiMonth } from '#shared/core/usage/ai-month';
import type { AiUsageEvent } from '#shared/domain/ai-usage';
import { DAY } from '#shared/domain/instant';

const START = 1_793_491_200;

function event(parts: Partial<AiUsageEvent>): AiUsageEvent {
  return { ...blankEvent('openai', 'tokens', START, START), provisional: false, ...parts };
}

test('tokens from usage and money from costs meet in the month, by model and in all', () => {
  const months = summarizeAiMonth([
    event({ model: 'a', projectRef: 'p', inputUncachedTokens: 60, inputCachedTokens: 40, outputTokens: 10 }),
    event({ model: 'b', projectRef: 'p', inputUncachedTokens: 100, outputTokens: 5, bucketStart: START + DAY }),
    event({ kind: 'cost', model: 'a', costMicros: 1_500_000, dataAsOf: START + 9 }),
    event({ kind: 'cost', costMicros: 200_000 }),
  ]);
  const of = (model: string, project: string) =>
    months.find((one) => one.model === model && one.projectRef === project);
  expect(of('', '')).toMatchObject({
    inputUncachedTokens: 160,
    inputCachedTokens: 40,
    outputTokens: 15,
    costMicros: 1_700_000,
    cacheShare: 0.2,
    daysWithData: 2,
    dataAsOf: START + 9,
  });
  expect(of('a', '')).toMatchObject({ inputUncachedTokens: 60, costMicros: 1_500_000, cacheShare: 0.4 });
  expect(of('b', '')).toMatchObject({ costMicros: null, inputCachedTokens: null, cacheShare: 0 });
  expect(of('', 'p')).toMatchObject({ outputTokens: 15, costMicros: null });
});

test('what no bucket knows stays unknown, and there is no month without buckets', () => {
  expect(summarizeAiMonth([])).toEqual([]);
  expect(summarizeAiMonth([event({ outputTokens: 5 })])[0]).toMatchObject({ requests: null, cacheShare: null });
});

test('reported and estimated money together say so', () => {
  const [all] = summarizeAiMonth([
    event({ kind: 'cost', costMicros: 1 }),
    event({ kind: 'cost', costMicros: 1, costBasis: 'estimated', lineItem: 'x' }),
  ]);
  expect(all?.costBasis).toBe('mixed');
});
