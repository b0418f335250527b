import { Link } from 'wouter';
import { formatPercent } from '#shared/format/percent';
import { formatNumber } from '#shared/format/quantity';
import type { RecordLineView } from '#shared/ipc/record';
import { MiniFan } from '../../charts/mini-fan';
import { Card } from '../../components/card';
import { type Column, DataTable } from '../../components/data-table';
import { NamedIcon } from '../../components/icon';
import { links } from '../shared/links';
import { RangeMeter } from './range-meter';
import { beatsWords, isFarUnder, PROMISED, shareKept } from './record-words';

interface RecordTableProps {
  readonly lines: readonly RecordLineView[];
  /** The series whose days are drawn below. */
  readonly chosen: number;
}

/** Each series' record: its last two weeks, how often the range held, how far off, and whether it was worth it. */
export function RecordTable({ lines, chosen }: RecordTableProps) {
  return (
    <Card aria-label="By series" className="record-table">
      <DataTable
        label="Forecasts against what came, by series"
        columns={columnsOf(lines, chosen)}
        rows={lines}
        rowKey={({ seriesId }) => seriesId}
      />
    </Card>
  );
}

function columnsOf(lines: readonly RecordLineView[], chosen: number): readonly Column<RecordLineView>[] {
  const isShared = (title: string) => lines.filter((line) => line.title === title).length > 1;
  return [
    {
      id: 'series',
      head: 'Series',
      sortBy: ({ title }) => title,
      cell: ({ seriesId, title, icon, connectionTitle }) => (
        <Link
          href={links.record(seriesId)}
          className="record-series"
          aria-current={seriesId === chosen ? 'true' : undefined}
        >
          <NamedIcon name={icon} />
          <span className="t-label t-cut" title={title}>
            {title}
          </span>
          {isShared(title) ? <span className="t-small t-3 t-cut">{connectionTitle}</span> : null}
        </Link>
      ),
    },
    { id: 'recent', head: 'Forecast and truth', cell: ({ recent }) => <MiniFan days={recent} /> },
    {
      id: 'inside',
      head: 'Inside its 80 % range',
      sortBy: (line) => shareKept(line) ?? -1,
      cell: (line) => <Kept share={shareKept(line)} />,
    },
    {
      id: 'held',
      head: 'Held',
      align: 'end',
      sortBy: ({ count }) => count,
      cell: ({ inside80, count }) => (
        <span className="t-2">
          {formatNumber(inside80)} of {formatNumber(count)}
        </span>
      ),
    },
    {
      id: 'error',
      head: 'Error',
      align: 'end',
      hint: 'Mean distance of what came from the middle of the forecast, as a share of the mean that came',
      sortBy: ({ error }) => error ?? -1,
      cell: ({ error }) => (error === null ? '–' : formatPercent(error * 100)),
    },
    {
      id: 'beats',
      head: 'Beats no change',
      align: 'end',
      hint: 'How much nearer the forecast came than “as the day before”',
      sortBy: ({ beatsNoChange }) => beatsNoChange ?? -2,
      cell: ({ beatsNoChange }) => <span className="t-2">{beatsWords(beatsNoChange)}</span>,
    },
  ];
}

function Kept({ share }: { readonly share: number | null }) {
  if (share === null) {
    return <span className="t-3">too few to judge</span>;
  }
  const under = isFarUnder(share);
  return (
    <span className="record-kept">
      <RangeMeter share={share} promised={PROMISED} tone={under ? 'warning' : 'calm'} />
      <span className={under ? 'record-under t-num' : 't-num'}>{formatPercent(share * 100)}</span>
    </span>
  );
}
