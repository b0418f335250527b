/**
 * Headroom as a library: what `import … from 'headroom'` brings. docs/library.md shows how it is used, and a test runs
 * what is shown there. Whatever is not listed here is Headroom's own and may change.
 *
 * Every function and method rejects with a `MonitoringError` where something fails that was to be expected. Times are
 * epoch seconds, amounts of money millionths of their currency; what is not known is null, with its reason beside it.
 */

export { MonitoringError } from '#main/collection/monitoring-error';
export type { ConnectionAnswer } from '#main/collection/monitoring-service';
export type { CollectionResult, UsageQuantities } from '#main/providers/monitor';
export type { Store } from '#main/store/store';
export type { CostBreakdown } from '#shared/domain/cost';
export type { CollectionAttempt, CycleResult } from '#shared/domain/cycle';
export type { Failure, FailureCode } from '#shared/domain/failure';
export type { PlanLimit } from '#shared/domain/plan';
export type { Recommendation } from '#shared/domain/recommendation';
export type { MetricSample } from '#shared/domain/series';
export type { UsageEntry, UsageSummary } from '#shared/domain/usage';
export type { LibraryOptions } from './monitoring';
export { InfrastructureMonitoringService, RecommendationEngine } from './monitoring';
export type { PostgresAccount, RedisAccount, VercelAccount } from './monitors';
export { VercelKVMonitor, VercelPlatformMonitor, VercelPostgresMonitor } from './monitors';
export { openStore } from './open-store';
export type { RecommendationTexts } from './recommendation-texts';
export { recommendationTexts } from './recommendation-texts';
