import type { z } from 'zod';
import type { Advice } from '#shared/domain/recommendation';
import type { ReportChart, ReportPeriod } from '#shared/domain/report';
import type { Standing } from '#shared/domain/standing';
import type { alertEventViewSchema, alertsViewSchema } from '../../ipc/alerts';
import type { BillView, ClosedPeriod } from '../../ipc/bill';
import type { CostChangeView, CostsView } from '../../ipc/costs';
import type { Overview } from '../../ipc/overview';
import type { RecommendationList } from '../../ipc/recommendations';
import type { Reader } from '../reader';

export type AlertEventView = z.infer<typeof alertEventViewSchema>;

/** How the forecasts came true that came due in the period, over all and metric by metric. */
export interface ReportRecord {
  readonly sentence: string;
  readonly count: number;
  readonly inside80: number;
  readonly series: readonly {
    readonly key: string;
    readonly title: string;
    readonly count: number;
    readonly inside80: number;
    /** Mean distance between forecast and truth, in `unit`. */
    readonly meanError: number | null;
    readonly unit: string;
  }[];
}

/** What a limit's metric came to in a month that is over. */
export interface MonthPeak {
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  /** The highest that was held against the limit, and the day of it; null: nothing was read. */
  readonly highest: number | null;
  readonly at: number | null;
  /** The limit that was in force then; null: not known. */
  readonly limit: number | null;
  readonly daysRead: number;
  readonly days: number;
}

/** Everything that a report is made of: the read models, and nothing worked out a second time. */
export interface ReportGround {
  readonly reader: Reader;
  readonly account: string;
  readonly sample: boolean;
  readonly period: ReportPeriod;
  readonly overview: Pick<Overview, 'verdict' | 'health'>;
  readonly standings: readonly Standing[];
  /** Of the period; its current periods where it runs. */
  readonly bill: BillView;
  /** The accounts' costs as they are now; empty for a month that is over. */
  readonly costs: readonly CostsView[];
  readonly change: CostChangeView | null;
  /** Periods that are over: of the month, or the last ones. */
  readonly closed: readonly ClosedPeriod[];
  readonly recommendations: RecommendationList;
  /** Where and by whom each is done, and how long it takes, by its id. */
  readonly doing: ReadonlyMap<number, { readonly url: string | null; readonly work: Advice['work'] }>;
  readonly alerts: z.infer<typeof alertsViewSchema>;
  readonly record: ReportRecord;
  readonly charts: readonly ReportChart[];
  /** Of a month that is over; empty for the running one. */
  readonly peaks: readonly MonthPeak[];
  /** The price list's own day. */
  readonly pricesAsOf: string;
}
