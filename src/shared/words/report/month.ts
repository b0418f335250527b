import { formatInstant } from '#shared/core/calendar/calendar';
import type { Report, ReportBlock, ReportFigure, ReportRow } from '#shared/domain/report';
import { formatBillAmount, isUnknownAmount } from '../../format/bill';
import { formatDate } from '../../format/date';
import { formatPercent } from '../../format/percent';
import { counted } from '../../format/plural';
import { formatQuantity } from '../../format/quantity';
import { headsOf } from './costs';
import { figure } from './figure';
import type { MonthPeak, ReportGround } from './ground';

/** Metrics of a month that are told one by one. */
const MOST_PEAKS = 10;

/** What a month that is over came to, in a sentence and its proof. */
export function monthVerdict({ bill, period, peaks, alerts }: ReportGround): Report['verdict'] {
  const [closest] = peaks;
  const raised = alerts.history.filter(({ kind }) => kind === 'firing').length;
  const percent = closest === undefined ? null : percentOf(closest);
  const cost =
    bill.accounts.length === 0 || isUnknownAmount(bill.soFar)
      ? 'no cost is known'
      : formatBillAmount(bill.soFar, bill.currency);
  const near =
    closest === undefined || percent === null
      ? 'Nothing was read of any limit in it.'
      : `${closest.name} came closest to its limit: ${peakWords(closest)}, ${formatPercent(percent)}.`;
  const months =
    raised === 0 ? 'No alert was raised.' : `${counted(raised, 'alert')} ${raised === 1 ? 'was' : 'were'} raised.`;
  return {
    tone: percent !== null && percent >= 100 ? 'critical' : 'clear',
    headline: `${period.title}: ${cost}`,
    sentence: `${near} ${months}`,
    urgency: '',
  };
}

/** The figure of the short form. */
export function closestFigure({ peaks }: Pick<ReportGround, 'peaks'>): ReportFigure {
  const [closest] = peaks;
  const percent = closest === undefined ? null : percentOf(closest);
  return figure(
    'summary.limit',
    closest?.name ?? 'The closest limit',
    {
      value: percent,
      unit: 'percent',
      text: percent === null ? 'not known' : `${formatPercent(percent)} of its limit`,
    },
    { note: closest?.at == null ? '' : `at most, on ${formatDate(closest.at, 'UTC')}` },
  );
}

/** The highest of each metric beside the limit that was in force. */
export function peakBlocks({ peaks, period }: ReportGround): readonly ReportBlock[] {
  const rows = peaks.slice(0, MOST_PEAKS).map(peakRow);
  const rest = peaks.length - rows.length;
  const past = `How each limit stood on a past day, and how likely it was to be reached, is not kept. These are the highest readings of ${period.title}.`;
  return [
    { kind: 'text', text: past },
    rows.length === 0
      ? { kind: 'text', text: 'Nothing was read of any limit in it.' }
      : { kind: 'table', title: '', heads: headsOf('Metric', rows), rows },
    ...(rest <= 0
      ? []
      : [{ kind: 'text' as const, text: `${counted(rest, 'more metric')} stayed farther from their limits.` }]),
  ];
}

function peakRow(peak: MonthPeak): ReportRow {
  const { key, name, unit, highest, at, limit, daysRead, days } = peak;
  const id = (part: string) => `limits.${key}.${part}`;
  const percent = percentOf(peak);
  return {
    title: name,
    cells: [
      figure(id('highest'), 'Highest', {
        value: highest,
        unit,
        text: highest === null ? 'not read' : formatQuantity(highest, unit),
      }),
      figure(id('limit'), 'Limit', {
        value: limit,
        unit,
        text: limit === null ? 'not known' : formatQuantity(limit, unit),
      }),
      figure(id('percent'), 'Percent', {
        value: percent,
        unit: 'percent',
        text: percent === null ? '–' : formatPercent(percent),
      }),
      figure(id('on'), 'On', {
        value: at === null ? null : formatInstant(at),
        unit: 'date-time',
        text: at === null ? '–' : formatDate(at, 'UTC'),
      }),
      figure(id('days-read'), 'Days read', { value: daysRead, unit: 'count', text: `${daysRead} of ${days}` }),
    ],
  };
}

function peakWords({ highest, limit, unit }: MonthPeak): string {
  return highest === null || limit === null ? '' : `${formatQuantity(highest, unit)} of ${formatQuantity(limit, unit)}`;
}

function percentOf({ highest, limit }: MonthPeak): number | null {
  return highest === null || limit === null || limit <= 0 ? null : (highest / limit) * 100;
}
