import { ALERT_RULES_KEY, readAlertRules } from '#main/queries/alerts/alert-rules';
import type { AlertRules } from '#shared/domain/alert-rule';
import { OWN_MARK } from '#shared/domain/limit';
import type { ActionParts, DecisionParts } from './decision-parts';
import { reEvaluate } from './re-evaluate';

/** Keeps what was changed of the rules, and steps every alert by them at once. */
export async function saveAlertRules(parts: DecisionParts, changes: Partial<AlertRules>): Promise<AlertRules> {
  const next = { ...(await readAlertRules(parts.store)), ...changes };
  await parts.store.settings.set(ALERT_RULES_KEY, next);
  await applyMarks(parts, changes.marks ?? {});
  await reEvaluate(parts, parts.notifier ?? null);
  return next;
}

/** The marks of a service are those of each of its limits; one that is changed by itself afterwards keeps its own. */
async function applyMarks({ store }: ActionParts, marks: AlertRules['marks']): Promise<void> {
  const limits = (await store.limits.list()).flatMap((limit) => {
    const own = marks[limit.service];
    // A mark of one's own tells where it stands, and nowhere before.
    return own === undefined || limit.limitId === OWN_MARK
      ? []
      : [{ ...limit, warningPercent: own.warning, criticalPercent: own.critical }];
  });
  if (limits.length > 0) {
    await store.limits.save(limits);
  }
}
