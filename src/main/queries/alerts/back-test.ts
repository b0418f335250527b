import type { BackTest } from '#shared/core/alerts/back-test';
import type { MeterHistory } from '#shared/core/alerts/replay';
import type { AlertRules, Marks } from '#shared/domain/alert-rule';
import { DEFAULT_CRITICAL_PERCENT } from '#shared/domain/limit';
import type { BackTestMark } from '#shared/ipc/alert-rules';
import { asARule } from '#shared/words/back-test';
import type { PricedParts } from '../read-parts';
import { forecasterOf } from '../usage/forecaster';
import { readAlertRules } from './alert-rules';
import { readMeterHistories } from './meter-histories';

/** Which alerts these rules, else those that hold, would have given over the last 60 days. */
export async function readBackTest(parts: PricedParts, changed: Partial<AlertRules> = {}): Promise<BackTest> {
  const [all, rules] = await Promise.all([readMeterHistories(parts), readAlertRules(parts.store)]);
  const histories = all.map((history) => withMarks(history, changed.marks?.[history.service]));
  return forecasterOf(parts).backTest({ histories, rules: { ...rules, ...changed }, now: parts.clock.now() });
}

/** Warning marks that are tried beside each other, percent. */
const TRIED_MARKS = [60, 65, 70, 75, 80, 85, 90, 95] as const;

/**
 * What each warning mark of some services would have come to, `change` being tried beside it: one after the other, so
 * that a slider's own question does not wait for all of them.
 */
export async function readBackTestMarks(
  parts: PricedParts,
  { change, services }: { readonly change: Partial<AlertRules>; readonly services: readonly string[] },
): Promise<readonly BackTestMark[]> {
  const [all, kept] = await Promise.all([readMeterHistories(parts), readAlertRules(parts.store)]);
  const found: BackTestMark[] = [];
  for (const mark of TRIED_MARKS) {
    const marksOf = (service: string): Marks => {
      const critical = kept.marks[service]?.critical ?? DEFAULT_CRITICAL_PERCENT;
      return { warning: mark, critical: Math.max(mark, critical) };
    };
    const histories = all.map((history) =>
      withMarks(history, services.includes(history.service) ? marksOf(history.service) : undefined),
    );
    const rules = { ...kept, ...change };
    const { alerts } = await forecasterOf(parts).backTest({ histories, rules, now: parts.clock.now() });
    const forNothing = alerts.filter((alert) => alert.forNothing).length;
    // The critical mark comes after, at which nobody is warned any more.
    const warnings = alerts.filter(({ severity }) => severity === 'warning');
    const daysAhead = asARule(warnings.length === 0 ? alerts : warnings);
    found.push({ mark, needed: alerts.length - forNothing, forNothing, daysAhead });
  }
  return found;
}

/** The limit by other marks than it has: those of its service, as saving them would give them to it. */
function withMarks(history: MeterHistory, marks: Marks | undefined): MeterHistory {
  return marks === undefined || history.limit === null
    ? history
    : { ...history, limit: { ...history.limit, warningPercent: marks.warning, criticalPercent: marks.critical } };
}
