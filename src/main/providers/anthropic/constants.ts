/** Anthropic's interface. */
export const ANTHROPIC_URL = 'https://api.anthropic.com';

/** The version that every request names. */
export const VERSION = '2023-06-01';

/** The analytics pair is a beta that wants to be named. */
export const ANALYTICS_BETA = 'analytics-usage-cost-2026-08-24';

/** Analytics know nothing before this day. */
export const ANALYTICS_FROM = '2026-01-01T00:00:00Z';
