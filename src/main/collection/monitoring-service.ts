import { saveLimits } from '#main/actions/save-limits';
import { readUsageSummary } from '#main/queries/usage-summary';
import type { Store } from '#main/store/store';
import type { CycleResult } from '#shared/domain/cycle';
import type { UsageSummary } from '#shared/domain/usage';
import { askConnection, type ConnectionAnswer } from './collect-connection';
import type { CycleParts } from './cycle-parts';
import { keepAnswer } from './keep-answer';
import { type MonitoringOptions, monitoringParts } from './monitoring-parts';
import { type CycleOptions, runCycle } from './run-cycle';

/**
 * The orchestrator of the client's brief: collects from every monitor, keeps samples, recommends and
 * alerts. A thin façade: each method delegates to the room that does the work.
 */
export class InfrastructureMonitoringService {
  readonly #parts: Promise<CycleParts>;

  /** `parts` replaces what a test or the composition root brings itself: clock, network, providers, prices. */
  constructor(store: Store, options: MonitoringOptions = {}, parts: Partial<CycleParts> = {}) {
    this.#parts = monitoringParts(store, options, parts);
  }

  /** Gives every metric of every connection its limit. What the user set is never overwritten. */
  async initializeDefaultLimits(): Promise<void> {
    const parts = await this.#parts;
    for (const connection of await parts.store.connections.list()) {
      await saveLimits(parts, connection, []);
    }
  }

  /** Asks every monitor and answers what they said, without keeping it. */
  async collectAllMetrics(): Promise<readonly ConnectionAnswer[]> {
    const parts = await this.#parts;
    const connections = await parts.store.connections.list();
    return Promise.all(connections.map((connection) => askConnection(parts, connection, {})));
  }

  /** Keeps what was collected; keeping it again changes nothing. Answers how many samples were kept. */
  async saveMetrics(answers: readonly ConnectionAnswer[]): Promise<number> {
    const parts = await this.#parts;
    const outcomes = await Promise.all(answers.map((answer) => keepAnswer(parts, answer)));
    return outcomes.reduce((sum, outcome) => sum + outcome.metricsCollected, 0);
  }

  /** One full cycle. Throws a `MonitoringError` when another process is collecting into the same file. */
  async runMonitoringCycle(options: Partial<CycleOptions> = {}): Promise<CycleResult> {
    const result = await runCycle(await this.#parts, { trigger: 'user', ...options });
    if (!result.ok) {
      throw new MonitoringError(result.failure.message, { cause: result.failure });
    }
    return result.value;
  }

  /** Current usage by `SERVICE_METRIC`: `current`, `limit`, `percent` to one decimal. */
  async getUsageSummary(): Promise<UsageSummary> {
    return readUsageSummary(await this.#parts);
  }
}

/** A cycle that could not begin. `cause` is the failure. */
export class MonitoringError extends Error {
  override readonly name = 'MonitoringError';
}
