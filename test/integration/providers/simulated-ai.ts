import { onTestFinished } from 'vitest';
import { type SettableClock, settableClock } from '#main/clock';
import { AnthropicMonitor } from '#main/providers/anthropic/monitors/anthropic-monitor';
import { anthropic } from '#main/providers/anthropic/provider';
import type { CollectionResult, Monitor, Provider } from '#main/providers/monitor';
import { OpenAiMonitor } from '#main/providers/openai/monitors/openai-monitor';
import { openAi } from '#main/providers/openai/provider';
import { loadScenario, type Scenario, type Simulator, startSimulator } from '#main/simulator/index';
import { type ContextOptions, collectionContext, NOW } from '../support/collection-context';

/** Midnight of the day on which the tests play, UTC. */
export const TODAY = NOW - 36_000;

/** One of the two providers whose usage and cost come by day, with what is its own. */
export interface Side {
  readonly name: 'openai' | 'anthropic';
  readonly monitor: Monitor;
  readonly provider: Provider;
  readonly path: string;
  readonly usage: string;
}

export const OPENAI: Side = {
  name: 'openai',
  monitor: new OpenAiMonitor(),
  provider: openAi,
  path: '/openai/*',
  usage: 'usage:completions',
};

export const ANTHROPIC: Side = {
  name: 'anthropic',
  monitor: new AnthropicMonitor(),
  provider: anthropic,
  path: '/anthropic/*',
  usage: 'usage',
};

/** The simulator with the growing account, as `change` leaves it, until the test is over. */
export async function simulatedAi(
  change: (scenario: Scenario) => Scenario = (scenario) => scenario,
  clock: SettableClock = settableClock(NOW),
): Promise<Simulator> {
  const simulator = await startSimulator({ scenario: change(loadScenario('pro-growth')), clock });
  onTestFinished(() => simulator.close());
  return simulator;
}

/** What a collection of the account gets. */
export function aiOptions(simulator: Simulator, { name }: Side, more: Partial<ContextOptions> = {}): ContextOptions {
  const account = simulator.credentials[name];
  return {
    provider: name,
    settings: { baseUrl: account?.url ?? '' },
    credentials: { adminKey: account?.adminKey ?? '' },
    ...more,
  };
}

export function collectAi(
  simulator: Simulator,
  side: Side,
  more: Partial<ContextOptions> = {},
): Promise<CollectionResult> {
  return side.monitor.collectMetrics(collectionContext(aiOptions(simulator, side, more)));
}
