import type { ReportBlock, ReportFigure, ReportRow, ReportSection } from '#shared/domain/report';
import { formatMoney } from '../../format/money';
import { formatPercent } from '../../format/percent';
import { formatNumber } from '../../format/quantity';
import type { RecommendationView } from '../../ipc/recommendations';
import { ASSUMPTION_WORDS } from '../assumptions';
import { boundWords } from '../roi';
import { isWaiting } from './actions';
import { headsOf } from './costs';
import { billed, figure, money, words } from './figure';
import type { ReportGround } from './ground';

/** Each recommendation with what it rests on, and what past ones did. */
export function adviceSection({ recommendations, reader, period }: ReportGround): ReportSection {
  const { items } = recommendations;
  const shown = period.closed ? items : items.filter((one) => isWaiting(one, reader.now));
  const none = period.closed ? `None was made in ${period.title}.` : 'None is open.';
  return {
    id: 'recommendations',
    title: 'Recommendations',
    blocks: [
      ...(shown.length === 0 ? [{ kind: 'text' as const, text: none }] : shown.map(adviceItem)),
      ...pastBlocks(recommendations),
    ],
  };
}

function adviceItem(one: RecommendationView): ReportBlock {
  const id = `recommendations.${one.id}`;
  return {
    kind: 'item',
    title: one.title,
    meta: `${PRIORITIES[one.priority]} priority · ${STATUSES[one.status]} · ${one.account}`,
    blocks: [
      { kind: 'text', text: one.headline },
      { kind: 'text', text: one.priorityReason },
      // What is about no money, such as a key to renew, has no return to work out.
      ...(isMoney(one)
        ? [
            { kind: 'facts' as const, title: 'What comes of it', figures: roiFigures(one, `${id}.roi`) },
            { kind: 'facts' as const, title: 'Assumptions', figures: assumptionFigures(one, `${id}.assumption`) },
          ]
        : []),
      ...weighed(one, `${id}.weighed`),
      ...lists([
        ['Benefits', one.benefits],
        ['What speaks against it', one.against],
        ['Risks of waiting', one.risks],
        ['How to do it', one.steps],
        ['Sources', one.sources.map(({ text, date }) => `${text} (${date ?? 'no date'})`)],
      ]),
    ],
  };
}

function isMoney({ roi, change }: RecommendationView): boolean {
  return change !== 'source' || roi.currentCost !== null || roi.upgradeCost !== null;
}

const PRIORITIES: Readonly<Record<RecommendationView['priority'], string>> = {
  LOW: 'Low',
  MEDIUM: 'Medium',
  HIGH: 'High',
  CRITICAL: 'Critical',
};

const STATUSES: Readonly<Record<RecommendationView['status'], string>> = {
  PENDING: 'to be decided',
  REVIEWED: 'reviewed',
  APPROVED: 'approved',
  IMPLEMENTED: 'done',
  DISMISSED: 'dismissed',
  EXPIRED: 'no longer needed',
};

function lists(all: readonly (readonly [string, readonly string[]])[]): readonly ReportBlock[] {
  return all.flatMap(([title, items]) => (items.length === 0 ? [] : [{ kind: 'list' as const, title, items }]));
}

type RoiLine = 'currentCost' | 'projectedCost' | 'upgradeCost' | 'revenueImpact' | 'profitImpact' | 'workCost';

function roiFigures({ roi, gain, aim }: RecommendationView, id: string): readonly ReportFigure[] {
  const { currency } = roi;
  const line = (label: string, key: RoiLine, note: string) => {
    const value = roi[key];
    const text = value === null ? 'not known' : boundWords(formatMoney(value, currency), roi.bounds[key]);
    return figure(
      `${id}.${key}`,
      label,
      { value, unit: currency, text },
      { note: value === null ? (roi.notes[key] ?? '') : note },
    );
  };
  const costs = [
    line('Current cost', 'currentCost', 'a month, on today’s terms'),
    line('Recommended cost', 'upgradeCost', 'a month, the same work done'),
  ];
  if (aim === 'saving') {
    const range =
      gain === null
        ? ''
        : `a month, between ${formatMoney(gain.low, currency)} and ${formatMoney(gain.high, currency)} in 8 of 10 cases`;
    return [
      money(`${id}.gain`, 'Saving', gain?.amount ?? null, currency, {
        low: gain?.low ?? null,
        high: gain?.high ?? null,
        note: range,
      }),
      ...costs,
      line('Work', 'workCost', 'once'),
    ];
  }
  return [
    ...costs,
    line('Projected cost', 'projectedCost', 'a month, on today’s terms with the limit reached'),
    line('Revenue impact', 'revenueImpact', 'revenue saved from one outage'),
    line('Profit impact', 'profitImpact', 'revenue impact − what it costs more'),
    figure(
      `${id}.roi`,
      'ROI',
      { value: roi.roi, unit: 'percent', text: roi.short === 'unknown' ? 'not known' : roi.short },
      { note: roi.roi === null ? (roi.notes['roi'] ?? '') : 'profit impact ÷ what it costs more' },
    ),
  ];
}

function assumptionFigures(
  { assumptions, roi, aim, roiInput }: RecommendationView,
  id: string,
): readonly ReportFigure[] {
  const { revenuePerDay, lostShare, hoursToRecover, hoursOfWork, hourlyRate } = assumptions;
  const label = (name: keyof typeof ASSUMPTION_WORDS) => ASSUMPTION_WORDS[name].label;
  const told = (name: 'revenuePerDay' | 'hourlyRate', amount: number | null, without: string) =>
    amount === null
      ? figure(`${id}.${name}`, label(name), { value: null, unit: roi.currency, text: 'not told' }, { note: without })
      : money(`${id}.${name}`, label(name), amount, roi.currency, { note: 'yours' });
  const hours = hoursOfWork ?? roiInput.hours;
  return [
    ...(aim === 'risk'
      ? [
          told('revenuePerDay', revenuePerDay, 'needed for the revenue impact'),
          figure(`${id}.lostShare`, label('lostShare'), {
            value: lostShare * 100,
            unit: 'percent',
            text: formatPercent(lostShare * 100),
          }),
          figure(`${id}.hoursToRecover`, label('hoursToRecover'), {
            value: hoursToRecover,
            unit: 'hours',
            text: `${formatNumber(hoursToRecover)} hours`,
          }),
        ]
      : []),
    figure(
      `${id}.hoursOfWork`,
      label('hoursOfWork'),
      { value: hours, unit: 'hours', text: `${formatNumber(hours)} hours` },
      { note: hoursOfWork === null ? 'our estimate' : 'yours' },
    ),
    told('hourlyRate', hourlyRate, ''),
  ];
}

/** Every way that was weighed, with its bill a month and why it lost. */
function weighed({ alternatives, roi }: RecommendationView, id: string): readonly ReportBlock[] {
  if (alternatives.length < 2) {
    return [];
  }
  const figures = alternatives.map(({ id: name, name: title, cost, isLeast, lost }) =>
    cost === null
      ? money(`${id}.${name}`, title, cost, roi.currency, { note: lost ?? 'recommended' })
      : billed(`${id}.${name}`, title, { amount: cost, complete: isLeast !== true }, roi.currency, {
          note: lost ?? 'recommended',
        }),
  );
  return [{ kind: 'facts', title: 'What was weighed, a month', figures }];
}

/** What changes that were made did, beside what was promised. */
function pastBlocks({ items, record }: ReportGround['recommendations']): readonly ReportBlock[] {
  const done = items.filter(({ outcomes }) => outcomes.length > 0);
  const rows = done.flatMap((one): ReportRow[] => {
    const last = one.outcomes.at(-1);
    if (last === undefined) {
      return [];
    }
    const id = (name: string) => `recommendations.${one.id}.outcome.${name}`;
    return [
      {
        title: one.title,
        cells: [
          money(id('promised'), 'Promised a month', last.promised, last.currency),
          money(id('saved'), 'Saved a month', last.saved?.middle ?? null, last.currency, {
            low: last.saved?.low ?? null,
            high: last.saved?.high ?? null,
          }),
          words(id('words'), 'What came of it', last.text),
        ],
      },
    ];
  });
  const [all] = record;
  const said = all === undefined ? 'No change that was recommended has been measured yet.' : all.text;
  return rows.length === 0
    ? [{ kind: 'text', text: said }]
    : [{ kind: 'item', title: 'What past ones did', meta: said, blocks: tableOf(rows) }];
}

function tableOf(rows: readonly ReportRow[]): readonly ReportBlock[] {
  return rows.length === 0 ? [] : [{ kind: 'table', title: '', heads: headsOf('Change', rows), rows }];
}
