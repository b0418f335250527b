import { Link } from 'wouter';
import { formatBillAmount, formatBillRange, taxWords } from '#shared/format/bill';
import type { BillView } from '#shared/ipc/bill';
import { besideTotal } from '#shared/words/bill-total';
import { providerSaysWords } from '#shared/words/provider-says';
import { Card } from '../../components/card';
import { DataTable } from '../../components/data-table';
import { useQueryChannel } from '../../data/use-query-channel';
import { dayWords } from '../shared/day-words';
import { links } from '../shared/links';
import { BudgetField } from './budget-field';
import { prepaidWords } from './closed-words';

/** The one total over everything, what it leaves out, and each account with what its provider says. */
export function TotalCard() {
  const { data: bill } = useQueryChannel('bill:get', { month: null });
  return bill === undefined || bill.accounts.length === 0 ? null : <Total bill={bill} />;
}

function Total({ bill }: { readonly bill: BillView }) {
  const { currency, soFar, lastMonth } = bill;
  const budget = bill.budgets.find(({ from, scope }) => from === 'own' && scope === 'everything') ?? null;
  return (
    <Card
      title="Cost over everything"
      className="costs-total"
      aside={
        <Link href={links.closedPeriods()} className="t-small">
          Closed periods
        </Link>
      }
    >
      <p className="t-title-l">
        {formatBillAmount(soFar, currency)} so far{taxWords(soFar, lastMonth, currency)}
      </p>
      <p className="t-2">{besideTotal(bill).join('; ')}</p>
      <p className="t-small t-2">
        <BudgetField view={{ connectionId: '', currency, budget }} meaning="Budget for everything: " />
      </p>
      {soFar.missing.map(({ what }) => (
        <p key={what} className="t-small t-3">
          Missing: {what}
        </p>
      ))}
      {bill.others.map((other) => (
        <p key={other.currency} className="t-small t-3">
          {formatBillAmount(other.soFar, other.currency)}, not added: it is counted in {other.currency}
        </p>
      ))}
      <DataTable
        label="Accounts"
        rows={bill.accounts}
        rowKey={(account) => `${account.connection} ${account.currency}`}
        columns={[
          { id: 'title', head: 'Account', cell: ({ title }) => title, sortBy: ({ title }) => title },
          { id: 'plan', head: 'Plan', cell: planWords, sortBy: planWords },
          {
            id: 'soFar',
            head: 'So far',
            align: 'end',
            cell: (account) => formatBillAmount(account.soFar, account.currency),
            sortBy: (account) => account.soFar.amount,
          },
          {
            id: 'projected',
            head: 'By the end',
            align: 'end',
            cell: (account) =>
              account.projected === null ? '–' : formatBillRange(account.projected, account.currency),
            sortBy: (account) => account.projected?.q50 ?? -1,
          },
          {
            id: 'chargedOn',
            head: 'Charged on',
            cell: ({ chargedOn }) => dayWords(chargedOn),
            sortBy: ({ chargedOn }) => chargedOn,
          },
          {
            id: 'says',
            head: 'The provider says',
            cell: (account) => <span className="cell-words">{saysWords(account)}</span>,
            sortBy: saysWords,
          },
          { id: 'prepaid', head: 'Paid ahead', cell: (account) => <Prepaid account={account} /> },
        ]}
      />
    </Card>
  );
}

type Account = BillView['accounts'][number];

function planWords({ plan, seats, soFar }: Account): string {
  if (plan === null) {
    return soFar.missing.some(({ code }) => code === 'plan-not-chosen') ? 'not chosen' : '–';
  }
  return seats === null || seats === 1 ? plan : `${plan}, ${seats} seats`;
}

/** What is left of a balance that was typed; where the provider tells its own there is none to type. */
function Prepaid({ account }: { readonly account: Account }) {
  const { connection, currency, prepaid, providerSays } = account;
  if (providerSays?.what === 'balance left') {
    const until = prepaid === null ? '' : `${prepaidWords(prepaid).replace(/:$/, '')}, `;
    return <span className="t-3 cell-words">{until}told by the provider</span>;
  }
  const budget = prepaid === null ? null : { amount: Math.max(0, Math.round(prepaid.left * 100) / 100) };
  const meaning = prepaid === null ? '' : `${prepaidWords(prepaid)} `;
  return <BudgetField what="balance" view={{ connectionId: connection, currency, budget }} meaning={meaning} />;
}

function saysWords({ providerSays, currency }: Account): string {
  return providerSaysWords(providerSays, currency);
}
