import type { CostsView } from '#shared/ipc/costs';

/** A billing period of November 2026 in New York, on its 18th day; parts of it can be told otherwise. */
export function costsView(parts: Partial<CostsView> = {}): CostsView {
  return {
    connectionId: 'acme',
    title: 'acme',
    planName: 'Pro',
    currency: 'USD',
    periodStart: Date.parse('2026-11-01T00:00:00-04:00') / 1000,
    periodEnd: Date.parse('2026-12-01T00:00:00-05:00') / 1000,
    zone: 'America/New_York',
    day: 18,
    days: 30,
    state: 'estimate',
    headline: 'acme cost $116.40 so far.',
    soFar: {
      total: 116.4,
      atLeast: 116.4,
      fee: 20,
      charges: 96.4,
      creditIncluded: 20,
      creditUsed: 11.16,
      creditLeft: 8.84,
    },
    effective: 107.3,
    list: 180,
    projected: { total: 181, atLeast: 181, interval: [168, 196] },
    budget: { amount: 200, spentPercent: 58, verdict: 'within' },
    budgets: [],
    runOut: { credit: null, creditLasts: true, budget: null, allowances: [] },
    byService: [],
    byProject: [],
    byDay: [],
    byRegion: [],
    byRegionNote: '',
    components: [],
    unknown: [],
    assumptions: [],
    reconciliation: null,
    pricesAsOf: '2026-11-24',
    ...parts,
  };
}
