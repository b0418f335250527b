import { z } from 'zod';
import { formatMoney } from '#shared/format/money';
import { counted } from '#shared/format/plural';
import type { CostsView } from '#shared/ipc/costs';
import { Card } from '../../components/card';
import { type Column, DataTable } from '../../components/data-table';
import { Segmented } from '../../components/segmented';
import { useStoredState } from '../../data/use-stored-state';
import { CostState } from './cost-state';

type Share = CostsView['byService'][number];

const VIEWS = ['service', 'project', 'region'] as const;
const HEADS = { service: 'Service', project: 'Project', region: 'Region' } as const;

/** The period's cost by service, project or region, invoice and consumption apart. */
export function ShareCard({ view }: { readonly view: CostsView }) {
  const [by, setBy] = useStoredState('costs.share', z.enum(VIEWS), 'service');
  const shares = { service: view.byService, project: view.byProject, region: view.byRegion }[by];
  return (
    <Card
      className="costs-table-card"
      title="This period"
      padded={false}
      aside={
        <Segmented
          label="Split"
          value={by}
          segments={VIEWS.map((value) => ({ value, label: `By ${value}` }))}
          onChange={setBy}
        />
      }
    >
      {shares.length === 0 ? (
        <p className="costs-nothing t-2">Nothing was used in this period so far.</p>
      ) : (
        <DataTable
          key={by}
          label={`Costs by ${by}`}
          columns={columns(HEADS[by], shares, view)}
          rows={shares}
          rowKey={(share) => share.key ?? ''}
        />
      )}
      {by === 'region' && view.byRegionNote !== '' ? (
        <p className="costs-note t-small t-3">{view.byRegionNote}</p>
      ) : null}
    </Card>
  );
}

type Amount = 'listAmount' | 'effectiveAmount' | 'amount';

function columns(head: string, shares: readonly Share[], { currency }: CostsView): Column<Share>[] {
  const isPartial = shares.some((share) => share.unknown > 0);
  const money = (amount: number, partial: boolean) =>
    partial ? `at least ${formatMoney(amount, currency)}` : formatMoney(amount, currency);
  const column = (id: Amount, title: string, hint: string, className?: string): Column<Share> => ({
    id,
    head: title,
    hint,
    align: 'end',
    cell: (share) => <span className={className}>{money(share[id], share.unknown > 0)}</span>,
    sortBy: (share) => share[id],
    total: money(
      shares.reduce((total, share) => total + share[id], 0),
      isPartial,
    ),
  });
  return [
    {
      id: 'title',
      head,
      cell: (share) => <ShareName share={share} />,
      sortBy: (share) => share.title,
      total: 'Total',
    },
    column('listAmount', 'At list price', 'ListCost (FOCUS): without included amounts and credit', 't-2'),
    column('effectiveAmount', 'Used', 'EffectiveCost (FOCUS): what the days so far have used of what is paid'),
    column('amount', 'Billed or due', 'BilledCost (FOCUS): what the invoice says', 't-strong'),
    { id: 'state', head: 'How sure', cell: (share) => <CostState state={share.state} />, total: '' },
  ];
}

function ShareName({ share }: { readonly share: Share }) {
  return (
    <>
      <span className="t-label">{share.title}</span>
      {share.unknown > 0 ? <span className="t-small t-3"> {counted(share.unknown, 'part')} unknown</span> : null}
    </>
  );
}
