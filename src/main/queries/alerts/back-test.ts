import { type BackTest, backTest } from '#shared/core/alerts/back-test';
import type { AlertRules } from '#shared/domain/alert-rule';
import type { PricedParts } from '../read-parts';
import { readAlertRules } from './alert-rules';
import { readMeterHistories } from './meter-histories';

/** Which alerts these rules, else those that hold, would have given over the last 60 days. */
export async function readBackTest(parts: PricedParts, changed: Partial<AlertRules> = {}): Promise<BackTest> {
  const [histories, rules] = await Promise.all([readMeterHistories(parts), readAlertRules(parts.store)]);
  return backTest(histories, { ...rules, ...changed }, parts.clock.now());
}
