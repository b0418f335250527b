import { formatElapsed } from '#shared/format/duration';
import { formatNumber, formatQuantity } from '#shared/format/quantity';
import type { UsageChart } from '#shared/ipc/usage';
import { Card } from '../../components/card';
import { type Column, DataTable } from '../../components/data-table';

type Query = NonNullable<UsageChart['queries']>[number];

/** The statements that took the most time of the database, as its statistics count them. */
export function QueryTable({ queries }: { readonly queries: readonly Query[] }) {
  if (queries.length === 0) {
    return <p className="usage-note t-small t-3">The database has counted no statements of others yet.</p>;
  }
  const columns: Column<Query>[] = [
    {
      id: 'text',
      head: 'Statement',
      cell: (query) => <span className={query.text === null ? 't-3' : 'query-text'}>{nameOf(query)}</span>,
    },
    {
      id: 'calls',
      head: 'Calls',
      align: 'end',
      cell: (query) => formatNumber(query.calls),
      sortBy: (query) => query.calls,
    },
    {
      id: 'mean',
      head: 'Mean',
      align: 'end',
      cell: (query) => formatQuantity(query.meanMs, 'ms'),
      sortBy: (query) => query.meanMs,
    },
    {
      id: 'total',
      head: 'In all',
      align: 'end',
      cell: (query) => formatElapsed(query.totalMs),
      sortBy: (query) => query.totalMs,
    },
  ];
  const hidden = queries.every((query) => query.text === null);
  return (
    <Card className="usage-breakdown">
      <DataTable
        label="Statements by total time"
        columns={columns}
        rows={queries}
        rowKey={(query) => `${query.queryId}/${query.calls}/${query.totalMs}`}
      />
      {hidden ? (
        <p className="usage-breakdown-note t-caption t-3">
          Texts are not kept, since they may hold data. Connect the database again with “Show the texts of queries” set
          to yes to see them, their values taken out.
        </p>
      ) : null}
    </Card>
  );
}

function nameOf({ text, queryId }: Query): string {
  return text ?? (queryId === '' ? 'Hidden from this role' : `Query ${queryId}`);
}
