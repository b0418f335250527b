import type { Report, ReportFigure } from '#shared/domain/report';
import { formatBillAmount, formatBillProjection, isUnknownAmount, isUnknownProjection } from '../../format/bill';
import { enforcedClause } from '../at-limit';
import { namesOf } from '../names';
import { percentWords, whenShort } from '../standing';
import { isKnown } from '../verdict';
import { isWaiting } from './actions';
import { totals } from './costs';
import { figure } from './figure';
import type { ReportGround } from './ground';
import { pressingLimits } from './limits';
import { closestFigure, monthVerdict } from './month';

/** The verdict of the window, word for word; of a month that is over what it came to. */
export function verdictOf(ground: ReportGround): Report['verdict'] {
  if (ground.period.closed) {
    return monthVerdict(ground);
  }
  const { verdict } = ground.overview;
  const { tone, headline, sentence, badge } = verdict;
  return { tone, headline, sentence, urgency: badge };
}

/** One paragraph and three figures: the first limit, what the month costs, and what it comes to. */
export function shortOf(ground: ReportGround): Report['short'] {
  return ground.period.closed ? shortOfMonth(ground) : shortOfNow(ground);
}

function shortOfMonth(ground: ReportGround): Report['short'] {
  const { headline, sentence } = monthVerdict(ground);
  return {
    paragraph: [`${headline}.`, sentence].filter(Boolean).join(' '),
    figures: [closestFigure(ground), ...costFigures(ground)],
  };
}

function shortOfNow(ground: ReportGround): Report['short'] {
  const { bill, overview, recommendations, reader } = ground;
  const { headline, sentence } = overview.verdict;
  const first = recommendations.items.find((one) => isWaiting(one, reader.now));
  const costs = bill.accounts.length === 0 ? '' : costsWords(bill);
  const advice = first === undefined ? '' : `Next: ${first.title}${first.effect === '' ? '' : ` (${first.effect})`}.`;
  return {
    paragraph: [`${headline}.`, sentence, costs, advice].filter(Boolean).join(' '),
    figures: [firstLimit(ground), ...costFigures(ground)],
  };
}

function costsWords({ soFar, projected, currency }: ReportGround['bill']): string {
  if (isUnknownAmount(soFar)) {
    return 'What everything together costs is not known.';
  }
  const end =
    projected === null || isUnknownProjection(projected)
      ? ''
      : `, and comes to ${formatBillProjection(projected, currency)} by the end of the period`;
  return `Everything together costs ${formatBillAmount(soFar, currency)} so far${end}.`;
}

function firstLimit({ standings, overview, reader }: ReportGround): ReportFigure {
  const shown = pressingLimits(standings);
  const first = shown.find(({ key }) => key === overview.verdict.metricKey) ?? shown.find(isKnown);
  if (first === undefined) {
    return figure('summary.limit', 'The first limit', { value: null, unit: 'percent', text: 'not known' });
  }
  const name = namesOf(standings).get(first.key) ?? first.title;
  if (first.percent === null && first.enforcing !== null) {
    const text = enforcedClause(first, first.enforcing.since, reader);
    return figure('summary.limit', name, { value: null, unit: 'percent', text });
  }
  return figure(
    'summary.limit',
    name,
    { value: first.percent, unit: 'percent', text: `${percentWords(first)} of its limit` },
    { note: whenShort(first, reader) },
  );
}

function costFigures(ground: ReportGround): readonly ReportFigure[] {
  const { closed } = ground.period;
  const labels = closed ? ['It came to', 'The month before'] : ['Cost so far', 'By the end of the period'];
  const ids = ['summary.so-far', closed ? 'summary.last-month' : 'summary.projected'];
  const all = ground.bill.accounts.length === 0 ? [] : totals(ground);
  const told = [
    all.find(({ id }) => id === 'costs.so-far'),
    all.find(({ id }) => id === (closed ? 'costs.last-month' : 'costs.projected')),
  ];
  return told.map((one, at) => {
    const [id = '', label = ''] = [ids[at], labels[at]];
    return one === undefined
      ? figure(id, label, { value: null, unit: ground.bill.currency, text: 'not known' })
      : { ...one, id, label };
  });
}
