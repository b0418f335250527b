import { describe, expect, it } from 'vitest';
import { settableClock } from '#main/clock';
import type { CollectionResult } from '#main/providers/monitor';
import { type AiUsageWindow, totalTokens } from '#shared/domain/ai-usage';
import { DAY, MINUTE } from '#shared/domain/instant';
import { collectionContext, NOW, outcomes, samplesOf } from '../support/collection-context';
import { ANTHROPIC, aiOptions, collectAi, OPENAI, simulatedAi, TODAY } from './simulated-ai';

/** 2026-11-01T00:00Z. */
const MONTH_START = 1_793_491_200;

function windowOf(result: CollectionResult, kind: string): AiUsageWindow | undefined {
  return result.facts.aiUsage?.find((window) => window.kind === kind);
}

describe.each([OPENAI, ANTHROPIC])('$name', (side) => {
  it('gives tokens and cost by UTC day, which add up over the projects', async () => {
    const simulator = await simulatedAi();
    const result = await collectAi(simulator, side);
    for (const [metric, unit] of [
      ['TOKENS', 'tokens'],
      ['COST_USD', 'USD'],
    ] as const) {
      const account = samplesOf(result, metric);
      expect(account).toHaveLength(35);
      expect(account.at(-1)).toMatchObject({ time: TODAY, kind: 'daily', unit, zone: 'UTC', provisional: true });
      const yesterday = TODAY - DAY;
      const whole = account.find(({ time }) => time === yesterday)?.value ?? 0;
      const parts = result.samples
        .filter((sample) => sample.metric === metric && sample.projectId !== null && sample.time === yesterday)
        .reduce((sum, { value }) => sum + value, 0);
      expect(whole).toBeGreaterThan(0);
      expect(parts).toBeCloseTo(whole, 5);
    }
  });

  it('keeps the token classes apart, so that they add up', async () => {
    const simulator = await simulatedAi();
    const window = windowOf(await collectAi(simulator, side), 'tokens');
    const event = window?.events.find(({ inputCachedTokens }) => (inputCachedTokens ?? 0) > 0);
    expect(event).toMatchObject({ provider: side.name, bucketSeconds: DAY, isBatch: -1 });
    expect(event?.model).not.toBe('');
    expect(event?.projectRef).not.toBe('');
    const { inputUncachedTokens, inputCachedTokens, cacheWriteShortTokens, cacheWriteLongTokens, outputTokens } =
      event ?? {};
    expect(event === undefined ? 0 : totalTokens(event)).toBe(
      [
        inputUncachedTokens,
        inputCachedTokens,
        cacheWriteShortTokens,
        cacheWriteLongTokens,
        outputTokens,
      ].reduce<number>((sum, count) => sum + (count ?? 0), 0),
    );
  });

  it('reads money as the price list has it: dollars are dollars, cents are cents', async () => {
    const simulator = await simulatedAi();
    const result = await collectAi(simulator, side);
    const day = TODAY - 10 * DAY;
    const models = simulator.scenario[side.name]?.models ?? [];
    const tokens = (windowOf(result, 'tokens')?.events ?? []).filter(({ bucketStart }) => bucketStart === day);
    const expected = tokens.reduce((sum, event) => {
      const price = models.find(({ model }) => model === event.model)?.price;
      return (
        sum +
        ((event.inputUncachedTokens ?? 0) * (price?.uncached ?? 0) +
          (event.inputCachedTokens ?? 0) * (price?.cached ?? 0) +
          (event.cacheWriteShortTokens ?? 0) * (price?.cacheWrite ?? 0) +
          (event.outputTokens ?? 0) * (price?.output ?? 0)) /
          1_000_000
      );
    }, 0);
    expect(expected).toBeGreaterThan(0);
    expect(samplesOf(result, 'COST_USD').find(({ time }) => time === day)?.value).toBeCloseTo(expected, 3);
  });

  it('adds the month up from its days', async () => {
    const simulator = await simulatedAi();
    const result = await collectAi(simulator, side);
    const sum = samplesOf(result, 'COST_USD')
      .filter(({ time }) => time >= MONTH_START)
      .reduce((total, { value }) => total + value, 0);
    const [month] = samplesOf(result, 'MONTHLY_SPEND_USD');
    expect(month).toMatchObject({ kind: 'period', unit: 'USD', time: NOW });
    expect(month?.value).toBeCloseTo(sum, 5);
  });

  it('asks the last three days in the next cycle, and still knows the month', async () => {
    const clock = settableClock(NOW);
    const simulator = await simulatedAi(undefined, clock);
    const first = await collectAi(simulator, side, { clock });
    simulator.resetRequests();
    clock.set(NOW + 15 * MINUTE);
    const second = await collectAi(simulator, side, { clock, cursors: first.cursors });
    expect(samplesOf(second, 'COST_USD')).toHaveLength(3);
    // Of costs the newest day is asked of the older report too, where the new one is hours behind.
    const asked = simulator.requests().reduce((sum, { count }) => sum + count, 0);
    expect(asked).toBe(side.name === 'anthropic' ? 3 : 2);
    expect(samplesOf(second, 'MONTHLY_SPEND_USD')[0]?.value).toBeGreaterThanOrEqual(
      samplesOf(first, 'MONTHLY_SPEND_USD')[0]?.value ?? 0,
    );
  });

  it('replaces whole stretches, so that late data are revised', async () => {
    const clock = settableClock(NOW);
    const simulator = await simulatedAi(undefined, clock);
    const first = windowOf(await collectAi(simulator, side, { clock }), 'tokens');
    clock.set(NOW + 3 * 3600);
    const later = windowOf(await collectAi(simulator, side, { clock }), 'tokens');
    expect(later?.range).toEqual(first?.range);
    const today = (window: AiUsageWindow | undefined) =>
      (window?.events ?? [])
        .filter(({ bucketStart }) => bucketStart === TODAY)
        .reduce((sum, event) => sum + (totalTokens(event) ?? 0), 0);
    expect(today(later)).toBeGreaterThan(today(first));
    expect(new Set(later?.events.map((event) => [event.bucketStart, event.model, event.projectRef].join())).size).toBe(
      later?.events.length,
    );
  });

  it('fills the past', async () => {
    const simulator = await simulatedAi();
    const result = await collectAi(simulator, side, { backfill: { start: TODAY - 60 * DAY, end: TODAY } });
    expect(samplesOf(result, 'COST_USD')).toHaveLength(60);
  });

  it.each([
    ['server-error', 'provider-error'],
    ['rate-limited', 'rate-limited'],
    ['malformed', 'bad-response'],
    ['unauthorized', 'invalid-credential'],
  ] as const)('%s becomes %s, with a sentence', async (kind, code) => {
    const simulator = await simulatedAi();
    simulator.setFault({ kind, path: side.path, retryAfterSeconds: 900 });
    const result = await collectAi(simulator, side);
    expect(outcomes(result)['costs']).toBe(code);
    expect(result.attempts[0]?.action).not.toBe('');
    expect(result.samples).toEqual([]);
    expect(JSON.stringify(result)).not.toContain(simulator.credentials[side.name]?.adminKey ?? 'none');
  });

  it('survives numbers as text and dimensions without a value', async () => {
    const simulator = await simulatedAi();
    const plain = await collectAi(simulator, side);
    for (const kind of ['numbers-as-strings', 'new-fields', 'missing-optional'] as const) {
      simulator.setFault({ kind, path: side.path });
    }
    const odd = await collectAi(simulator, side);
    expect(outcomes(odd)[side.usage]).toBe('ok');
    expect(samplesOf(odd, 'TOKENS').map(({ value }) => value)).toEqual(
      samplesOf(plain, 'TOKENS').map(({ value }) => value),
    );
  });

  it.skipIf(side.name === 'anthropic')(
    'recognizes a key of the wrong kind by its form, without a request',
    async () => {
      const simulator = await simulatedAi();
      const adminKey = 'sk-proj-abcdefgh12345678';
      const result = await collectAi(simulator, side, { credentials: { adminKey } });
      expect(outcomes(result)).toEqual({ costs: 'wrong-credential-kind' });
      expect(result.attempts[0]?.requests).toBe(0);
      expect(
        await side.provider.verify(collectionContext(aiOptions(simulator, side, { credentials: { adminKey } }))),
      ).toMatchObject({
        ok: false,
        failure: { code: 'wrong-credential-kind' },
      });
    },
  );

  it('names a key without the right to read usage', async () => {
    const simulator = await simulatedAi((scenario) => {
      const account = scenario[side.name];
      return account === null
        ? scenario
        : { ...scenario, [side.name]: { ...account, projectKey: 'some-other-key-123' } };
    });
    const result = await collectAi(simulator, side, { credentials: { adminKey: 'some-other-key-123' } });
    expect(outcomes(result)['costs']).toBe('not-permitted');
    expect(result.attempts[0]?.action).toMatch(/admin key/);
  });

  it('verifies a good key', async () => {
    const simulator = await simulatedAi();
    expect(await side.provider.verify(collectionContext(aiOptions(simulator, side)))).toMatchObject({
      ok: true,
      value: { billingAnchor: { day: 1, zone: 'UTC' }, capabilities: [{ outcome: 'ok' }, { outcome: 'ok' }] },
    });
  });
});
