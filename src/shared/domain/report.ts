import type { Instant } from './instant';

/** A line of the table of limits. Texts are ready to be read; null is "not available". */
export interface ReportLimit {
  readonly title: string;
  readonly current: string | null;
  readonly limit: string | null;
  readonly percent: string | null;
  readonly reach: string;
  /** What happens there: `Refuses writes`; empty without a limit. */
  readonly atLimit: string;
  readonly source: string;
  readonly note: string;
}

/** A line of the ROI table. */
export interface ReportFigure {
  readonly label: string;
  readonly value: string;
  /** How it was worked out, or what it would take to know it. */
  readonly basis: string;
}

export interface ReportRecommendation {
  readonly title: string;
  readonly priority: string;
  readonly status: string;
  readonly headline: string;
  readonly reason: string;
  readonly figures: readonly ReportFigure[];
  readonly assumptions: readonly ReportFigure[];
  readonly benefits: readonly string[];
  /** What really speaks against it. */
  readonly against: readonly string[];
  /** What happens to those who wait. */
  readonly risks: readonly string[];
  /** Every way that was weighed, with its bill a month and why it lost. */
  readonly weighed: readonly ReportFigure[];
  readonly steps: readonly string[];
  readonly sources: readonly string[];
  /** What was promised and what came; empty while nothing was measured. */
  readonly outcome: string;
}

/** A report to forward: one model, several renderers. Holds no secret. */
export interface Report {
  readonly title: string;
  readonly account: string;
  /** True for the sample account, and then every page says so. */
  readonly sample: boolean;
  readonly madeAt: Instant;
  readonly madeAtText: string;
  readonly verdict: string;
  readonly verdictSentence: string;
  readonly limits: readonly ReportLimit[];
  /** What a month costs over everything, and each account of it. Empty while no account has a bill. */
  readonly bill: readonly ReportFigure[];
  readonly recommendations: readonly ReportRecommendation[];
  readonly alerts: readonly { readonly title: string; readonly sentence: string; readonly since: string }[];
  /** Sources that could not be read, with the reason. */
  readonly missing: readonly string[];
  readonly method: readonly string[];
}
