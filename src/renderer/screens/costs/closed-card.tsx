import { Card } from '../../components/card';
import { DataTable } from '../../components/data-table';
import { useQueryChannel } from '../../data/use-query-channel';
import { cameWords, closedDays, saidWords, whyWords } from './closed-words';

/** Periods that are over: what was said of them on three days, what came, and why it differs. */
export function ClosedCard() {
  const { data: periods } = useQueryChannel('bill:closed', null);
  if (periods === undefined || periods.length === 0) {
    return null;
  }
  return (
    <Card className="costs-table-card" title="Closed periods" padded={false}>
      <DataTable
        label="What was said of closed periods, and what came"
        rows={periods}
        rowKey={({ connection, periodStart, currency }) => `${connection} ${periodStart} ${currency}`}
        columns={[
          {
            id: 'period',
            head: 'Period',
            cell: (period) => (
              <>
                <span className="t-label">{period.title}</span>{' '}
                <span className="t-small t-3">{closedDays(period)}</span>
              </>
            ),
            sortBy: ({ periodStart }) => periodStart,
          },
          { id: 'day7', head: 'Said on day 7', align: 'end', cell: (period) => saidWords(period, 7) },
          { id: 'day14', head: 'On day 14', align: 'end', cell: (period) => saidWords(period, 14) },
          { id: 'day21', head: 'On day 21', align: 'end', cell: (period) => saidWords(period, 21) },
          {
            id: 'came',
            head: 'Came',
            align: 'end',
            cell: (period) => <span className="t-strong">{cameWords(period)}</span>,
            sortBy: ({ came }) => came.amount,
          },
          { id: 'why', head: 'Why they differ', cell: (period) => <span className="t-2">{whyWords(period)}</span> },
        ]}
      />
    </Card>
  );
}
