import { Link } from 'wouter';
import { formatBillAmount } from '#shared/format/bill';
import { formatDateTime } from '#shared/format/date';
import { formatMoney } from '#shared/format/money';
import { formatPercent } from '#shared/format/percent';
import { formatNumber } from '#shared/format/quantity';
import type { AiCostsView } from '#shared/ipc/costs';
import { Card } from '../../components/card';
import { type Column, DataTable } from '../../components/data-table';
import { Meter } from '../../components/meter';
import { useQueryChannel } from '../../data/use-query-channel';
import { links } from '../shared/links';
import { QueryView } from '../shared/query-view';
import { accountWords, monthEndWords, monthWords } from './ai-words';

type Model = AiCostsView['models'][number];

/** AI spend of the calendar month by model: tokens, share from cache, cost. */
export function AiCard() {
  const ai = useQueryChannel('costs:ai', null);
  return (
    <QueryView query={ai} what="The AI spend" skeleton={null}>
      {(view) => (view === null ? <NoAi /> : <ByModel view={view} />)}
    </QueryView>
  );
}

function NoAi() {
  return (
    <Card title="AI by model">
      <p className="t-2">
        No AI use was read this month. That of OpenAI, Anthropic and AI Gateway accounts shows here:{' '}
        <Link href={links.settings('connections')}>see which are connected</Link>.
      </p>
    </Card>
  );
}

function ByModel({ view }: { readonly view: AiCostsView }) {
  const { models, total, atLeast, currency, month, dataAsOf } = view;
  const missing = models.some(({ cost }) => cost === null);
  const columns: Column<Model>[] = [
    {
      id: 'model',
      head: 'Model',
      cell: (model) => (
        <>
          <span className="t-label">{model.model}</span>{' '}
          <span className="t-small t-3">{accountWords(model.provider)}</span>
        </>
      ),
      sortBy: (model) => model.model,
      total: 'Total',
    },
    {
      id: 'tokens',
      head: 'Tokens',
      align: 'end',
      cell: (model) => (
        <span title={`${formatNumber(model.inputTokens)} in, ${formatNumber(model.outputTokens)} out`}>
          {formatNumber(model.tokens)}
        </span>
      ),
      sortBy: (model) => model.tokens,
      total: formatNumber(models.reduce((sum, model) => sum + model.tokens, 0)),
    },
    {
      id: 'cache',
      head: 'From cache',
      hint: 'Share of the input that the provider read from its cache',
      align: 'end',
      cell: (model) => <CacheShare model={model} />,
      sortBy: (model) => model.cacheShare ?? -1,
      total: '',
    },
    {
      id: 'cost',
      head: 'Cost',
      align: 'end',
      cell: (model) =>
        model.cost === null ? (
          <span className="t-3" title="The provider tells its sum, not this model's part">
            unknown
          </span>
        ) : (
          <span className="t-strong">{formatMoney(model.cost, model.currency)}</span>
        ),
      sortBy: (model) => model.cost ?? -1,
      total: formatBillAmount({ amount: atLeast, complete: total !== null }, currency),
    },
    {
      id: 'share',
      head: 'Share',
      align: 'end',
      cell: (model) =>
        model.cost === null || !total || model.currency !== currency ? '–' : formatPercent((model.cost / total) * 100),
      total: missing ? '' : '100 %',
    },
  ];
  return (
    <Card
      className="costs-table-card"
      title="AI by model"
      padded={false}
      aside={
        <span className="t-small t-3">
          {monthWords(month)} (UTC)
          {dataAsOf === null ? '' : `, data to ${formatDateTime(dataAsOf)}`}
        </span>
      }
    >
      <DataTable
        label="AI spend by model"
        columns={columns}
        rows={models}
        rowKey={(model) => `${model.provider} ${model.model} ${model.currency}`}
      />
      {view.others.map((other) => (
        <p key={other.currency} className="costs-note t-small t-3">
          {formatMoney(other.total, other.currency)}, not added: it is charged in {other.currency}
        </p>
      ))}
      <p className="costs-note t-small t-2">{monthEndWords(view)}</p>
    </Card>
  );
}

function CacheShare({ model }: { readonly model: Model }) {
  if (model.cacheShare === null) {
    return (
      <span className="t-3" title="No input">
        –
      </span>
    );
  }
  const percent = model.cacheShare * 100;
  return (
    <span className="ai-cache">
      <span className="ai-cache-bar">
        <Meter percent={percent} label={`${model.model} from cache`} valueText={`${Math.round(percent)} percent`} />
      </span>
      {formatPercent(percent)}
    </span>
  );
}
