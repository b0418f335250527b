import { type SettableClock, settableClock } from '#main/clock';
import { createHttpClient, type HttpLog } from '#main/http/client';
import type { CollectionContext, CollectionResult, Credentials } from '#main/providers/monitor';
import type { Connection } from '#shared/domain/connection';
import type { Period } from '#shared/domain/instant';
import type { MetricSample } from '#shared/domain/series';

/** 2026-11-24T10:00:00Z, the time at which most tests play. */
export const NOW = 1_795_514_400;

export interface ContextOptions {
  readonly provider: string;
  readonly settings?: Readonly<Record<string, string>>;
  readonly credentials?: Credentials;
  readonly clock?: SettableClock;
  readonly cursors?: Readonly<Record<string, unknown>>;
  readonly backfill?: Period;
  readonly billing?: Connection['billing'];
  readonly billingAnchor?: Connection['billingAnchor'];
  readonly logger?: HttpLog;
  readonly signal?: AbortSignal;
}

/** What a collection gets, over a real HTTP client; retries come at once. */
export function collectionContext(options: ContextOptions): CollectionContext & { readonly clock: SettableClock } {
  const clock = options.clock ?? settableClock(NOW);
  return {
    connection: {
      id: `${options.provider}-1`,
      provider: options.provider,
      title: 'test',
      settings: options.settings ?? {},
      billing: options.billing ?? null,
      billingAnchor: options.billingAnchor ?? null,
      expiresAt: null,
      createdAt: NOW,
    },
    credentials: options.credentials ?? {},
    http: createHttpClient({ clock, userAgent: 'Headroom/test', random: () => 0, logger: options.logger }),
    clock,
    cursors: options.cursors ?? {},
    backfill: options.backfill,
    signal: options.signal,
  };
}

/** Samples of one metric, oldest first. */
export function samplesOf(result: CollectionResult, metric: string, projectId: string | null = null): MetricSample[] {
  return result.samples
    .filter((sample) => sample.metric === metric && sample.projectId === projectId)
    .sort((a, b) => a.time - b.time);
}

/** Outcome by capability. */
export function outcomes(result: CollectionResult): Record<string, string> {
  return Object.fromEntries(result.attempts.map(({ capability, outcome }) => [capability, outcome]));
}
