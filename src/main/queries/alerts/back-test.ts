import type { BackTest } from '#shared/core/alerts/back-test';
import type { MeterHistory } from '#shared/core/alerts/replay';
import type { AlertRules, Marks } from '#shared/domain/alert-rule';
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

/** The limit by other marks than it has: those of its service, as saving them would give them to it. */
function withMarks(history: MeterHistory, marks: Marks | undefined): MeterHistory {
  return marks === undefined || history.limit === null
    ? history
    : { ...history, limit: { ...history.limit, warningPercent: marks.warning, criticalPercent: marks.critical } };
}
