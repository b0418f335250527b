import { formatInstant } from '#shared/core/calendar/calendar';
import { stepOf } from '#shared/core/standing/order';
import type { ReportBlock, ReportRow, ReportSection } from '#shared/domain/report';
import type { ExpectedMoment, Standing } from '#shared/domain/standing';
import { formatDateTime } from '../../format/date';
import { formatProbability } from '../../format/percent';
import { counted } from '../../format/plural';
import { formatQuantity } from '../../format/quantity';
import { applies, namesOf } from '../names';
import type { Reader } from '../reader';
import { atLimitShort, isReached, percentWords, rangeWords, whenShort } from '../standing';
import { isKnown } from '../verdict';
import { headsOf } from './costs';
import { figure, words } from './figure';
import type { ReportGround } from './ground';
import { peakBlocks } from './month';

/** Limits that are told even where none presses. */
const LEAST = 5;

/** The limits that matter in the one order: all that press, and the next ones up to five. */
export function pressingLimits(standings: readonly Standing[]): readonly Standing[] {
  const all = standings.filter(applies);
  const last = all.findLastIndex((one) => stepOf(one) !== 'rest');
  const known = all.filter(isKnown).length;
  return all.slice(0, Math.max(last + 1, Math.min(LEAST, known)));
}

/** How the limits stand that matter, and the rest in a sentence. */
export function limitsSection(ground: ReportGround): ReportSection {
  const { standings, reader, period } = ground;
  if (period.closed) {
    return { id: 'limits', title: `Limits in ${period.title}`, blocks: peakBlocks(ground) };
  }
  const names = namesOf(standings);
  const shown = pressingLimits(standings);
  const rest = standings.filter(applies).slice(shown.length);
  const rows = shown.map((standing) => limitRow(standing, names.get(standing.key) ?? standing.title, reader));
  const blocks: ReportBlock[] = [
    rows.length === 0
      ? { kind: 'text', text: 'No limit is known.' }
      : { kind: 'table', title: '', heads: headsOf('Metric', rows), rows },
  ];
  const words = restWords(rest, names);
  return { id: 'limits', title: 'Limits', blocks: words === '' ? blocks : [...blocks, { kind: 'text', text: words }] };
}

function limitRow(standing: Standing, title: string, reader: Reader): ReportRow {
  const { key, used, unit, atLeast, limit, percent, probability, asOf } = standing;
  const id = (name: string) => `limits.${key}.${name}`;
  const atMost = atLeast ? { high: null } : {};
  const usedText = used === null ? 'not read' : `${atLeast ? 'at least ' : ''}${formatQuantity(used, unit)}`;
  const chance = probability === null || isReached(standing) ? null : probability.within30;
  return {
    title,
    cells: [
      figure(id('used'), 'Used', { value: used, unit, text: usedText }, atMost),
      figure(id('limit'), 'Limit', {
        value: limit,
        unit,
        text: limit === null ? 'not known' : formatQuantity(limit, unit),
      }),
      figure(id('percent'), 'Percent', { value: percent, unit: 'percent', text: percentWords(standing) || '–' }),
      whenFigure(standing, id('reached'), reader),
      figure(id('within-30'), 'In 30 days', {
        value: chance === null ? null : Number((chance * 100).toFixed(2)),
        unit: 'percent',
        text: chance === null ? '–' : formatProbability(chance),
      }),
      words(
        id('at-limit'),
        'At the limit',
        limit === null && standing.enforcing === null ? '' : atLimitShort(standing),
      ),
      figure(id('as-of'), 'Read', {
        value: asOf === null ? null : formatInstant(asOf),
        unit: 'date-time',
        text: asOf === null ? 'never' : formatDateTime(asOf, reader.zone),
      }),
    ],
  };
}

/** When it is reached, in the words of every other surface, and between which days. */
function whenFigure(standing: Standing, id: string, reader: Reader) {
  const { expected, reachedAt } = standing;
  const text = whenShort(standing, reader);
  if (isReached(standing)) {
    return figure(id, 'Reached', { value: moment(reachedAt), unit: 'date-time', text });
  }
  const range = expected?.q50 == null ? '' : rangeWords(expected, reader);
  const bounds: Partial<ExpectedMoment> = range === '' ? {} : (expected ?? {});
  return figure(
    id,
    'Reached',
    { value: moment(bounds.q50 ?? null), unit: 'date-time', text },
    { low: moment(bounds.q10 ?? null), high: moment(bounds.q90 ?? null), note: range },
  );
}

function moment(at: number | null): string | null {
  return at === null ? null : formatInstant(Math.round(at));
}

/** The limits that are not in the table, in a sentence. */
function restWords(rest: readonly Standing[], names: ReadonlyMap<string, string>): string {
  const known = rest.filter(isKnown);
  const fullest = [...known].sort((a, b) => (b.percent ?? 0) - (a.percent ?? 0))[0];
  const unread = rest.length - known.length;
  return [
    fullest === undefined
      ? ''
      : `${counted(known.length, 'more limit')} ${known.length === 1 ? 'does' : 'do'} not press: the fullest, ${names.get(fullest.key) ?? fullest.title}, is at ${percentWords(fullest)}.`,
    unread === 0 ? '' : `${counted(unread, 'limit')} could not be read: see what is missing.`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}
