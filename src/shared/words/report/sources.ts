import { formatInstant } from '#shared/core/calendar/calendar';
import type { ReportFigure, ReportRow, ReportSection } from '#shared/domain/report';
import { formatDateTime, withPlainDates } from '../../format/date';
import type { CollectionHealth } from '../../ipc/collection';
import { headsOf } from './costs';
import { figure, words } from './figure';
import type { ReportGround } from './ground';

type Source = CollectionHealth['sources'][number];

/** Where the figures come from, and how old each source's newest answer is. */
export function sourcesSection({ overview, pricesAsOf, reader }: ReportGround): ReportSection {
  const { sources } = overview.health;
  const rows = sources.map((source): ReportRow => {
    const { connectionId, providerTitle, state, lastGoodAt, capabilities, history } = source;
    const id = (name: string) => `sources.${connectionId}.${name}`;
    const moment = (at: number | null, none: string) => ({
      value: at === null ? null : formatInstant(at),
      unit: 'date-time',
      text: at === null ? none : formatDateTime(at, reader.zone),
    });
    return {
      title: source.title,
      cells: [
        words(id('provider'), 'Provider', providerTitle),
        words(id('state'), 'State', STATES[state]),
        answeredFigure(id('answered'), capabilities),
        figure(id('read'), 'Last read', moment(lastGoodAt, 'never')),
        figure(id('since'), 'History from', moment(history?.reached ?? null, 'as far as it tells')),
      ],
    };
  });
  const prices = figure(
    'sources.prices',
    'Price list',
    { value: pricesAsOf, unit: 'date', text: withPlainDates(pricesAsOf) },
    { note: 'each price and limit with its own source and date' },
  );
  return {
    id: 'sources',
    title: 'Sources and their dates',
    blocks: [
      rows.length === 0
        ? { kind: 'text', text: 'No account is connected.' }
        : { kind: 'table', title: '', heads: headsOf('Source', rows), rows },
      { kind: 'facts', title: '', figures: [prices] },
    ],
  };
}

/** How many of the questions were answered: `18 of 19`. */
function answeredFigure(id: string, capabilities: Source['capabilities']): ReportFigure {
  const answered = capabilities.filter(({ outcome }) => outcome === 'ok').length;
  return figure(id, 'Questions answered', {
    value: answered,
    unit: 'count',
    text: `${answered} of ${capabilities.length}`,
  });
}

const STATES: Readonly<Record<Source['state'], string>> = {
  ok: 'read',
  partial: 'answered in part',
  failed: 'not read',
  never: 'not asked yet',
};
