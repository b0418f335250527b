import { capitalized } from '#shared/format/capitalized';
import { formatMoney, formatSignedMoney } from '#shared/format/money';
import type { CostsView } from '#shared/ipc/costs';
import { Card } from '../../components/card';
import { datedWords, dayWords } from '../shared/day-words';

/** What the figures rest on, and how the estimate compares with the provider's own rows. */
export function GroundsCard({ view }: { readonly view: CostsView }) {
  const { assumptions, reconciliation, currency } = view;
  return (
    <>
      {reconciliation === null ? null : (
        <Card
          title="Estimate against bill"
          aside={<span className="t-small t-3">to {dayWords(reconciliation.through)}</span>}
        >
          <dl className="t-num">
            <Line label="Estimated here" amount={formatMoney(reconciliation.estimated, currency)} />
            {reconciliation.differences.map(({ cause, amount, explanation }) => (
              <Line
                key={`${cause} ${explanation}`}
                label={explanation}
                amount={formatSignedMoney(amount, currency)}
                quiet
              />
            ))}
            {reconciliation.unexplained === 0 ? null : (
              <Line label="Not explained" amount={formatSignedMoney(reconciliation.unexplained, currency)} quiet />
            )}
            <Line label="In the provider's rows" amount={formatMoney(reconciliation.billed, currency)} strong />
          </dl>
        </Card>
      )}
      <Card title="What these figures rest on">
        <ul className="cost-assumptions t-2">
          {assumptions.map((assumption) => (
            <li key={assumption}>{capitalized(assumption)}</li>
          ))}
          <li>The price list in use is of {datedWords(view.pricesAsOf)}; it can be corrected under Limits.</li>
        </ul>
      </Card>
    </>
  );
}

interface LineProps {
  readonly label: string;
  readonly amount: string;
  readonly quiet?: boolean;
  readonly strong?: boolean;
}

function Line({ label, amount, quiet = false, strong = false }: LineProps) {
  return (
    <div className={`cost-sum ${strong ? 'cost-sum-strong' : ''}`}>
      <dt className={quiet ? 't-small t-2' : undefined}>{quiet ? capitalized(label) : label}</dt>
      <dd>{amount}</dd>
    </div>
  );
}
