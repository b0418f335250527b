import { type DrillAccount, type DrillResult, drill } from '#shared/core/alerts/drill';
import type { Incident } from '#shared/core/alerts/incident';
import { INCIDENTS } from '#shared/core/alerts/incidents';
import { fromMicros } from '#shared/domain/money';
import { readProviderFactsOf } from '../connections/provider-facts';
import type { PricedParts } from '../read-parts';
import { readSpend } from '../standings/budget-standings';
import { ALERT_RULES_KEY, readAlertRules } from './alert-rules';
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

/** How every kind of incident would have gone on this account. Nothing is written. */
export async function runDrill(
  parts: PricedParts,
  incidents: readonly Incident[] = INCIDENTS,
): Promise<readonly DrillResult[]> {
  const account = await readDrillAccount(parts);
  const results: DrillResult[] = [];
  for (const incident of incidents) {
    // A read in between lets go of the thread: each incident takes a while.
    await parts.store.settings.get(ALERT_RULES_KEY);
    results.push(drill(account, incident));
  }
  return results;
}
