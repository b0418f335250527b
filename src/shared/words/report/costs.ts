import type { ReportBlock, ReportFigure, ReportRow, ReportSection } from '#shared/domain/report';
import { expectedTaxWords, formatBillAmount, formatBillRange, taxNote, taxWords } from '../../format/bill';
import { withPlainDates } from '../../format/date';
import { formatSignedMoney } from '../../format/money';
import { oneLine } from '../../format/plain-text';
import { plainPlanName } from '../../format/plan-name';
import { formatQuantity } from '../../format/quantity';
import type { BillView } from '../../ipc/bill';
import { billed, figure, money, projection, words } from './figure';
import type { ReportGround } from './ground';

type Account = BillView['accounts'][number];

/** Lines of the bill that are told one by one. */
const MOST_LINES = 10;
const MOST_CHANGES = 5;
const HOLDS = 'holds in 8 of 10 cases';

/** What the month costs: the one total and its parts, what it comes to, what changed, and the month before. */
export function costsSection(ground: ReportGround): ReportSection {
  const { bill, period } = ground;
  const blocks: ReportBlock[] =
    bill.accounts.length === 0
      ? [{ kind: 'text', text: 'No account with costs was connected.' }]
      : [
          { kind: 'facts', title: 'Everything', figures: [...totals(ground), ...beside(ground)] },
          ...(bill.soFar.complete
            ? []
            : [{ kind: 'list' as const, title: 'Not in it', items: bill.soFar.missing.map(({ what }) => what) }]),
          ...costBars(ground),
          accountTable(ground),
          ...providerTable(ground),
          lineTable(ground),
          ...changeBlocks(ground),
          ...saidTable(ground),
        ];
  return { id: 'costs', title: period.closed ? `What ${period.title} cost` : 'What this month costs', blocks };
}

/** So far, expected, the month before, and what is not added. */
export function totals({ bill, period }: Pick<ReportGround, 'bill' | 'period'>): readonly ReportFigure[] {
  const { currency, soFar, projected, lastMonth, budgets, others } = bill;
  const parts = soFar.missing.length;
  const missing = soFar.complete
    ? ''
    : `${parts === 1 ? 'a part' : `${parts} parts`} of it ${parts === 1 ? 'is' : 'are'} not known`;
  const own = budgets.find(({ from, scope }) => from === 'own' && scope === 'everything');
  return [
    billed('costs.so-far', period.closed ? 'It came to' : 'So far', soFar, currency, {
      note: `${missing || 'billed cost of all accounts, each in its own period'}${taxWords(soFar, lastMonth, currency)}`,
    }),
    ...(period.closed
      ? []
      : [
          projection('costs.projected', 'By the end of the periods', projected, currency, {
            note: `${HOLDS}${expectedTaxWords(soFar, lastMonth, currency)}`,
          }),
        ]),
    ...(lastMonth === null
      ? []
      : [
          billed('costs.last-month', 'The month before', lastMonth, currency, {
            note: taxNote(lastMonth, soFar, currency),
          }),
        ]),
    ...(own === undefined
      ? []
      : [money('costs.budget', 'Budget', own.amount, currency, { note: 'your own, for everything' })]),
    ...others.map((other) =>
      billed(`costs.other.${other.currency}`, `In ${other.currency}`, other.soFar, other.currency, {
        note: 'not added',
      }),
    ),
  ];
}

/** What is left of what was paid ahead, and the next period where this one is nearly over. */
function beside({ bill, period }: ReportGround): readonly ReportFigure[] {
  return period.closed
    ? []
    : bill.accounts.flatMap(({ connection, title, currency, prepaid, next }) => [
        ...(prepaid === null
          ? []
          : [
              money(`costs.prepaid.${connection}`, `Left of what was paid ahead at ${title}`, prepaid.left, currency, {
                note: `${prepaid.complete ? '' : 'at most; '}${prepaid.lastsUntil === null ? 'lasts a year and more' : `lasts until about ${withPlainDates(prepaid.lastsUntil)}`}`,
              }),
            ]),
        ...(next === null
          ? []
          : [
              projection(`costs.next.${connection}.${currency}`, `The next period of ${title}`, next, currency, {
                note: `from ${withPlainDates(next.periodStart.slice(0, 10))}, ${HOLDS}`,
              }),
            ]),
      ]);
}

/** The accounts beside each other; of one there is nothing to compare. */
function costBars({ bill, period }: ReportGround): readonly ReportBlock[] {
  const { currency } = bill;
  const bars = bill.accounts
    .filter((account) => account.currency === currency && account.soFar.amount + (account.projected?.q50 ?? 0) > 0)
    .map(({ title, soFar, projected }) => {
      const ahead = period.closed || projected === null ? '' : `, ${formatBillRange(projected, currency)} by the end`;
      const text = `${formatBillAmount(soFar, currency)}${ahead}`;
      return { title, value: soFar.amount, expected: period.closed ? null : (projected?.q50 ?? null), text };
    })
    .sort((a, b) => (b.expected ?? b.value) - (a.expected ?? a.value));
  const alt = `Cost by account: ${bars.map(({ title, text }) => `${title} ${text}`).join('; ')}.`;
  return bars.length < 2
    ? []
    : [{ kind: 'bars', bars: { id: 'costs.bars', title: 'Cost by account', alt, unit: currency, bars } }];
}

function accountTable({ bill, costs, period, overview }: ReportGround): ReportBlock {
  const rows = bill.accounts.map((account): ReportRow => {
    const { connection, currency, soFar, chargedOn, plan, seats } = account;
    const id = (name: string) => `costs.account.${connection}.${currency}.${name}`;
    const source = overview.health.sources.find(({ connectionId }) => connectionId === connection);
    const seatWords = seats === null || seats === 1 ? '' : `, ${seats} seats`;
    return {
      title: account.title,
      cells: [
        words(id('provider'), 'Provider', source?.providerTitle ?? account.provider),
        words(id('plan'), 'Plan', plan === null ? '' : `${plainPlanName(plan)}${seatWords}`),
        billed(id('billed'), 'Billed', soFar, currency, {
          note: taxNote(soFar, bill.soFar, currency),
        }),
        ...(period.closed
          ? []
          : [
              effectiveFigure(id('effective'), account, costs),
              projection(id('projected'), 'By the end', account.projected, currency),
            ]),
        figure(id('charged'), 'Charged on', { value: chargedOn, unit: 'date', text: withPlainDates(chargedOn) }),
      ],
    };
  });
  return { kind: 'table', title: 'By account', heads: headsOf('Account', rows), rows };
}

/** What of it the days so far have used; where nothing is paid beforehand, all of it. */
function effectiveFigure(id: string, { connection, currency, lines, soFar }: Account, costs: ReportGround['costs']) {
  if (!lines.some(({ kind }) => kind === 'fee')) {
    return billed(id, 'Effective', soFar, currency);
  }
  const view = costs.find((one) => one.connectionId === connection && one.currency === currency);
  return money(id, 'Effective', view !== undefined && soFar.complete ? view.effective : null, currency);
}

/** Only where a provider has several accounts: else the accounts say it. */
function providerTable({ bill, overview }: ReportGround): readonly ReportBlock[] {
  const accounts = bill.accounts.filter(({ currency }) => currency === bill.currency);
  const providers = [...new Set(accounts.map(({ provider }) => provider))];
  if (providers.length === accounts.length || providers.length < 2) {
    return [];
  }
  const rows = providers.map((provider): ReportRow => {
    const own = accounts.filter((one) => one.provider === provider);
    const amount = own.reduce((sum, { soFar }) => sum + soFar.amount, 0);
    const complete = own.every(({ soFar }) => soFar.complete);
    return {
      title:
        overview.health.sources.find(({ connectionId }) => connectionId === own[0]?.connection)?.providerTitle ??
        provider,
      cells: [billed(`costs.provider.${provider}`, 'Billed', { amount, complete }, bill.currency)],
    };
  });
  return [{ kind: 'table', title: 'By provider', heads: headsOf('Provider', rows), rows }];
}

const BASES: Readonly<Record<string, string>> = {
  invoice: 'an invoice',
  billed: 'the provider’s own costs',
  told: 'the provider’s own figure',
  metered: 'the price list',
};

interface LineSum {
  readonly title: string;
  readonly unit: string;
  readonly currency: string;
  readonly basis: string;
  quantity: number;
  amount: number | null;
}

/** What it was for, over all accounts, the dearest first; regions and projects are added up. */
function lineTable({ bill: { accounts }, period }: ReportGround): ReportBlock {
  const sums = new Map<string, LineSum>();
  for (const { connection, currency, lines } of accounts) {
    for (const { title, unit, basis, quantity, amount } of lines) {
      const key = `${connection} ${title}`;
      const known = sums.get(key) ?? { title, unit, basis, currency, quantity: 0, amount: 0 };
      known.quantity += quantity;
      known.amount = amount === null || known.amount === null ? null : known.amount + amount;
      sums.set(key, known);
    }
  }
  const told = [...sums.entries()]
    .filter(([, { amount }]) => amount === null || Math.abs(amount) >= 0.005)
    .sort(([, a], [, b]) => (b.amount ?? 0) - (a.amount ?? 0));
  const rows = told.slice(0, MOST_LINES).map(([key, line]): ReportRow => {
    const quantity = line.unit === '' ? '' : formatQuantity(line.quantity, line.unit);
    return {
      title: line.title,
      cells: [
        quantity === ''
          ? words(`costs.line.${key}.quantity`, 'Quantity', '')
          : figure(`costs.line.${key}.quantity`, 'Quantity', { value: line.quantity, unit: line.unit, text: quantity }),
        money(`costs.line.${key}.amount`, 'Amount', line.amount, line.currency),
        words(`costs.line.${key}.basis`, 'Rests on', BASES[line.basis] ?? line.basis),
      ],
    };
  });
  const rest = told.slice(MOST_LINES);
  const left = rest.length === 0 ? '' : ` (${rest.length} smaller lines are left out)`;
  return rows.length === 0
    ? { kind: 'text', text: 'No line of it costs anything so far.' }
    : {
        kind: 'table',
        title: `What it ${period.closed ? 'was' : 'is'} for${left}`,
        heads: headsOf('Line', rows),
        rows,
      };
}

function changeBlocks({ change, period }: ReportGround): readonly ReportBlock[] {
  if (period.closed) {
    return [];
  }
  if (change === null) {
    return [{ kind: 'text', text: 'Nothing lately changed what is spent.' }];
  }
  const { currency, parts, headline, cause, notes } = change;
  const signed = (amount: number) => formatSignedMoney(amount, currency);
  const rows = parts.slice(0, MOST_CHANGES).map(
    (part, at): ReportRow => ({
      title: part.title,
      cells: [
        words(`costs.change.${at}.account`, 'Account', part.account),
        figure(`costs.change.${at}.due`, 'More to pay', { value: part.due, unit: currency, text: signed(part.due) }),
        figure(`costs.change.${at}.use`, 'More use', {
          value: part.charges,
          unit: currency,
          text: signed(part.charges),
        }),
        words(`costs.change.${at}.detail`, 'From and to', part.detail),
      ],
    }),
  );
  const facts = [headline, ...(cause === null ? [] : [`${cause.title}: ${cause.detail}`]), ...notes];
  return [
    { kind: 'list', title: 'What changed', items: facts.map(oneLine) },
    { kind: 'table', title: 'The change in parts', heads: headsOf('Part', rows), rows },
  ];
}

/** What was said of the period that is over, and what came. */
function saidTable({ closed }: ReportGround): readonly ReportBlock[] {
  const rows = closed.flatMap(({ connection, title, currency, periodStart, came, said }) =>
    said.length === 0
      ? []
      : [
          {
            title: `${title}, from ${withPlainDates(periodStart.slice(0, 10))}`,
            cells: [
              ...[7, 14, 21].map((day) => {
                const one = said.findLast((told) => told.day === day) ?? null;
                return projection(
                  `costs.said.${connection}.${periodStart}.${day}`,
                  `Said on day ${day}`,
                  one,
                  currency,
                );
              }),
              billed(`costs.said.${connection}.${periodStart}.came`, 'Came', came, currency, {
                note: taxNote(came, null, currency),
              }),
            ],
          },
        ],
  );
  return rows.length === 0
    ? []
    : [{ kind: 'table', title: 'What was said, and what came', heads: headsOf('Period', rows), rows }];
}

/** The heads of a table, from the labels of its cells. */
export function headsOf(first: string, rows: readonly ReportRow[]): readonly string[] {
  return [first, ...(rows[0]?.cells.map(({ label }) => label) ?? [])];
}
