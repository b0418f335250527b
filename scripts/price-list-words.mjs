// How the words of the facts read in the price list's closed vocabulary (docs/pricing.md).
export const FEE_METRICS = new Set(['PLATFORM_FEE', 'PLAN_FEE', 'TIER_FEE', 'PROJECT_FEE']);
/** Providers whose billing month is the calendar month (facts: `periods`). */
const CALENDAR_MONTH = new Set(['upstash', 'neon']);
export const FLAT_RATE = /^pro-flat-/;

export const dayOf = (text) => {
  if (text === null || text === undefined || /undated/.test(text)) {
    return null;
  }
  const last = [...String(text).matchAll(/(\d{4})-(\d{2})(?:-(\d{2}))?/g)];
  // A span counts from its end; a remark in brackets is no date of the source.
  const match = / to /.test(text) ? last.at(-1) : last[0];
  return match === undefined ? null : `${match[1]}-${match[2]}-${match[3] ?? '01'}`;
};

/** Accounts of companies and projects, which say who speaks; other owners of a repository are left out. */
const SPEAKERS = /^(upstash|neondatabase|vercel|redis|prisma|api-evangelist|@pydantic|DA0-DA0)$/;

/** A source as a person reads it: who says it, not where its copy lay. */
export const sourceName = (text) =>
  text
    .replace(/^seed document \(.*\)$/, 'entered by hand, from no published price')
    .replace(/\((harvested )?copy:? [^)]*\)/g, '(stored copy)')
    .replace(/in \S+\/fluorite-recipes \S+\.md,/g, 'in the copy of')
    .replace(
      /\S+\/fluorite-recipes \S+\/regional-pricing\/(\w+)\.md/g,
      'vercel.com docs "Regional pricing", $1 (translated copy)',
    )
    .replace(/[\w-]+\/[\w.-]+ (?=issue)/g, 'a public repository, ')
    .replace(/([@\w-]+)\/([\w.-]+)(?= (release|pull request|usage-|VERCEL_))/g, (whole, owner, name) =>
      SPEAKERS.test(owner) ? whole : name,
    );
export const dated = (entry) => ({
  source: sourceName(entry.source),
  sourceDate: dayOf(entry.sourceDate),
  sourceDated: entry.sourceDate,
});

export const windowOf = (limit) => {
  switch (limit.period) {
    case 'billing-month':
      return CALENDAR_MONTH.has(limit.provider) ? 'calendar-month' : 'billing-cycle';
    case 'calendar-month (UTC)':
      return 'calendar-month';
    case 'per item':
      return 'per-item';
    default:
      return limit.period;
  }
};

export const atLimitOf = (limit) => {
  if (limit.limit === 'hard') {
    if (/paus|suspend/.test(limit.atLimit)) return 'pause';
    return /throttl|rate.limited/.test(limit.atLimit) ? 'throttle' : 'hard';
  }
  if (limit.limit === 'guideline' || FLAT_RATE.test(limit.plan)) return 'inform';
  if (limit.limit === 'soft') return 'overage';
  if (FEE_METRICS.has(limit.metric)) return 'none';
  return limit.overage !== null || /charged/.test(limit.atLimit) ? 'overage' : 'none';
};

export const billedAsOf = (metric) => {
  if (FEE_METRICS.has(metric)) return 'licence';
  if (metric === 'MONTHLY_SPEND_USD') return 'spend';
  return /CREDIT_USD$/.test(metric) ? 'credit' : 'infrastructure';
};

/** What usage beyond the included amount costs: see `Beyond` in the domain. */
export const beyondOf = (limit) => {
  if (limit.overage !== null) return limit.grade === 'C' ? 'unknown' : 'charged';
  if (limit.limit === 'hard') return 'refused';
  if (FLAT_RATE.test(limit.plan) || limit.limit === 'guideline') return 'free';
  if (limit.limit === 'soft' || /charged/.test(limit.atLimit)) return 'unknown';
  return 'free';
};
