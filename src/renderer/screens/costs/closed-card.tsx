import { Link } from 'wouter';
import { Card } from '../../components/card';
import { DataTable } from '../../components/data-table';
import { useQueryChannel } from '../../data/use-query-channel';
import { links } from '../shared/links';
import { cameWords, closedDays, latestOfEach, saidWords, whyWords } from './closed-words';

/** The last period of each account that is over: what was said of it on three days, what came, and why it differs. */
export function ClosedCard() {
  const { data: periods } = useQueryChannel('bill:closed', null);
  if (periods === undefined || periods.length === 0) {
    return null;
  }
  return (
    <Card
      className="costs-table-card"
      title="The last closed periods"
      padded={false}
      aside={
        <Link href={links.closedPeriods()} className="t-small">
          All closed periods
        </Link>
      }
    >
      <DataTable
        label="What was said of closed periods, and what came"
        rows={latestOfEach(periods)}
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
