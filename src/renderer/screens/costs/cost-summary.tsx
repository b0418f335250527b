import { formatMoney, formatPrice } from '#shared/format/money';
import type { CostsView } from '#shared/ipc/costs';
import { Card } from '../../components/card';
import { Meter } from '../../components/meter';
import { StatRow } from '../../components/stat';
import { StatusIcon } from '../../components/status-icon';
import { BudgetField } from './budget-field';
import {
  budgetRest,
  creditRest,
  intervalWords,
  knownMoney,
  lastDay,
  passedDays,
  projectedWords,
  runOutSentences,
  spendMeter,
  stateWords,
} from './cost-words';

/** The sentence that answers the screen's question, the meter that proves it, and the four figures behind. */
export function CostSummary({ view }: { readonly view: CostsView }) {
  const { soFar, currency } = view;
  const budget = budgetRest(view);
  const credit = creditRest(view);
  return (
    <Card className="cost-summary" aria-label="Costs of this period">
      <div className="cost-verdict">
        <div className="cost-sentence">
          <h2 className="t-title-l row row-top">
            <BudgetShape verdict={view.budget?.verdict} />
            {view.headline}
          </h2>
          <p className="t-2">{[...runOutSentences(view), stateWords(view.state, view.pricesAsOf)].join(' ')}</p>
        </div>
        <SpendMeter view={view} />
      </div>
      <StatRow
        stats={[
          {
            caption: 'Billed or due so far',
            figure: (
              <span title="BilledCost (FOCUS): the fee and what is charged beyond allowances and credit">
                {knownMoney(soFar.total, soFar.atLeast, currency)}
              </span>
            ),
            meaning: (
              <span title="EffectiveCost (FOCUS): the part of it that the days so far have used">
                {passedDays(view)}, {formatMoney(view.effective, currency)} of it used
              </span>
            ),
          },
          { caption: `Projected, ${lastDay(view)}`, figure: projectedWords(view), meaning: intervalWords(view) },
          {
            caption: 'Left of the budget',
            figure: budget.figure,
            meaning: <BudgetField view={view} meaning={budget.meaning} />,
            tone: view.budget?.verdict === 'passed' ? 'critical' : 'plain',
          },
          { caption: 'Included credit left', figure: credit.figure, meaning: credit.meaning },
        ]}
      />
    </Card>
  );
}

function BudgetShape({ verdict }: { readonly verdict: NonNullable<CostsView['budget']>['verdict'] | undefined }) {
  if (verdict === 'passed') {
    return <StatusIcon tone="critical" size={20} />;
  }
  return verdict === 'will-pass' ? <StatusIcon tone="warning" size={20} /> : null;
}

function SpendMeter({ view }: { readonly view: CostsView }) {
  const { soFar, budget, currency } = view;
  const meter = spendMeter(view);
  if (meter === null) {
    return null;
  }
  const now = knownMoney(soFar.total, soFar.atLeast, currency);
  const end = view.projected === null ? '' : `${projectedWords(view)} by ${lastDay(view)}`;
  const of = budget === null ? '' : `, budget ${formatPrice(budget.amount, currency)}`;
  return (
    <div className="cost-meter">
      <Meter
        large
        percent={meter.percent}
        projected={meter.projected}
        tone={meterTone(budget?.verdict)}
        label={budget === null ? 'Costs against their projection' : 'Costs against the budget'}
        valueText={`${now} so far${end === '' ? '' : `, projected ${end}`}${of}`}
      />
      <div className="row row-between t-caption t-3 t-num">
        <span>
          <b>{now}</b> so far
        </span>
        {end === '' ? null : (
          <span>
            <b>{projectedWords(view)}</b> by {lastDay(view)}
          </span>
        )}
        {budget === null ? null : (
          <span>
            <b>{formatPrice(budget.amount, currency)}</b> budget
          </span>
        )}
      </div>
    </div>
  );
}

function meterTone(verdict: NonNullable<CostsView['budget']>['verdict'] | undefined) {
  switch (verdict) {
    case 'passed':
      return 'critical';
    case 'will-pass':
      return 'warning';
    default:
      return 'accent';
  }
}
