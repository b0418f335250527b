/**
 * Kinds of things that an alert may be about, as data. One state machine runs for each (subject, condition); which of
 * them ring, and from when on, is an `AlertRule`.
 */
export const ALERT_CONDITIONS = [
  /** One limit: the forecast expects it, its usage is past a mark, the provider enforces it. One ladder. */
  'limit',
  /** A budget, own or the provider's: projected above it, or 50, 75, 100 % of it are spent. One ladder. */
  'budget',
  /** A meter runs far above what is usual for this hour of the week. */
  'rate',
  /** The same of money. */
  'spend-rate',
  /** Any use of a project that is marked "expects none". */
  'unexpected',
  /** A provider has stopped an account or a store: soft block, suspension. */
  'stop',
  /** A source has said nothing for too long. */
  'stale',
  /** Every source fails at once because there is no way out of this computer. */
  'network',
  /** A token expires soon, is expired, or was revoked. */
  'token',
  /** The price of a plan, or of a metric in use, changes. */
  'price',
  /** A rate changed right after a deployment. */
  'deployment',
  /** Use stops where there always was some. */
  'silence',
  /** A window of a limit has begun anew: use counts from zero again. A notice, not a problem. */
  'reset',
  /** What had been stopped or refused works again. A notice, not a problem. */
  'back',
] as const;
export type AlertCondition = (typeof ALERT_CONDITIONS)[number];

/** Conditions whose alerts of one account, begun within hours of each other, are most likely one event. */
export const RATE_CONDITIONS: readonly AlertCondition[] = ['rate', 'spend-rate', 'deployment', 'unexpected'];

/** Conditions that are told once and are no problem that could be over. */
export const NOTICE_CONDITIONS: readonly AlertCondition[] = ['price', 'reset', 'back'];
