export type RecommendationPriority = 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL';

/** What is to be changed at the provider, and so what to look for when somebody has done it. */
export type AdviceChange =
  | { readonly kind: 'plan'; readonly provider: string; readonly from: string; readonly to: string }
  | { readonly kind: 'seats'; readonly from: number; readonly to: number }
  /** Main units a month; `from` null: there is none today. `own`: Headroom's own budget, else the provider's. */
  | { readonly kind: 'budget'; readonly own: boolean; readonly from: number | null; readonly to: number }
  /** The use of one metric falls to `factor` of today's. `project` null: of the whole account. */
  | {
      readonly kind: 'use';
      readonly service: string;
      readonly metric: string;
      readonly project: string | null;
      readonly factor: number;
    }
  | { readonly kind: 'model'; readonly from: string; readonly to: string }
  /** Where the functions run. */
  | { readonly kind: 'region'; readonly from: string; readonly to: string }
  /** A database that sleeps when nobody asks it. `project` as the provider's usage names it. */
  | { readonly kind: 'sleep'; readonly project: string }
  /** A source that answers again. */
  | { readonly kind: 'source'; readonly capability: string };
