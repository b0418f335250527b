import type { DrillAccount, DrillResult } from '#shared/core/alerts/drill';
import { effectOn } from '#shared/core/alerts/incident';
import { INCIDENTS } from '#shared/core/alerts/incidents';
import { fromMicros } from '#shared/domain/money';
import { readProviderFactsOf } from '../connections/provider-facts';
import type { PricedParts } from '../read-parts';
import { readSpend } from '../standings/budget-standings';
import { forecasterOf } from '../usage/forecaster';
import { readAlertRules } from './alert-rules';
import { readMeterHistories } from './meter-histories';

/** What a drill looks at: the account's own last weeks, by the rules that hold, with its provider's budgets. */
async function readDrillAccount(parts: PricedParts): Promise<DrillAccount> {
  const connections = await parts.store.connections.list();
  const ids = connections.map(({ id }) => id);
  const [meters, rules, facts, series] = await Promise.all([
    readMeterHistories(parts),
    readAlertRules(parts.store),
    readProviderFactsOf(parts.store, ids),
    parts.store.samples.listSeries(),
  ]);
  const spend = await readSpend(parts, series);
  const budgets = ids.flatMap((connectionId) =>
    (facts.get(connectionId)?.budgets?.value ?? [])
      .filter(({ key }) => key === null)
      .map(({ amount, thresholds }) => ({
        connectionId,
        amount: fromMicros(amount),
        spent: spend.get(connectionId) ?? 0,
        marks: thresholds.length === 0 ? PROVIDERS_OWN : thresholds,
      })),
  );
  return { now: parts.clock.now(), meters, budgets, rules };
}

/** At which a provider tells where it does not say: Vercel's Spend Management does at these. */
const PROVIDERS_OWN = [50, 75, 100];

interface DrillOptions {
  /** Hears after each incident how many are done. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number; readonly unit: string }) => void;
  /** Stops the drill before its next incident. */
  readonly signal?: AbortSignal;
}

/** How every kind of incident would have gone on this account; null: it was stopped. Nothing is written. */
export async function runDrill(
  parts: PricedParts,
  { onProgress, signal }: DrillOptions = {},
): Promise<readonly DrillResult[] | null> {
  const account = await readDrillAccount(parts);
  const forecaster = forecasterOf(parts);
  const results: DrillResult[] = [];
  for (const incident of INCIDENTS) {
    if (signal?.aborted) return null;
    // A thread gets a copy: of what the incident does not touch it needs none.
    const meters = account.meters.filter((meter) => effectOn(incident, meter) !== null);
    results.push(await forecaster.drill({ account: { ...account, meters }, incident }));
    onProgress?.({ done: results.length, total: INCIDENTS.length, unit: 'incidents' });
  }
  return results;
}
