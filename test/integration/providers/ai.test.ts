import { afterEach, describe, expect, it } from 'vitest';
import { type SettableClock, settableClock } from '#main/clock';
import { AiGatewayMonitor } from '#main/providers/ai-gateway/monitors/ai-gateway-monitor';
import { aiGateway } from '#main/providers/ai-gateway/provider';
import { AnthropicMonitor } from '#main/providers/anthropic/monitors/anthropic-monitor';
import { anthropic } from '#main/providers/anthropic/provider';
import type { CollectionResult, Monitor, Provider } from '#main/providers/monitor';
import { OpenAiMonitor } from '#main/providers/openai/monitors/openai-monitor';
import { openAi } from '#main/providers/openai/provider';
import { loadScenario, type Scenario, type Simulator, startSimulator } from '#main/simulator/index';
import type { AiUsageWindow } from '#shared/domain/ai-usage';
import { totalTokens } from '#shared/domain/ai-usage';
import { DAY, MINUTE } from '#shared/domain/instant';
import { type ContextOptions, collectionContext, NOW, outcomes, samplesOf } from '../support/collection-context';

const TODAY = NOW - 36_000;
/** 2026-11-01T00:00Z. */
const MONTH_START = 1_793_491_200;
let simulator: Simulator;

async function start(change: (scenario: Scenario) => Scenario = (scenario) => scenario, clock = settableClock(NOW)) {
  simulator = await startSimulator({ scenario: change(loadScenario('pro-growth')), clock });
  return clock;
}

afterEach(() => simulator.close());

interface Side {
  readonly name: 'openai' | 'anthropic';
  readonly monitor: Monitor;
  readonly provider: Provider;
  readonly path: string;
  readonly usage: string;
}

const SIDES: readonly Side[] = [
  { name: 'openai', monitor: new OpenAiMonitor(), provider: openAi, path: '/openai/*', usage: 'usage:completions' },
  { name: 'anthropic', monitor: new AnthropicMonitor(), provider: anthropic, path: '/anthropic/*', usage: 'usage' },
];

function options({ name }: Side, more: Partial<ContextOptions> = {}): ContextOptions {
  const account = simulator.credentials[name];
  return {
    provider: name,
    settings: { baseUrl: account?.url ?? '' },
    credentials: { adminKey: account?.adminKey ?? '' },
    ...more,
  };
}

const collect = (side: Side, more: Partial<ContextOptions> = {}): Promise<CollectionResult> =>
  side.monitor.collectMetrics(collectionContext(options(side, more)));

function windowOf(result: CollectionResult, kind: string): AiUsageWindow | undefined {
  return result.facts.aiUsage?.find((window) => window.kind === kind);
}

describe.each(SIDES)('$name', (side) => {
  it('gives tokens and cost by UTC day, which add up over the projects', async () => {
    await start();
    const result = await collect(side);
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
    await start();
    const window = windowOf(await collect(side), 'tokens');
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
    await start();
    const result = await collect(side);
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
    await start();
    const result = await collect(side);
    const sum = samplesOf(result, 'COST_USD')
      .filter(({ time }) => time >= MONTH_START)
      .reduce((total, { value }) => total + value, 0);
    const [month] = samplesOf(result, 'MONTHLY_SPEND_USD');
    expect(month).toMatchObject({ kind: 'period', unit: 'USD', time: NOW });
    expect(month?.value).toBeCloseTo(sum, 5);
  });

  it('asks the last three days in the next cycle, and still knows the month', async () => {
    const clock = await start();
    const first = await collect(side, { clock });
    simulator.resetRequests();
    clock.set(NOW + 15 * MINUTE);
    const second = await collect(side, { clock, cursors: first.cursors });
    expect(samplesOf(second, 'COST_USD')).toHaveLength(3);
    expect(simulator.requests().reduce((sum, { count }) => sum + count, 0)).toBe(2);
    expect(samplesOf(second, 'MONTHLY_SPEND_USD')[0]?.value).toBeGreaterThanOrEqual(
      samplesOf(first, 'MONTHLY_SPEND_USD')[0]?.value ?? 0,
    );
  });

  it('replaces whole stretches, so that late data are revised', async () => {
    const clock: SettableClock = await start();
    const first = windowOf(await collect(side, { clock }), 'tokens');
    clock.set(NOW + 3 * 3600);
    const later = windowOf(await collect(side, { clock }), 'tokens');
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
    await start();
    const result = await collect(side, { backfill: { start: TODAY - 60 * DAY, end: TODAY } });
    expect(samplesOf(result, 'COST_USD')).toHaveLength(60);
  });

  it.each([
    ['server-error', 'provider-error'],
    ['rate-limited', 'rate-limited'],
    ['malformed', 'bad-response'],
    ['unauthorized', 'invalid-credential'],
  ] as const)('%s becomes %s, with a sentence', async (kind, code) => {
    await start();
    simulator.setFault({ kind, path: side.path, retryAfterSeconds: 900 });
    const result = await collect(side);
    expect(outcomes(result)['costs']).toBe(code);
    expect(result.attempts[0]?.action).not.toBe('');
    expect(result.samples).toEqual([]);
    expect(JSON.stringify(result)).not.toContain(simulator.credentials[side.name]?.adminKey ?? 'none');
  });

  it('survives numbers as text and dimensions without a value', async () => {
    await start();
    const plain = await collect(side);
    for (const kind of ['numbers-as-strings', 'new-fields', 'missing-optional'] as const) {
      simulator.setFault({ kind, path: side.path });
    }
    const odd = await collect(side);
    expect(outcomes(odd)[side.usage]).toBe('ok');
    expect(samplesOf(odd, 'TOKENS').map(({ value }) => value)).toEqual(
      samplesOf(plain, 'TOKENS').map(({ value }) => value),
    );
  });

  it('recognizes a key of the wrong kind by its form, without a request', async () => {
    await start();
    const adminKey = side.name === 'openai' ? 'sk-proj-abcdefgh12345678' : 'sk-ant-api03-abcdefgh12345678';
    const result = await collect(side, { credentials: { adminKey } });
    expect(outcomes(result)).toEqual({ costs: 'wrong-credential-kind' });
    expect(result.attempts[0]?.requests).toBe(0);
    expect(await side.provider.verify(collectionContext(options(side, { credentials: { adminKey } })))).toMatchObject({
      ok: false,
      failure: { code: 'wrong-credential-kind' },
    });
  });

  it('names a key without the right to read usage', async () => {
    await start((scenario) => {
      const account = scenario[side.name];
      return account === null
        ? scenario
        : { ...scenario, [side.name]: { ...account, projectKey: 'some-other-key-123' } };
    });
    const result = await collect(side, { credentials: { adminKey: 'some-other-key-123' } });
    expect(outcomes(result)['costs']).toBe('not-permitted');
    expect(result.attempts[0]?.action).toMatch(/admin key/);
  });

  it('verifies a good key', async () => {
    await start();
    expect(await side.provider.verify(collectionContext(options(side)))).toMatchObject({
      ok: true,
      value: { billingAnchor: { day: 1, zone: 'UTC' }, capabilities: [{ outcome: 'ok' }, { outcome: 'ok' }] },
    });
  });
});

describe('openai', () => {
  it('knows the spend limit, which is in cents there', async () => {
    await start((scenario) => ({ ...scenario, openai: scenario.openai && { ...scenario.openai, spendLimit: 500 } }));
    const [side] = SIDES;
    const result = await collect(side!);
    expect(result.facts.limits).toEqual([
      expect.objectContaining({ service: 'OPENAI', metric: 'MONTHLY_SPEND_USD', value: 500, window: 'calendar-month' }),
    ]);
  });

  it('takes no limit for no limit', async () => {
    await start((scenario) => ({ ...scenario, openai: scenario.openai && { ...scenario.openai, spendLimit: null } }));
    const result = await collect(SIDES[0]!);
    expect(outcomes(result)['spend-limit']).toBe('ok');
    expect(result.facts.limits).toBeUndefined();
  });

  it('asks once a day for what was always empty', async () => {
    const clock = await start();
    const first = await collect(SIDES[0]!, { clock });
    clock.set(NOW + 2 * 3600);
    const second = await collect(SIDES[0]!, { clock, cursors: first.cursors });
    expect(outcomes(second)['usage:images']).toBeUndefined();
    expect(outcomes(second)['usage:completions']).toBe('ok');
  });
});

describe('anthropic', () => {
  it('falls back to the older reports and remembers it', async () => {
    const clock = await start((scenario) => ({
      ...scenario,
      anthropic: scenario.anthropic && { ...scenario.anthropic, analytics: false },
    }));
    const side = SIDES[1]!;
    const first = await collect(side, { clock });
    expect(outcomes(first)).toMatchObject({ costs: 'ok', usage: 'ok' });
    expect(samplesOf(first, 'COST_USD')[0]?.source).toBe('anthropic:/cost_report');
    simulator.resetRequests();
    clock.set(NOW + 15 * MINUTE);
    await collect(side, { clock, cursors: first.cursors });
    expect(simulator.requests().map(({ path }) => path)).toEqual([
      '/anthropic/v1/organizations/cost_report',
      '/anthropic/v1/organizations/usage_report/messages',
    ]);
  });

  it('tells the same amounts by either report', async () => {
    const old = (scenario: Scenario): Scenario => ({
      ...scenario,
      anthropic: scenario.anthropic && { ...scenario.anthropic, analytics: false },
    });
    const day = TODAY - 5 * DAY;
    const cost = (result: CollectionResult) =>
      samplesOf(result, 'COST_USD').find(({ time }) => time === day)?.value ?? 0;
    await start();
    const fresh = cost(await collect(SIDES[1]!));
    await simulator.close();
    await start(old);
    expect(cost(await collect(SIDES[1]!))).toBeCloseTo(fresh, 4);
  });
});

describe('the AI Gateway', () => {
  const context = (apiKey: string) =>
    collectionContext({
      provider: 'ai-gateway',
      settings: { baseUrl: simulator.credentials.aiGateway?.url ?? '' },
      credentials: { apiKey },
    });

  it('tells the balance for one request', async () => {
    await start();
    const key = simulator.credentials.aiGateway?.apiKey ?? '';
    const result = await new AiGatewayMonitor().collectMetrics(context(key));
    expect(samplesOf(result, 'BALANCE_USD')[0]?.value).toBeCloseTo(simulator.scenario.aiGateway?.balance ?? 0, 2);
    expect(result.attempts).toMatchObject([{ capability: 'credits', outcome: 'ok', requests: 1 }]);
    expect((await aiGateway.verify(context(key))).ok).toBe(true);
  });

  it('names a wrong key', async () => {
    await start();
    const result = await new AiGatewayMonitor().collectMetrics(context('wrong-key-12345'));
    expect(outcomes(result)).toEqual({ credits: 'invalid-credential' });
    expect(JSON.stringify(result)).not.toContain('wrong-key');
  });
});
