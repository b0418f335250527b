import { limitWithoutUser, readToldLimits } from '#main/queries/standings/limits-in-force';
import { limitReasonOf } from '#shared/core/pricing/effective-limit';
import { isOfPlan } from '#shared/core/usage/metric-status';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { type InfrastructureLimit, OWN_MARK } from '#shared/domain/limit';
import type { AlertNotifier } from './alert-notifier';
import type { DecisionParts } from './decision-parts';
import { reEvaluate } from './re-evaluate';
import { recordLimits } from './record-limits';

/** What a person changes about one limit. What is left out stays. */
export interface LimitChange {
  readonly connectionId: string;
  readonly service: string;
  readonly metric: string;
  /** In the metric's unit; null goes back to the provider's answer or the price list. */
  readonly value?: number | null;
  /** Percent of the limit. */
  readonly warningPercent?: number;
  readonly criticalPercent?: number;
  readonly enabled?: boolean;
  /** A mark of one's own beside the limit, in the metric's unit: from there on it tells. Null takes it away. */
  readonly mark?: number | null;
}

/**
 * Keeps a person's own figure, thresholds or switch of one limit, and steps its alerts at once. Refused
 * with `not-found` for a metric that is not watched, and with `invalid-input` for a warning above the
 * critical threshold.
 */
export async function setLimit(
  parts: DecisionParts,
  change: LimitChange,
  notifier: AlertNotifier | null = parts.notifier ?? null,
): Promise<Result<null>> {
  const { store, clock, catalog } = parts;
  const connection = await store.connections.find(change.connectionId);
  const definition =
    connection === null ? null : catalog.definition(connection.provider, change.service, change.metric);
  if (connection === null || definition === null) {
    return fail({
      code: 'not-found',
      message: 'This metric is no longer watched.',
      action: 'Look at the list of limits again.',
      retryable: false,
    });
  }
  const standing = (await store.limits.list(connection.id)).filter(isOfPlan);
  const now = clock.now();
  const context = {
    prices: await parts.prices(),
    now,
    connection,
    standing,
    told: await readToldLimits(store, connection.id),
  };
  const byDefault = limitWithoutUser(context, definition);
  const known = standing.find((one) => one.service === change.service && one.metric === change.metric) ?? byDefault;
  const { warningPercent, criticalPercent, enabled } = { ...known, ...defined(change) };
  if (warningPercent > criticalPercent) {
    return fail({
      code: 'invalid-input',
      message: `A warning at ${warningPercent} % would come after the critical threshold of ${criticalPercent} %.`,
      action: 'Choose a warning below the critical threshold.',
      retryable: false,
    });
  }
  const thresholds = { warningPercent, criticalPercent, enabled };
  const next = { ...figure(change, known, byDefault, now), ...thresholds };
  await recordLimits(store, connection.id, [known], [next], now);
  await store.limits.save([next, ...(change.mark === undefined ? [] : [markOf(byDefault, change.mark, now)])]);
  await reEvaluate(parts, notifier, connection.id);
  return succeed(null);
}

function figure(
  { value }: LimitChange,
  known: InfrastructureLimit,
  byDefault: InfrastructureLimit,
  now: number,
): InfrastructureLimit {
  if (value === undefined) {
    return known;
  }
  return value === null
    ? byDefault
    : {
        ...byDefault,
        value,
        // A figure of one's own on something that has no limit informs: the provider goes on.
        atLimit: byDefault.atLimit === 'none' ? 'inform' : byDefault.atLimit,
        source: 'user',
        reason: limitReasonOf('own'),
        asOf: now,
      };
}

function defined(
  change: LimitChange,
): Partial<Pick<InfrastructureLimit, 'warningPercent' | 'criticalPercent' | 'enabled'>> {
  const { warningPercent, criticalPercent, enabled } = change;
  return {
    ...(warningPercent === undefined ? {} : { warningPercent }),
    ...(criticalPercent === undefined ? {} : { criticalPercent }),
    ...(enabled === undefined ? {} : { enabled }),
  };
}

/** A mark is counted as the limit beside which it stands, and has no thresholds before it. A row without a value is none. */
function markOf(byDefault: InfrastructureLimit, value: number | null, now: number): InfrastructureLimit {
  return {
    ...byDefault,
    ...{ limitId: OWN_MARK, value, atLimit: 'inform', consequence: '', warningPercent: 100, criticalPercent: 100 },
    ...{ enabled: true, source: 'user', reason: limitReasonOf('own'), asOf: now },
  };
}
