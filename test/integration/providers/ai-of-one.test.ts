import { describe, expect, it } from 'vitest';
import { settableClock } from '#main/clock';
import { AiGatewayMonitor } from '#main/providers/ai-gateway/monitors/ai-gateway-monitor';
import { aiGateway } from '#main/providers/ai-gateway/provider';
import type { CollectionResult } from '#main/providers/monitor';
import type { Scenario, Simulator } from '#main/simulator/index';
import { DAY, MINUTE } from '#shared/domain/instant';
import { collectionContext, NOW, outcomes, samplesOf } from '../support/collection-context';
import { ANTHROPIC, collectAi, OPENAI, simulatedAi, TODAY } from './simulated-ai';

const withoutAnalytics = (scenario: Scenario): Scenario => ({
  ...scenario,
  anthropic: scenario.anthropic && { ...scenario.anthropic, analytics: false },
});

describe('openai', () => {
  it('knows the spend limit, which is in cents there', async () => {
    const simulator = await simulatedAi((scenario) => ({
      ...scenario,
      openai: scenario.openai && { ...scenario.openai, spendLimit: 500 },
    }));
    const result = await collectAi(simulator, OPENAI);
    expect(result.facts.limits).toEqual([
      expect.objectContaining({ service: 'OPENAI', metric: 'MONTHLY_SPEND_USD', value: 500, window: 'calendar-month' }),
    ]);
  });

  it('takes no limit for no limit', async () => {
    const simulator = await simulatedAi((scenario) => ({
      ...scenario,
      openai: scenario.openai && { ...scenario.openai, spendLimit: null },
    }));
    const result = await collectAi(simulator, OPENAI);
    expect(outcomes(result)['spend-limit']).toBe('ok');
    expect(result.facts.limits).toBeUndefined();
  });

  it('asks once a day for what was always empty', async () => {
    const clock = settableClock(NOW);
    const simulator = await simulatedAi(undefined, clock);
    const first = await collectAi(simulator, OPENAI, { clock });
    clock.set(NOW + 2 * 3600);
    const second = await collectAi(simulator, OPENAI, { clock, cursors: first.cursors });
    expect(outcomes(second)['usage:images']).toBeUndefined();
    expect(outcomes(second)['usage:completions']).toBe('ok');
  });
});

describe('anthropic', () => {
  it('falls back to the older reports and remembers it', async () => {
    const clock = settableClock(NOW);
    const simulator = await simulatedAi(withoutAnalytics, clock);
    const first = await collectAi(simulator, ANTHROPIC, { clock });
    expect(outcomes(first)).toMatchObject({ costs: 'ok', usage: 'ok' });
    expect(samplesOf(first, 'COST_USD')[0]?.source).toBe('anthropic:/cost_report');
    simulator.resetRequests();
    clock.set(NOW + 15 * MINUTE);
    await collectAi(simulator, ANTHROPIC, { clock, cursors: first.cursors });
    expect(simulator.requests().map(({ path }) => path)).toEqual([
      '/anthropic/v1/organizations/cost_report',
      '/anthropic/v1/organizations/usage_report/messages',
    ]);
  });

  it('tells the same amounts by either report', async () => {
    const day = TODAY - 5 * DAY;
    const cost = (result: CollectionResult) =>
      samplesOf(result, 'COST_USD').find(({ time }) => time === day)?.value ?? 0;
    const fresh = cost(await collectAi(await simulatedAi(), ANTHROPIC));
    expect(cost(await collectAi(await simulatedAi(withoutAnalytics), ANTHROPIC))).toBeCloseTo(fresh, 4);
  });
});

describe('the AI Gateway', () => {
  const context = (simulator: Simulator, apiKey: string) =>
    collectionContext({
      provider: 'ai-gateway',
      settings: { baseUrl: simulator.credentials.aiGateway?.url ?? '' },
      credentials: { apiKey },
    });

  it('tells the balance for one request, and once a day the report for another', async () => {
    const simulator = await simulatedAi();
    const key = simulator.credentials.aiGateway?.apiKey ?? '';
    const result = await new AiGatewayMonitor().collectMetrics(context(simulator, key));
    expect(samplesOf(result, 'BALANCE_USD')[0]?.value).toBeCloseTo(simulator.scenario.aiGateway?.balance ?? 0, 2);
    expect(result.attempts).toMatchObject([
      { capability: 'report', outcome: 'ok', requests: 1 },
      { capability: 'credits', outcome: 'ok', requests: 1 },
    ]);
    const [costs] = result.facts.aiUsage ?? [];
    expect(costs?.events.length).toBeGreaterThan(20);
    expect(costs?.events.every(({ costMicros }) => (costMicros ?? 0) > 0)).toBe(true);
    const again = { ...context(simulator, key), cursors: result.cursors };
    const next = await new AiGatewayMonitor().collectMetrics(again);
    expect(next.attempts.map(({ capability }) => capability)).toEqual(['credits']);
    expect((await aiGateway.verify(context(simulator, key))).ok).toBe(true);
  });

  it('names a wrong key', async () => {
    const simulator = await simulatedAi();
    const result = await new AiGatewayMonitor().collectMetrics(context(simulator, 'wrong-key-12345'));
    expect(outcomes(result)).toEqual({ report: 'invalid-credential', credits: 'invalid-credential' });
    expect(JSON.stringify(result)).not.toContain('wrong-key');
  });
});
