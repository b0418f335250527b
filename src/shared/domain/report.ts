import type { Instant } from './instant';

/** Names the shape of a report as JSON. A change that takes something away raises the number. */
export const REPORT_FORMAT = 'headroom-report/1';

/** The parts of a report, in their order. The verdict stands before them in every report. */
export const REPORT_SECTIONS = [
  'actions',
  'costs',
  'limits',
  'charts',
  'recommendations',
  'alerts',
  'record',
  'sources',
  'missing',
  'method',
] as const;
export type ReportSectionId = (typeof REPORT_SECTIONS)[number];

/**
 * One figure: every renderer shows the same `text`, machines get `value`. Moments are ISO 8601 in UTC (`date-time`),
 * days `YYYY-MM-DD` (`date`), words stand in `text` alone (`text`).
 */
export interface ReportFigure {
  /** Identity within a report, the same from one to the next: `costs.so-far`. */
  readonly id: string;
  /** What it is, as a row or column is headed: `So far`. */
  readonly label: string;
  /** Null: unknown, and `text` says so. */
  readonly value: number | string | null;
  /** Bounds that hold in 8 of 10 cases; null where it is no expectation, or open on that side. */
  readonly low: number | string | null;
  readonly high: number | string | null;
  /** `USD`, `MB`, `percent`, `count`, `date`, `date-time`, `text`. */
  readonly unit: string;
  /** Ready to be read: `about $59, likely $57 to $63`. */
  readonly text: string;
  /** What it rests on, or why it is not known; empty where its section says it. */
  readonly note: string;
  /** Where it is done or read up, `https://`; null for none. */
  readonly link: string | null;
}

/** A row of a table: what it is about, then one figure a column. */
export interface ReportRow {
  readonly title: string;
  readonly cells: readonly ReportFigure[];
}

/** A line of what was measured, what is expected, and the limit. Times are UTC seconds, values in `unit`. */
export interface ReportChart {
  readonly id: string;
  readonly title: string;
  /** What it shows, in a sentence, for those who do not see it. */
  readonly alt: string;
  readonly unit: string;
  readonly now: Instant;
  readonly points: readonly { readonly t: Instant; readonly value: number }[];
  /** Quantiles of what is expected; empty without a forecast. */
  readonly path: readonly {
    readonly t: Instant;
    readonly q10: number;
    readonly q25: number;
    readonly q50: number;
    readonly q75: number;
    readonly q90: number;
  }[];
  readonly limit: number | null;
  /** When it is expected to be reached, or was; null: not in sight. */
  readonly reach: { readonly from: Instant | null; readonly at: Instant; readonly to: Instant | null } | null;
}

/** Amounts beside each other, the largest first: so far, and what is expected at the end. */
export interface ReportBars {
  readonly id: string;
  readonly title: string;
  readonly alt: string;
  readonly unit: string;
  readonly bars: readonly {
    readonly title: string;
    readonly value: number;
    /** Null: not known. */
    readonly expected: number | null;
    /** The words of both. */
    readonly text: string;
  }[];
}

/** A piece of a section. */
export type ReportBlock =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly title: string; readonly items: readonly string[] }
  /** Figures below each other, each with what it rests on. */
  | { readonly kind: 'facts'; readonly title: string; readonly figures: readonly ReportFigure[] }
  | {
      readonly kind: 'table';
      readonly title: string;
      /** Heads: of the rows' titles, then one a cell. */
      readonly heads: readonly string[];
      readonly rows: readonly ReportRow[];
    }
  | { readonly kind: 'charts'; readonly charts: readonly ReportChart[] }
  | { readonly kind: 'bars'; readonly bars: ReportBars }
  /** One thing with a name and parts of its own, such as a recommendation. */
  | {
      readonly kind: 'item';
      readonly title: string;
      readonly meta: string;
      readonly blocks: readonly ReportBlock[];
    };

export interface ReportSection {
  readonly id: ReportSectionId;
  readonly title: string;
  readonly blocks: readonly ReportBlock[];
}

/** The stretch that a report is about: a calendar month. */
export interface ReportPeriod {
  /** `2026-11`. */
  readonly month: string;
  /** `November 2026`. */
  readonly title: string;
  /** False: it runs still, and the report tells how things stand now. */
  readonly closed: boolean;
}

/** A report to forward: one model, several renderers. Holds no secret. */
export interface Report {
  readonly format: typeof REPORT_FORMAT;
  /** BCP 47, of every text in it. */
  readonly language: 'en';
  readonly title: string;
  readonly account: string;
  /** True for the sample account, and then every page says so. */
  readonly sample: boolean;
  readonly madeAt: Instant;
  readonly madeAtText: string;
  readonly period: ReportPeriod;
  readonly verdict: {
    readonly tone: 'clear' | 'watch' | 'warning' | 'critical' | 'learning' | 'stale' | 'empty';
    /** `Redis storage reaches its limit in about 5 days`. */
    readonly headline: string;
    /** The proof, in whole sentences. */
    readonly sentence: string;
    /** `High · act this week`; empty where nothing has to be done. */
    readonly urgency: string;
  };
  /** For a chat message or a board update: one paragraph and three figures. */
  readonly short: { readonly paragraph: string; readonly figures: readonly ReportFigure[] };
  readonly sections: readonly ReportSection[];
}
