import { eq, inArray, or, sql } from 'drizzle-orm';
import type { Drizzle } from '../database/drizzle';
import {
  aiMonthlySummary,
  aiUsageEvent,
  alert,
  alertEvent,
  budget,
  charge,
  chargeDay,
  collectionAttempt,
  connection,
  delivery,
  deployment,
  forecastRecord,
  foundStore,
  infrastructureLimit,
  infrastructureMetric,
  project,
  recommendationEvent,
  sampleDay,
  sampleHour,
  series,
  setAside,
  setting,
  upgradeRecommendation,
} from '../schema';

/** What a user's forecast model said of a series, one setting a series: `forecast-model:<series>`. */
const MODEL_RECORD = 'forecast-model';
/** Settings that are kept under `name:connection`. */
const SETTINGS_OF_CONNECTION = ['backfill', 'limit-history', 'plan-history', 'provider-facts', 'provider-limits'];

/**
 * Deletes a connection with everything that belongs to it, children first. Spelled out, since the
 * schema has no cascades: those empty tables when a migration rebuilds a parent. A test compares this
 * list with the schema.
 */
export function removeConnection(tx: Pick<Drizzle, 'delete' | 'select'>, id: string): void {
  const seriesIds = tx.select({ id: series.id }).from(series).where(eq(series.connectionId, id));
  for (const table of [infrastructureMetric, sampleHour, sampleDay]) {
    tx.delete(table).where(inArray(table.seriesId, seriesIds)).run();
  }
  const alertIds = tx.select({ id: alert.id }).from(alert).where(eq(alert.connectionId, id));
  const eventIds = tx.select({ id: alertEvent.id }).from(alertEvent).where(inArray(alertEvent.alertId, alertIds));
  tx.delete(delivery)
    .where(or(inArray(delivery.alertId, alertIds), inArray(delivery.alertEventId, eventIds)))
    .run();
  tx.delete(alertEvent).where(inArray(alertEvent.alertId, alertIds)).run();
  const recommendationIds = tx
    .select({ id: upgradeRecommendation.id })
    .from(upgradeRecommendation)
    .where(eq(upgradeRecommendation.connectionId, id));
  tx.delete(recommendationEvent).where(inArray(recommendationEvent.recommendationId, recommendationIds)).run();
  const modelRecords = tx
    .select({ key: sql<string>`${`${MODEL_RECORD}:`} || ${series.id}` })
    .from(series)
    .where(eq(series.connectionId, id));
  tx.delete(setting).where(inArray(setting.key, modelRecords)).run();
  for (const table of [
    forecastRecord,
    series,
    alert,
    upgradeRecommendation,
    infrastructureLimit,
    collectionAttempt,
    project,
    deployment,
    foundStore,
    charge,
    chargeDay,
    budget,
    aiUsageEvent,
    aiMonthlySummary,
    setAside,
  ]) {
    tx.delete(table).where(eq(table.connectionId, id)).run();
  }
  tx.delete(setting)
    .where(
      inArray(
        setting.key,
        SETTINGS_OF_CONNECTION.map((name) => `${name}:${id}`),
      ),
    )
    .run();
  tx.delete(connection).where(eq(connection.id, id)).run();
}
