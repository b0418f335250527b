import { formatSignedMoney } from '#shared/format/money';
import { formatPercent } from '#shared/format/percent';
import type { CostChangeView } from '#shared/ipc/costs';
import { type Column, DataTable } from '../../components/data-table';

type Part = CostChangeView['parts'][number];

/** Every part of the change, folded away until someone asks: they add up to the whole. */
export function ChangeParts({ change }: { readonly change: CostChangeView }) {
  const { parts, currency, due, charges } = change;
  const hasCredit = parts.some((part) => part.due !== part.charges);
  return (
    <details className="change-parts">
      <summary className="t-small">
        All {parts.length} parts of {formatSignedMoney(due, currency)}
      </summary>
      <DataTable
        label="The change of the costs by part"
        columns={columnsOf(currency, { due, charges }, hasCredit)}
        rows={parts}
        rowKey={(part) => `${part.account} ${part.title}`}
      />
    </details>
  );
}

function columnsOf(currency: string, whole: Pick<Part, 'due' | 'charges'>, hasCredit: boolean): Column<Part>[] {
  const title: Column<Part> = {
    id: 'title',
    head: 'What',
    cell: ({ title: name, account }) => (
      <>
        <span className="t-label">{name}</span> <span className="t-small t-3">{account}</span>
      </>
    ),
    sortBy: (part) => part.title,
    total: 'Total',
  };
  const detail: Column<Part> = {
    id: 'detail',
    head: 'A day',
    cell: (part) => <span className="t-2">{part.detail}</span>,
  };
  const due = amountColumn('due', 'To pay', 'By the end of the period, after the included credit', currency, whole);
  const charges = amountColumn(
    'charges',
    'Before credit',
    'What the use costs before the included credit pays',
    currency,
    whole,
  );
  const share: Column<Part> = {
    id: 'share',
    head: 'Share',
    align: 'end',
    cell: (part) => (part.share === null ? '–' : formatPercent(part.share * 100)),
    total: '',
  };
  return [title, detail, due, ...(hasCredit ? [charges] : []), share];
}

function amountColumn(
  id: 'due' | 'charges',
  head: string,
  hint: string,
  currency: string,
  whole: Pick<Part, 'due' | 'charges'>,
): Column<Part> {
  const words = (part: Pick<Part, 'due' | 'charges'>) => formatSignedMoney(part[id], currency);
  return {
    id,
    head,
    hint,
    align: 'end',
    cell: (part) => <span className={id === 'due' ? 't-strong' : undefined}>{words(part)}</span>,
    sortBy: (part) => part[id],
    total: words(whole),
  };
}
