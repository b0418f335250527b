import type { Instant } from '#shared/domain/instant';
import type { Report, ReportFigure, ReportLimit, ReportRecommendation } from '#shared/domain/report';
import type { Standing } from '#shared/domain/standing';
import { formatBillAmount, formatBillProjection } from '#shared/format/bill';
import { formatDateTime } from '#shared/format/date';
import { formatMoney } from '#shared/format/money';
import { formatPercent } from '#shared/format/percent';
import { formatQuantity } from '#shared/format/quantity';
import type { MetricView } from '#shared/ipc/metric-view';
import type { Overview } from '#shared/ipc/overview';
import type { RecommendationView } from '#shared/ipc/recommendations';
import { REPORT_METHOD } from '#shared/words/report-method';
import { boundWords } from '#shared/words/roi';
import { atLimitShort, isReached, percentWords, rangeWords, whenShort } from '#shared/words/standing';
import type { SchedulerState } from '../connections/collection-health';
import type { PricedParts } from '../read-parts';
import { readRecommendations } from '../recommendations/recommendation-views';
import { readOverview } from './overview';

/** Where the report comes from, besides the store. */
export interface ReportContext {
  readonly account: string;
  readonly sample: boolean;
  readonly scheduler: SchedulerState;
}

/** The recommendation report: the same figures as the window, as texts ready to be forwarded. */
export async function readReport(parts: PricedParts, context: ReportContext): Promise<Report> {
  const now = parts.clock.now();
  const [overview, recommendations] = await Promise.all([
    readOverview(parts, context.scheduler),
    readRecommendations(parts),
  ]);
  return {
    title: 'Infrastructure limits and recommendations',
    account: context.account,
    sample: context.sample,
    madeAt: now,
    madeAtText: formatDateTime(now),
    verdict: overview.verdict.headline,
    verdictSentence: overview.verdict.sentence,
    limits: [...overview.limits, ...overview.others].map((metric) => limitLine(metric, now)),
    bill: billFigures(overview.bill),
    recommendations: recommendations
      .filter((one) => one.status !== 'EXPIRED' && one.status !== 'DISMISSED')
      .map(advice),
    alerts: overview.alerts.map(({ title, sentence, activeAt }) => ({
      title,
      sentence,
      since: `since ${formatDateTime(activeAt)}`,
    })),
    missing: overview.health.sources.flatMap((source) =>
      source.capabilities
        .filter(({ outcome }) => outcome !== 'ok' && outcome !== 'asleep')
        .map(({ title, message }) => `${source.title}, ${title}: ${message}`),
    ),
    method: REPORT_METHOD,
  };
}

/** The one total and its accounts, in the words of every other surface. */
function billFigures(bill: Overview['bill']): readonly ReportFigure[] {
  if (bill === null) {
    return [];
  }
  const { currency, soFar, projected, lastMonth } = bill;
  const missing = soFar.missing.map(({ what }) => what).join('; ');
  return [
    {
      label: 'Everything, so far',
      value: formatBillAmount(soFar, currency),
      basis: missing === '' ? 'all accounts, each in its own period' : `missing: ${missing}`,
    },
    ...(projected === null
      ? []
      : [
          {
            label: 'By the end of the periods',
            value: formatBillProjection(projected, currency),
            basis: 'holds in 8 of 10 cases',
          },
        ]),
    ...(lastMonth === null
      ? []
      : [{ label: 'The month before', value: formatBillAmount(lastMonth, currency), basis: '' }]),
    ...bill.accounts.map((account) => ({
      label: account.title,
      value: formatBillAmount(account.soFar, account.currency),
      basis: `charged on ${account.chargedOn}`,
    })),
  ];
}

function currentWords({ current, unit, standing }: MetricView): string | null {
  if (current === null) {
    return null;
  }
  return `${standing?.atLeast === true ? 'at least ' : ''}${formatQuantity(current, unit)}`;
}

/** When, and between which days: `about 5 days (between 22 and 25 Nov)`. */
function reachWords(standing: Standing, now: Instant): string {
  const when = whenShort(standing, { now });
  const { expected } = standing;
  const range = expected?.q50 == null || isReached(standing) ? '' : rangeWords(expected, { now });
  return range === '' ? when : `${when} (${range})`;
}

function limitLine(metric: MetricView, now: Instant): ReportLimit {
  return {
    title: metric.title,
    current: currentWords(metric),
    limit: metric.limit === null ? null : formatQuantity(metric.limit, metric.unit),
    percent: metric.standing === null ? null : percentWords(metric.standing) || null,
    reach: metric.standing === null ? '' : reachWords(metric.standing, now),
    atLimit: metric.standing === null || metric.limit === null ? '' : atLimitShort(metric.standing),
    source: metric.limitReason,
    note: metric.note,
  };
}

function advice(one: RecommendationView): ReportRecommendation {
  return {
    title: one.title,
    priority: one.priority,
    status: one.status,
    headline: one.headline,
    reason: one.priorityReason,
    figures: roiFigures(one),
    assumptions: assumptionFigures(one),
    benefits: one.benefits,
    against: one.against,
    risks: one.risks,
    weighed: one.alternatives.map(({ name, cost, isLeast, lost }) => ({
      label: name,
      value:
        cost === null ? 'not known' : formatBillAmount({ amount: cost, complete: isLeast !== true }, one.roi.currency),
      basis: lost ?? 'recommended',
    })),
    steps: one.steps,
    sources: one.sources.map(({ text, date }) => `${text} (${date ?? 'no date'})`),
    outcome: one.outcomes.at(-1)?.text ?? '',
  };
}

function roiFigures({ roi, gain, aim }: RecommendationView): readonly ReportFigure[] {
  const line = (
    label: string,
    key: 'currentCost' | 'projectedCost' | 'upgradeCost' | 'revenueImpact' | 'profitImpact' | 'workCost',
    basis: string,
  ): ReportFigure => {
    const value = roi[key];
    return {
      label,
      value: value === null ? 'not known' : boundWords(formatMoney(value, roi.currency), roi.bounds[key]),
      basis: value === null ? (roi.notes[key] ?? '') : basis,
    };
  };
  const costs = [
    line('Current cost', 'currentCost', 'a month, on today’s terms'),
    line('Recommended cost', 'upgradeCost', 'a month, the same work done'),
  ];
  if (aim === 'saving') {
    return [
      {
        label: 'Saving',
        value: gain === null ? 'not known' : formatMoney(gain.amount, roi.currency),
        basis:
          gain === null
            ? ''
            : `a month, between ${formatMoney(gain.low, roi.currency)} and ${formatMoney(gain.high, roi.currency)} in 8 of 10 cases`,
      },
      ...costs,
      line('Work', 'workCost', 'once'),
    ];
  }
  return [
    ...costs,
    line('Projected cost', 'projectedCost', 'a month, on today’s terms with the limit reached'),
    line('Revenue impact', 'revenueImpact', 'revenue saved from one outage'),
    line('Profit impact', 'profitImpact', 'revenue impact − what it costs more'),
    {
      label: 'ROI',
      value: roi.short === 'unknown' ? 'not known' : roi.short,
      basis: roi.roi === null ? (roi.notes['roi'] ?? '') : 'profit impact ÷ what it costs more',
    },
  ];
}

function assumptionFigures({ assumptions, roi, aim, roiInput }: RecommendationView): readonly ReportFigure[] {
  const { revenuePerDay, lostShare, hoursToRecover, hoursOfWork, hourlyRate } = assumptions;
  const outage = [
    {
      label: 'Revenue a day',
      value: revenuePerDay === null ? 'not told' : formatMoney(revenuePerDay, roi.currency),
      basis: revenuePerDay === null ? 'needed for the revenue impact' : 'yours',
    },
    { label: 'Lost while it fails', value: formatPercent(lostShare * 100), basis: '' },
    { label: 'Time to recover', value: `${hoursToRecover} hours`, basis: '' },
  ];
  return [
    ...(aim === 'risk' ? outage : []),
    {
      label: 'Hours of work',
      value: String(hoursOfWork ?? roiInput.hours),
      basis: hoursOfWork === null ? 'our estimate' : 'yours',
    },
    {
      label: 'An hour of it costs',
      value: hourlyRate === null ? 'not told' : formatMoney(hourlyRate, roi.currency),
      basis: hourlyRate === null ? '' : 'yours',
    },
  ];
}
