import { dayOf, parseInstant } from '#shared/core/calendar/calendar';
import { REPORT_SECTIONS, type Report, type ReportSectionId } from '#shared/domain/report';
import { formatDateTime } from '#shared/format/date';
import type { ReportGround } from '#shared/words/report/ground';
import { reportOf } from '#shared/words/report/report';
import { readAlerts } from '../alerts/alert-views';
import { readCostChange } from '../bill/change';
import { readClosedPeriods } from '../bill/closed-periods';
import { readPriceListDay } from '../bill/prices';
import { readBill } from '../bill/read-bill';
import type { SchedulerState } from '../connections/collection-health';
import { readOverview } from '../home/overview';
import type { PricedParts } from '../read-parts';
import { readRecommendationList } from '../recommendations/recommendation-views';
import { readAccountCosts } from '../standings/account-costs';
import { readMetricStates } from '../standings/metric-states';
import { readStandings } from '../standings/read-standings';
import { readReportCharts } from './charts';
import { readMonth, spanOf } from './month';
import { monthTitle } from './month-title';
import { readReportRecord } from './record';

/** Where the report comes from, besides the store. */
export interface ReportContext {
  readonly account: string;
  readonly sample: boolean;
  readonly scheduler: SchedulerState;
}

/** What a person wants in it. */
export interface ReportWish {
  /** `YYYY-MM`; left out: the running month. */
  readonly month?: string;
  /** Left out: all. */
  readonly sections?: readonly ReportSectionId[];
}

/** The report: the same figures as the window, ready to be forwarded. */
export async function readReport(parts: PricedParts, context: ReportContext, wish: ReportWish = {}): Promise<Report> {
  const now = parts.clock.now();
  const { sections = REPORT_SECTIONS } = wish;
  const running = dayOf(now, 'UTC').slice(0, 7);
  const { month = running } = wish;
  const current = await readCurrent(parts, context);
  const ground = month < running ? await readClosed(parts, current, month) : current;
  return reportOf(ground, { madeAtText: `${formatDateTime(now)} ${zoneName(now)}`, sections });
}

/** How everything stands now. */
async function readCurrent(parts: PricedParts, context: ReportContext): Promise<ReportGround> {
  const now = parts.clock.now();
  const states = await readMetricStates(parts);
  const [
    overview,
    { list: standings },
    bill,
    costs,
    change,
    closed,
    recommendations,
    alerts,
    record,
    pricesAsOf,
    rows,
  ] = await Promise.all([
    readOverview(parts, context.scheduler),
    readStandings(parts),
    readBill(parts),
    readAccountCosts(parts),
    readCostChange(parts),
    readClosedPeriods(parts),
    readRecommendationList(parts, states),
    readAlerts(parts),
    readReportRecord(parts, null),
    readPriceListDay(parts),
    parts.store.recommendations.list(),
  ]);
  return {
    reader: { now },
    ...{ account: context.account, sample: context.sample },
    period: { month: dayOf(now, 'UTC').slice(0, 7), title: monthTitle(now), closed: false },
    ...{ overview, standings, bill, costs, change, recommendations, alerts, record, pricesAsOf },
    closed: lastOfEach(closed),
    doing: new Map(rows.map(({ id, steps, work }) => [id, { url: steps.url, work }])),
    charts: await readReportCharts(parts, { standings, states }),
    peaks: [],
  };
}

/** A month that is over: what is kept of it, and nothing of today. */
async function readClosed(parts: PricedParts, current: ReportGround, month: string): Promise<ReportGround> {
  const span = spanOf(month);
  const inside = (at: number) => at >= span.start && at < span.end;
  const { recommendations, alerts, standings } = current;
  const [bill, closed, record, states] = await Promise.all([
    readBill(parts, month),
    readClosedPeriods(parts),
    readReportRecord(parts, span),
    readMetricStates(parts),
  ]);
  return {
    ...current,
    period: { month, title: monthTitle(span.start), closed: true },
    ...{ bill, record, costs: [], change: null },
    closed: closed.filter(({ periodStart }) => periodStart.startsWith(month)),
    recommendations: {
      ...recommendations,
      items: recommendations.items.filter(
        ({ createdAt, history }) => inside(createdAt) || history.some(({ at }) => inside(at)),
      ),
    },
    alerts: { ...alerts, firing: [], history: alerts.history.filter(({ at }) => inside(at)) },
    ...(await readMonth(parts, { states, standings, span })),
  };
}

/** The last period of each account that is over. */
function lastOfEach(closed: ReportGround['closed']): ReportGround['closed'] {
  return closed.filter(
    (one, at) =>
      closed.findIndex(({ connection }) => connection === one.connection) === at &&
      (parseInstant(one.periodEnd) ?? 0) > 0,
  );
}

/** The reader's own zone then: `GMT+1`. */
function zoneName(at: number): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' }).formatToParts(at * 1000);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
