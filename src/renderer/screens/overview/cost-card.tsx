import { expectedTaxWords, formatBillAmount, formatBillProjection, taxWords } from '#shared/format/bill';
import { formatPrice, formatProjectedMoney } from '#shared/format/money';
import type { BillSummary } from '#shared/ipc/bill';
import { Card } from '../../components/card';
import { Meter } from '../../components/meter';

/** What a month costs over everything: so far, by the end with its interval, last month, the budget, each account. */
export function CostCard({ bill }: { readonly bill: BillSummary }) {
  const { currency, soFar, projected, lastMonth } = bill;
  return (
    <Card
      title="Cost over everything"
      aside={
        <span className="t-caption t-3" title="Each in its own billing period">
          {accountsWords(bill.accounts.length)}
        </span>
      }
    >
      <div className="row row-baseline">
        <span className="t-figure-l">{formatBillAmount(soFar, currency)}</span>
        <span className="t-small t-3">so far{taxWords(soFar, lastMonth, currency)}</span>
      </div>
      {projected === null ? null : (
        <p className="t-small t-2 cost-range">
          {formatBillProjection(projected, currency)} by the end{expectedTaxWords(soFar, lastMonth, currency)}
        </p>
      )}
      {lastMonth === null ? null : (
        <p className="t-caption t-3">
          {formatBillAmount(lastMonth, currency)} the month before{taxWords(lastMonth, soFar, currency)}
        </p>
      )}
      <BudgetBar bill={bill} />
      <ul className="cost-accounts t-small">
        {bill.accounts.map((account) => (
          <li key={`${account.connection} ${account.currency}`} className="row row-between">
            <span className="t-2">{account.title}</span>
            <span>{formatBillAmount(account.soFar, account.currency)}</span>
          </li>
        ))}
      </ul>
      {soFar.missing.map(({ what }) => (
        <p key={what} className="t-caption t-3 cost-reason">
          Missing: {what}
        </p>
      ))}
    </Card>
  );
}

function accountsWords(count: number): string {
  return count === 1 ? '1 account' : `${count} accounts`;
}

function BudgetBar({ bill }: { readonly bill: BillSummary }) {
  const { budget, currency } = bill;
  if (budget === null || budget.amount <= 0) {
    return null;
  }
  const { title, amount, spent, projected } = budget;
  const share = (part: number) => (part / amount) * 100;
  const end = projected === null ? null : formatProjectedMoney(projected, currency);
  return (
    <div className="cost-bar">
      <Meter
        percent={share(spent)}
        projected={projected === null ? null : share(projected)}
        tone="accent"
        label={`Budget for ${title}`}
        valueText={`${formatPrice(spent, currency)} of ${formatPrice(amount, currency)}${end === null ? '' : `, about ${end} by the end`}`}
      />
      <div className="row row-between t-caption t-3">
        <span>{budgetWords(budget)}</span>
        <span>
          <b>{formatPrice(amount, currency)}</b> for {title}
        </span>
      </div>
    </div>
  );
}

function budgetWords({ amount, spent, projected }: NonNullable<BillSummary['budget']>): string {
  if (spent > amount) {
    return 'passed';
  }
  return projected === null || projected <= amount ? 'within the budget' : 'will pass the budget';
}
