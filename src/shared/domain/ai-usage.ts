import type { Instant, Period } from './instant';
import type { Micros } from './money';

export type AiUsageKind =
  | 'tokens'
  | 'embeddings'
  | 'moderations'
  | 'images'
  | 'audio_speech'
  | 'audio_transcription'
  | 'vector_store'
  | 'code_interpreter'
  | 'file_search'
  | 'web_search'
  | 'decisions'
  | 'cost';

/** What was used and what it cost; null for what is not known. The five token classes are disjoint: they can be added. */
export interface AiAmounts {
  readonly requests: number | null;
  readonly inputUncachedTokens: number | null;
  readonly inputCachedTokens: number | null;
  /** Kept for minutes. */
  readonly cacheWriteShortTokens: number | null;
  /** Kept for hours. */
  readonly cacheWriteLongTokens: number | null;
  readonly outputTokens: number | null;
  readonly webSearches: number | null;
  readonly costMicros: Micros | null;
  readonly listCostMicros: Micros | null;
}

/**
 * One bucket of AI usage, as the provider grouped it. An empty text means "not grouped by this", `-`
 * stands for the provider's own null.
 */
export interface AiUsageEvent extends AiAmounts {
  readonly provider: string;
  readonly kind: AiUsageKind;
  readonly bucketStart: Instant;
  readonly bucketSeconds: number;
  readonly model: string;
  /** OpenAI's project, Anthropic's workspace. */
  readonly projectRef: string;
  readonly apiKeyRef: string;
  readonly serviceTier: string;
  readonly lineItem: string;
  readonly costType: string;
  readonly tokenType: string;
  readonly contextWindow: string;
  /** -1: not grouped. */
  readonly isBatch: -1 | 0 | 1;
  readonly quantity: number | null;
  readonly quantityUnit: string | null;
  /** As received, for audit. */
  readonly costRaw: string | null;
  readonly currency: string | null;
  readonly costBasis: 'reported' | 'estimated';
  /** True while the bucket may still change. */
  readonly provisional: boolean;
  /** Up to when the provider had counted. */
  readonly dataAsOf: Instant;
}

/**
 * What a stretch of time holds now: it replaces what was kept for (connection, kind, bucket seconds,
 * range), so that groups that vanished at the provider vanish here. Only whole walks become a window.
 */
export interface AiUsageWindow {
  readonly kind: AiUsageKind;
  readonly bucketSeconds: number;
  readonly range: Period;
  readonly events: readonly AiUsageEvent[];
}

/** The five disjoint classes added up; null when none is known. */
export function totalTokens(event: AiUsageEvent): number | null {
  const classes = [
    event.inputUncachedTokens,
    event.inputCachedTokens,
    event.cacheWriteShortTokens,
    event.cacheWriteLongTokens,
    event.outputTokens,
  ].filter((count) => count !== null);
  return classes.length === 0 ? null : classes.reduce((sum, count) => sum + count, 0);
}
