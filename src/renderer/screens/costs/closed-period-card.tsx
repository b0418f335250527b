import { formatMoney, formatSignedMoney } from '#shared/format/money';
import type { ClosedPeriod } from '#shared/ipc/bill';
import { invoiceWords } from '#shared/words/invoice';
import { Card } from '../../components/card';
import { type Column, DataTable } from '../../components/data-table';
import { dayWords } from '../shared/day-words';
import { cameWords, closedDays } from './closed-words';

type Said = ClosedPeriod['said'][number];
type Reason = ClosedPeriod['why'][number];

/** One period that is over, with what was said of it on each of its days and what made the difference. */
export function ClosedPeriodCard({ period }: { readonly period: ClosedPeriod }) {
  const { title, currency, said, came, invoice, why } = period;
  return (
    <Card
      className="costs-table-card"
      title={`${title}, ${closedDays(period)}`}
      padded={false}
      aside={<span className="t-strong">{cameWords(period)}</span>}
    >
      {came.missing.length === 0 ? null : (
        <p className="closed-note t-2">Not in it: {came.missing.map(({ what }) => what).join('; ')}</p>
      )}
      {invoice === null ? null : <p className="closed-note t-2">{invoiceWords(invoice, currency)}</p>}
      {said.length === 0 ? (
        <p className="closed-note t-2">Nothing was said of it: Headroom did not run from its day 7 on.</p>
      ) : (
        <div className="closed-columns">
          <DataTable
            label={`What was said of ${title}, ${closedDays(period)}`}
            columns={saidColumns(came.amount, currency)}
            rows={said}
            rowKey={({ day }) => day}
          />
          {why.length === 0 ? (
            <p className="closed-note t-2">It came as it was said on day {said.at(-1)?.day}.</p>
          ) : (
            <DataTable
              label={`Why ${title}, ${closedDays(period)}, came otherwise`}
              columns={whyColumns(said.at(-1), why, currency)}
              rows={why}
              rowKey={(reason) => reason.title}
            />
          )}
        </div>
      )}
    </Card>
  );
}

function saidColumns(came: number, currency: string): readonly Column<Said>[] {
  const money = (amount: number) => formatMoney(amount, currency);
  return [
    {
      id: 'day',
      head: 'Said on',
      cell: ({ day, asOf }) => (
        <>
          Day {day} <span className="t-small t-3">{dayWords(asOf.slice(0, 10))}</span>
        </>
      ),
    },
    {
      id: 'expected',
      head: 'At the end',
      align: 'end',
      cell: ({ q50, complete }) => `${complete ? '' : 'at least '}${money(q50)}`,
    },
    {
      id: 'interval',
      head: '80 %',
      hint: '80 of 100 such ranges should hold what comes',
      align: 'end',
      cell: ({ q10, q90 }) => `${money(q10)} to ${money(q90)}`,
    },
    {
      id: 'off',
      head: 'Came less that',
      align: 'end',
      cell: ({ q50 }) => <span className="t-strong">{formatSignedMoney(came - q50, currency)}</span>,
    },
  ];
}

function whyColumns(last: Said | undefined, why: readonly Reason[], currency: string): readonly Column<Reason>[] {
  const money = (amount: number) => formatMoney(amount, currency);
  const sum = (amountOf: (reason: Reason) => number) => why.reduce((total, reason) => total + amountOf(reason), 0);
  return [
    {
      id: 'what',
      head: `Why it differs from day ${last?.day ?? 0}`,
      cell: ({ title }) => <span className="t-label">{title}</span>,
      total: 'Together',
    },
    { id: 'expected', head: 'Said', align: 'end', cell: ({ expected }) => money(expected), total: '' },
    { id: 'came', head: 'Came', align: 'end', cell: ({ came }) => money(came), total: '' },
    {
      id: 'difference',
      head: 'Difference',
      align: 'end',
      cell: ({ difference }) => formatSignedMoney(difference, currency),
      sortBy: ({ difference }) => difference,
      total: formatSignedMoney(
        sum(({ difference }) => difference),
        currency,
      ),
    },
  ];
}
