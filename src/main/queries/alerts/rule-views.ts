import { ALERT_CONDITIONS, type AlertCondition } from '#shared/domain/alert-condition';
import type { AlertRules } from '#shared/domain/alert-rule';
import type { RuleView } from '#shared/ipc/alert-rules';
import { ruleSentence } from '#shared/words/alert-rule';
import type { PricedParts } from '../read-parts';
import { forecasterOf } from '../usage/forecaster';
import { readAlertRules } from './alert-rules';
import { readMeterHistories } from './meter-histories';

/** Of these the stored readings tell what would have rung; the others rest on what is not kept of the past. */
const REPLAYED: readonly AlertCondition[] = ['limit', 'rate', 'spend-rate'];

/** Every rule as a sentence, with what it would have rung in the last 60 days. */
export async function readRules(
  parts: PricedParts,
): Promise<{ readonly rules: AlertRules; readonly list: readonly RuleView[] }> {
  const [rules, histories] = await Promise.all([readAlertRules(parts.store), readMeterHistories(parts)]);
  // What is switched off is asked all the same: that is what a person wants to know before switching it on.
  const asked = { ...rules, off: [] };
  const { alerts } = await forecasterOf(parts).backTest({ histories, rules: asked, now: parts.clock.now() });
  const list = ALERT_CONDITIONS.map((condition) => ({
    condition,
    on: !rules.off.includes(condition),
    sentence: ruleSentence(condition, rules),
    wouldHaveRung: REPLAYED.includes(condition) ? alerts.filter((one) => one.condition === condition).length : null,
  }));
  return { rules, list };
}
