import { DAY } from '#shared/domain/instant';
import { REPORT_FORMAT, type Report, type ReportChart, type ReportFigure } from '#shared/domain/report';
import { NOW } from '../store/bench-file';

const SERIES = 30;
const DAYS = 90;
const AHEAD = 30;

/** A report of 30 series with 90 days of each behind it and 30 ahead, in every kind of block. */
export function largeReport(): Report {
  const names = Array.from({ length: SERIES }, (_, at) => `Metric ${at + 1} of the project`);
  return {
    format: REPORT_FORMAT,
    language: 'en',
    title: 'Infrastructure limits and costs',
    account: 'bench',
    sample: false,
    madeAt: NOW,
    madeAtText: '18 Nov 2026, 10:46 UTC',
    period: { month: '2026-11', title: 'November 2026', closed: false },
    verdict: {
      tone: 'warning',
      headline: 'Metric 1 reaches its limit in about 5 days',
      sentence: 'Soon.',
      urgency: '',
    },
    short: { paragraph: 'Soon.', figures: [figure('a', 1), figure('b', 2), figure('c', 3)] },
    sections: [
      {
        id: 'limits',
        title: 'Limits',
        blocks: [
          {
            kind: 'table',
            title: '',
            heads: ['Metric', 'Used', 'Limit', 'Percent', 'Reached'],
            rows: names.map((title, row) => ({
              title,
              cells: ['used', 'limit', 'percent', 'reached'].map((id, at) => figure(`${row}.${id}`, row * 17.5 + at)),
            })),
          },
        ],
      },
      { id: 'charts', title: 'Charts', blocks: [{ kind: 'charts', charts: names.map(chart) }] },
      {
        id: 'recommendations',
        title: 'Recommendations',
        blocks: names.slice(0, 8).map((title, at) => ({
          kind: 'item' as const,
          title,
          meta: 'High',
          blocks: [
            {
              kind: 'facts' as const,
              title: 'What comes out',
              figures: [1, 2, 3, 4].map((one) => figure(`${at}.${one}`, one)),
            },
            { kind: 'list' as const, title: 'Benefits', items: ['It goes on.', 'It costs less than a stop.'] },
          ],
        })),
      },
    ],
  };
}

function figure(id: string, value: number): ReportFigure {
  const none = { low: null, high: null, link: null };
  return {
    id,
    label: `Figure ${id}`,
    value,
    unit: 'MB',
    text: `${value} MB`,
    note: 'as the provider told it',
    ...none,
  };
}

function chart(title: string, at: number): ReportChart {
  const level = (day: number) => 20 + at + day * 0.2 + 3 * Math.sin(day * 0.9);
  const start = NOW - DAYS * DAY;
  return {
    id: `chart.${at}`,
    title,
    alt: `${title}: about ${Math.round(level(DAYS))} MB now.`,
    unit: 'MB',
    now: NOW,
    points: Array.from({ length: DAYS }, (_, day) => ({ t: start + day * DAY, value: level(day) })),
    path: Array.from({ length: AHEAD }, (_, day) => {
      const q50 = level(DAYS + day);
      return {
        t: NOW + day * DAY,
        q10: q50 - day / 4,
        q25: q50 - day / 8,
        q50,
        q75: q50 + day / 8,
        q90: q50 + day / 4,
      };
    }),
    limit: 60 + at,
    reach: null,
  };
}
