import { type ReactNode, useState } from 'react';
import { formatNumber } from '#shared/format/quantity';
import type { PriceRow } from '#shared/ipc/limits';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { type Column, DataTable } from '../../components/data-table';
import { SelectField } from '../../components/field';
import { SkeletonCard } from '../../components/skeleton';
import { useToast } from '../../components/toast';
import { useQueryChannel } from '../../data/use-query-channel';
import { providerWords } from '../shared/provider-words';
import { QueryView } from '../shared/query-view';
import { SourceDate } from '../shared/source-date';
import { useToldAction } from '../shared/use-told-action';
import { CorrectDialog } from './correct-dialog';
import { entryWords, plansOf, planWords } from './price-words';

/** The rows of one provider's plan, each with its source, to be corrected where they are wrong. */
export function PriceTable() {
  const providers = useQueryChannel('prices:providers', null);
  return (
    <QueryView query={providers} what="The price list" skeleton={<SkeletonCard height={240} />}>
      {(ids) => <ProviderPrices providers={ids} />}
    </QueryView>
  );
}

function ProviderPrices({ providers }: { readonly providers: readonly string[] }) {
  const connected = useQueryChannel('connections:list', null).data ?? [];
  const [wanted, setWanted] = useState<string | null>(null);
  const paid = connected.filter(({ planName }) => planName !== null);
  const provider = wanted ?? paid.find((one) => providers.includes(one.provider))?.provider ?? providers[0] ?? '';
  const prices = useQueryChannel('prices:list', { provider }, { enabled: provider !== '' });
  const choice = (
    <SelectField label="Provider" value={provider} onChange={(event) => setWanted(event.target.value)}>
      {providers.map((id) => (
        <option key={id} value={id}>
          {providerWords(id)}
        </option>
      ))}
    </SelectField>
  );
  return (
    <QueryView query={prices} what="The price list" skeleton={<SkeletonCard height={240} />}>
      {(rows) => (
        <Plans
          key={provider}
          rows={rows}
          ownPlan={paid.find((one) => one.provider === provider)?.planName ?? null}
          choice={choice}
        />
      )}
    </QueryView>
  );
}

interface PlansProps {
  readonly rows: readonly PriceRow[];
  /** Name of the plan that is paid for at this provider; null where it is not known. */
  readonly ownPlan: string | null;
  /** The choice of the provider, beside that of the plan. */
  readonly choice: ReactNode;
}

function Plans({ rows, ownPlan, choice }: PlansProps) {
  const plans = plansOf(rows);
  const [wanted, setWanted] = useState<string | null>(null);
  const [correcting, setCorrecting] = useState<PriceRow | null>(null);
  const plan =
    wanted !== null && plans.includes(wanted)
      ? wanted
      : (plans.find((id) => planWords(id).toLowerCase() === ownPlan?.toLowerCase()) ?? plans[0]);
  return (
    <Card className="price-card">
      <div className="price-head">
        {choice}
        <SelectField label="Plan" value={plan ?? ''} onChange={(event) => setWanted(event.target.value)}>
          {plans.map((id) => (
            <option key={id} value={id}>
              {planWords(id)}
            </option>
          ))}
        </SelectField>
        <span className="t-small t-3">
          Corrections are yours: they hold until you take them back, also against a newer list.
        </span>
      </div>
      <DataTable
        label="Prices of the plan"
        columns={columnsWith(setCorrecting)}
        rows={rows.filter((row) => row.plan === plan)}
        rowKey={(row) => row.id}
      />
      {correcting ? <CorrectDialog row={correcting} onClose={() => setCorrecting(null)} /> : null}
    </Card>
  );
}

function columnsWith(onCorrect: (row: PriceRow) => void): Column<PriceRow>[] {
  return [
    {
      id: 'entry',
      head: 'What',
      cell: (row) => <span className="t-label">{entryWords(row)}</span>,
      sortBy: entryWords,
    },
    {
      id: 'included',
      head: 'Included',
      align: 'end',
      cell: (row) =>
        row.included === null ? (
          <span className="t-3">–</span>
        ) : (
          <>
            {formatNumber(row.included)} <span className="price-unit t-small t-3">{row.unit}</span>
          </>
        ),
      sortBy: (row) => row.included ?? -1,
    },
    {
      id: 'price',
      head: 'Price, or beyond it',
      cell: (row) => <span className="price-unit price-text">{row.price || <span className="t-3">–</span>}</span>,
    },
    {
      id: 'source',
      head: 'From',
      cell: (row) => (
        <span className="t-small" title={row.source}>
          {row.corrected ? <span className="t-2">yours</span> : <SourceDate day={row.sourceDate} old={row.old} />}
        </span>
      ),
      sortBy: (row) => row.sourceDate ?? '',
    },
    { id: 'action', head: 'Yours', align: 'end', cell: (row) => <RowAction row={row} onCorrect={onCorrect} /> },
  ];
}

function RowAction({ row, onCorrect }: { readonly row: PriceRow; readonly onCorrect: (row: PriceRow) => void }) {
  const { run } = useToldAction('prices:correct');
  const toast = useToast();
  const takeBack = () =>
    run({ id: row.id, included: null, price: null }, () =>
      toast({ text: `${entryWords(row)}: the list's own figure` }),
    );
  return (
    <span className="row price-action">
      {row.corrected ? (
        <Button
          size="small"
          variant="ghost"
          aria-label={`Undo the correction of ${entryWords(row)}`}
          onClick={takeBack}
        >
          Undo
        </Button>
      ) : null}
      <Button size="small" variant="ghost" aria-label={`Correct ${entryWords(row)}`} onClick={() => onCorrect(row)}>
        Correct
      </Button>
    </span>
  );
}
