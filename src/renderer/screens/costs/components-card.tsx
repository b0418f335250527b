import { formatBillAmount } from '#shared/format/bill';
import { withPlainDates } from '#shared/format/date';
import { formatMoney } from '#shared/format/money';
import { formatNumber, quantityParts } from '#shared/format/quantity';
import type { CostsView } from '#shared/ipc/costs';
import { Card } from '../../components/card';
import { type Column, DataTable } from '../../components/data-table';
import { StatusIcon } from '../../components/status-icon';
import { SourceDate } from '../shared/source-date';

type Component = CostsView['components'][number];

/** Each priced part: how much, at which price, what it comes to, and by number where the price is from. */
export function ComponentsCard({ view }: { readonly view: CostsView }) {
  const { components, currency, unknown, soFar } = view;
  // What the provider's rows charge has a price of its own, which stands in no list.
  const sources = [...new Set(components.flatMap(({ source }) => (source === '' ? [] : [source])))];
  const columns: Column<Component>[] = [
    {
      id: 'title',
      head: 'What',
      cell: (part) => (
        <>
          <span className="t-label">{part.title}</span> <span className="t-small t-3">{part.region ?? ''}</span>
        </>
      ),
      sortBy: (part) => part.title,
      total: 'Billed or due',
    },
    {
      id: 'quantity',
      head: 'Used',
      align: 'end',
      cell: (part) => <Quantity part={part} />,
    },
    {
      id: 'billed',
      head: 'Charged for',
      hint: 'Beyond what the plan includes',
      align: 'end',
      cell: (part) => (isPlan(part) ? '' : formatNumber(part.billedQuantity)),
    },
    {
      id: 'price',
      head: 'Unit price',
      cell: (part) => (
        <span className="cost-unit">
          <span className="t-2">{part.price}</span> <span className="t-small t-3">{part.tier}</span>
        </span>
      ),
    },
    {
      id: 'amount',
      head: 'Amount',
      align: 'end',
      cell: (part) => <Amount part={part} currency={currency} />,
      sortBy: (part) => part.amount ?? Number.POSITIVE_INFINITY,
      total: formatBillAmount({ amount: soFar.atLeast, complete: unknown.length === 0 }, currency),
    },
    {
      id: 'source',
      head: 'Price from',
      cell: (part) =>
        part.source === '' ? (
          <span className="t-small t-3">the provider's row</span>
        ) : (
          <span className="t-small">
            <span className="cost-source-number t-3" title={withPlainDates(part.source)}>
              <span className="visually-hidden">source </span>
              {sources.indexOf(part.source) + 1}
            </span>
            <SourceDate day={part.sourceDate} old={part.sourceOld} />
          </span>
        ),
      sortBy: (part) => part.sourceDate ?? '',
    },
  ];
  return (
    <Card className="costs-table-card" title="What it is made of" padded={false}>
      {components.length === 0 ? (
        <p className="costs-nothing t-2">No part of this plan is priced yet.</p>
      ) : (
        <>
          <DataTable
            label="Parts of the costs"
            columns={columns}
            rows={components}
            rowKey={(part) => `${part.service} ${part.metric} ${part.region ?? ''} ${part.tier}`}
          />
          {sources.length === 0 ? null : (
            <ol className="cost-sources t-caption t-3" aria-label="Sources of the prices">
              {sources.map((source) => (
                <li key={source}>{withPlainDates(source)}</li>
              ))}
            </ol>
          )}
        </>
      )}
    </Card>
  );
}

function isPlan({ service }: Component): boolean {
  return service === 'PLAN';
}

function Quantity({ part }: { readonly part: Component }) {
  const [figure, unit] = quantityParts(part.quantity, part.unit);
  return isPlan(part) ? null : (
    <>
      {figure} <span className="cost-unit t-3">{unit}</span>
    </>
  );
}

function Amount({ part, currency }: { readonly part: Component; readonly currency: string }) {
  return part.amount === null ? (
    <span className="cost-state t-3" title={part.reason}>
      <StatusIcon tone="unknown" size={12} />
      unknown
      <span className="visually-hidden">: {part.reason}</span>
    </span>
  ) : (
    <span className="t-label" title={part.reason}>
      {formatMoney(part.amount, currency)}
    </span>
  );
}
