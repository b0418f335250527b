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

function columns(head: string, shares: readonly Share[], view: CostsView): Column<Share>[] {
  const { currency } = view;
  const sum = (of: (share: Share) => number) =>
    formatMoney(
      shares.reduce((total, one) => total + of(one), 0),
      currency,
    );
  const unknown = shares.reduce((count, share) => count + share.unknown, 0);
  const money = (amount: number, share: Pick<Share, 'unknown'>) =>
    share.unknown > 0 ? `at least ${formatMoney(amount, currency)}` : formatMoney(amount, currency);
  return [
    {
      id: 'title',
      head,
      cell: (share) => <ShareName share={share} />,
      sortBy: (share) => share.title,
      total: 'Total',
    },
    {
      id: 'list',
      head: 'At list price',
      hint: 'ListCost (FOCUS): without included amounts and credit',
      align: 'end',
      cell: (share) => <span className="t-2">{formatMoney(share.listAmount, currency)}</span>,
      sortBy: (share) => share.listAmount,
      total: sum((share) => share.listAmount),
    },
    {
      id: 'used',
      head: 'Used',
      hint: 'EffectiveCost (FOCUS): what the days so far have used of what is paid',
      align: 'end',
      cell: (share) => formatMoney(share.effectiveAmount, currency),
      sortBy: (share) => share.effectiveAmount,
      total: sum((share) => share.effectiveAmount),
    },
    {
      id: 'billed',
      head: 'Billed or due',
      hint: 'BilledCost (FOCUS): what the invoice says',
      align: 'end',
      cell: (share) => <span className="t-strong">{money(share.amount, share)}</span>,
      sortBy: (share) => share.amount,
      total: money(
        shares.reduce((total, one) => total + one.amount, 0),
        { unknown },
      ),
    },
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
