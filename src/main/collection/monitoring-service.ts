import { saveLimits } from '#main/actions/save-limits';
import { readUsageSummary } from '#main/queries/usage/usage-summary';
import type { Store } from '#main/store/store';
import type { CycleResult } from '#shared/domain/cycle';
import type { UsageSummary } from '#shared/domain/usage';
import { askConnection, type ConnectionAnswer } from './collect-connection';
import type { CycleParts } from './cycle-parts';
import { keepAnswer } from './keep-answer';
import { MonitoringError, orMonitoringError, orThrow } from './monitoring-error';
import { type MonitoringOptions, monitoringParts } from './monitoring-parts';
import { type CycleOptions, runCycle } from './run-cycle';

export type { ConnectionAnswer };

/**
 * The orchestrator of the client's brief: collects from every monitor, keeps samples, recommends and
 * alerts. The scheduler of the window, the terminal, the sample and the library all run this one. A thin façade: each
 * method delegates to the room that does the work, and rejects with a `MonitoringError` where that fails.
 */
export class InfrastructureMonitoringService {
  readonly #make: () => Promise<CycleParts>;
  #made: Promise<CycleParts> | null = null;

  /** `parts` replaces what a session or a test brings itself: clock, network, providers, prices; worked out when first needed. */
  constructor(
    store: Store,
    options: MonitoringOptions = {},
    parts: Partial<CycleParts> | (() => Promise<Partial<CycleParts>>) = {},
  ) {
    this.#make = async () => monitoringParts(store, options, typeof parts === 'function' ? await parts() : parts);
  }

  /** Gives every metric of every connection its limit. What the user set is never overwritten. */
  initializeDefaultLimits(): Promise<void> {
    return this.#with(async (parts) => {
      for (const connection of await parts.store.connections.list()) {
        await saveLimits(parts, connection, []);
      }
    });
  }

  /**
   * Asks every monitor and answers what they said, for `saveMetrics` to keep. Charges alone are kept as they stream in.
   * What was asked a short while ago, and kept, is not asked again before its time.
   */
  collectAllMetrics(): Promise<readonly ConnectionAnswer[]> {
    return this.#with(async (parts) => {
      const connections = await parts.store.connections.list();
      return Promise.all(connections.map((connection) => askConnection(parts, connection, {})));
    });
  }

  /** Keeps what was collected; keeping it again changes nothing. Answers how many samples were kept. */
  saveMetrics(answers: readonly ConnectionAnswer[]): Promise<number> {
    return this.#with(async (parts) => {
      const outcomes = await Promise.all(answers.map((answer) => keepAnswer(parts, answer)));
      const unkept = outcomes.flatMap(({ attempts }) => attempts).find(({ outcome }) => outcome.startsWith('store-'));
      if (unkept !== undefined && unkept.outcome !== 'ok') {
        const { outcome: code, message, action } = unkept;
        throw new MonitoringError({ code, message, action, retryable: true });
      }
      return outcomes.reduce((sum, outcome) => sum + outcome.metricsCollected, 0);
    });
  }

  /** One full cycle. Rejects with `store-locked` when another process is collecting into the same file. */
  runMonitoringCycle(options: Partial<CycleOptions> = {}): Promise<CycleResult> {
    return this.#with(async (parts) => {
      return orThrow(await runCycle(parts, { trigger: 'user', ...options }));
    });
  }

  /** Current usage by `SERVICE_METRIC`: `current`, `limit`, `percent` to one decimal. */
  getUsageSummary(): Promise<UsageSummary> {
    return this.#with(readUsageSummary);
  }

  async #with<T>(work: (parts: CycleParts) => Promise<T>): Promise<T> {
    this.#made ??= this.#make().catch((error: unknown) => {
      // Such as a file that was locked: the next call tries again.
      this.#made = null;
      throw error;
    });
    return orMonitoringError(this.#made.then(work));
  }
}
