import { describe, expect, test } from 'vitest';
import { blankEvent } from '#main/providers/ai-report';
import { readAiCosts } from '#main/queries/bill/ai';
import { readCostChange } from '#main/queries/bill/change';
import { readBill } from '#main/queries/bill/read-bill';
import { dayStart } from '#shared/core/calendar/calendar';
import type { AiUsageEvent } from '#shared/domain/ai-usage';
import { DAY, HOUR, type Instant } from '#shared/domain/instant';
import { connectionNamed, NOON } from '../../store/temporary-store';
import { type PricedAccount, pricedAccount } from './priced-account';

const OPENAI = 'openai-1';
const START = dayStart('2026-09-01', 'UTC');
/** 2026-11-17, a Tuesday. */
const SINCE = dayStart('2026-11-17', 'UTC');

interface Model {
  readonly model: string;
  readonly project: string;
  /** Dollars, and tokens of input and output, of a day. */
  readonly day: (since: boolean) => { readonly cost: number; readonly input: number; readonly output: number };
}

const ANSWERS: Model = {
  model: 'gpt-4o',
  project: 'proj_api',
  day: (since) => (since ? { cost: 6, input: 1e6, output: 2e5 } : { cost: 4.5, input: 1e6, output: 1e5 }),
};
const SEARCH: Model = {
  model: 'gpt-4o-mini',
  project: 'proj_shop',
  day: () => ({ cost: 1, input: 4e6, output: 6e5 }),
};

/** `countedTo`: up to when the provider had counted at the last read. */
async function withModels(models: readonly Model[], countedTo: Instant = NOON): Promise<PricedAccount> {
  const account = await pricedAccount();
  const { store } = account;
  await store.connections.save({ ...connectionNamed(OPENAI), provider: 'openai', title: 'models', billing: null });
  await store.facts.saveProjects([{ connectionId: OPENAI, projectId: 'proj_api', name: 'api' }]);
  for (const kind of ['tokens', 'cost'] as const) {
    const events: AiUsageEvent[] = [];
    for (let start = START; start < NOON; start += DAY) {
      for (const { model, project, day } of models) {
        const { cost, input, output } = day(start >= SINCE);
        const named = { ...blankEvent('openai', kind, start, countedTo), model, projectRef: project };
        events.push(
          kind === 'cost'
            ? { ...named, costMicros: cost * 1e6 }
            : { ...named, inputUncachedTokens: input, outputTokens: output },
        );
      }
    }
    const range = { start: START, end: START + 86 * DAY };
    await store.aiUsage.saveWindows(OPENAI, [{ kind, bucketSeconds: DAY, range, events }], NOON);
  }
  return account;
}

describe('a change of AI spend', () => {
  test('is told by model and project, as the provider reports it, until the month ends', async () => {
    const { parts } = await withModels([ANSWERS, SEARCH]);
    const change = await readCostChange(parts);
    // 1.50 a day more on the fourteen days from 17 to 30 November.
    expect(change).toMatchObject({ since: '2026-11-17', through: '2026-11-30', due: 21, charges: 21 });
    expect(change?.headline).toBe('+$21.00 by 30 Nov since 17 November: 100 % is gpt-4o in api.');
    expect(change?.parts).toHaveLength(1);
    expect(change?.total?.now).toBeCloseTo((change?.total?.before ?? 0) + 21, 6);
  });

  test('names the tokens that changed most in money, and their price', async () => {
    const change = await readCostChange((await withModels([ANSWERS])).parts);
    expect(change?.lead).toEqual({
      title: '100 % more output of gpt-4o',
      detail: '100 k to 200 k tokens a day at $10 per million',
    });
  });

  test('leaves a last day out that the provider has not counted to its end', async () => {
    const midnight = dayStart('2026-11-24', 'UTC');
    const { parts } = await withModels([ANSWERS], midnight - 4 * HOUR);
    parts.clock.set(midnight + HOUR);
    // 17 to 22 November; the 23rd is told to eight in the evening.
    expect((await readCostChange(parts))?.days).toBe(6);
  });

  test('of a model without a known price is told by number', async () => {
    const change = await readCostChange((await withModels([{ ...ANSWERS, model: 'a-model-nobody-prices' }])).parts);
    expect(change?.lead?.detail).toBe('100 k to 200 k tokens a day');
  });
});

test('the month of all AI accounts is projected as one sum, and today is not counted twice', async () => {
  const { parts } = await withModels([ANSWERS, SEARCH]);
  parts.clock.set(dayStart('2026-11-25', 'UTC') - HOUR / 4);
  const ai = await readAiCosts(parts);
  // 5.50 on sixteen days, 7 on fourteen; the day that ends has had its 7 already.
  expect(ai?.projected?.total).toBeGreaterThan(178);
  expect(ai?.projected?.total).toBeLessThan(191);
  expect(ai?.projected?.interval[0]).toBeLessThanOrEqual(ai?.projected?.total ?? 0);
});

test('the card of the models says what the bill says of their accounts', async () => {
  const { parts } = await withModels([ANSWERS, SEARCH]);
  const [ai, bill] = [await readAiCosts(parts), await readBill(parts)];
  const own = bill.accounts.find(({ connection }) => connection === OPENAI);
  expect(ai?.atLeast).toBe(own?.soFar.amount);
  expect(ai?.projected?.total).toBe(own?.projected?.q50);
  expect(ai?.models.map(({ model, cost }) => [model, cost])).toEqual([
    // 4.50 on sixteen days and 6 on eight; 1 on twenty-four.
    ['gpt-4o', 120],
    ['gpt-4o-mini', 24],
  ]);
});

test('costs in euros stand beside the dollars, never in their sum', async () => {
  const { parts, store } = await withModels([SEARCH]);
  const start = dayStart('2026-11-20', 'UTC');
  const euros = { ...blankEvent('openai', 'cost', start, NOON), model: 'gpt-4o', lineItem: '(EUR)' };
  const events: AiUsageEvent[] = [{ ...euros, costMicros: 7_250_000, currency: 'EUR' }];
  const range = { start, end: start + DAY };
  await store.aiUsage.saveWindows(OPENAI, [{ kind: 'cost', bucketSeconds: DAY, range, events }], NOON);
  const ai = await readAiCosts(parts);
  expect(ai).toMatchObject({ currency: 'USD', atLeast: 23, others: [{ currency: 'EUR', total: 7.25 }] });
  expect(ai?.models.find(({ model }) => model === 'gpt-4o')).toMatchObject({ cost: 7.25, currency: 'EUR' });
});
