import { useId } from 'react';
import { formatDays } from '#shared/format/duration';
import { formatPrice, formatProjectedMoney } from '#shared/format/money';
import type { RecommendationView } from '#shared/ipc/recommendations';
import { boundWords, hoursWords, raisedWords } from '#shared/words/roi';
import { Badge } from '../../components/badge';
import { FieldError } from '../../components/field';
import { ASSUMPTION_FIELDS, type AssumptionField, type AssumptionKey, DEFAULT_ASSUMPTIONS } from './assumption-fields';
import { type RoiSums, revenueSum } from './roi-sums';
import type { EditedAssumptions } from './use-assumptions';
import './roi-table.css';

/** Percentages above this are shown small, with the profit as the leading figure. */
const LEADING_PERCENT = 1000;

interface RoiTableProps {
  readonly recommendation: RecommendationView;
  readonly edited: EditedAssumptions;
  readonly sums: RoiSums;
}

/** Your assumptions at the left, what comes out at the right, worked out again on every key press. */
export function RoiTable({ recommendation, edited, sums }: RoiTableProps) {
  const stale = edited.read.wrong.length > 0;
  const weighsOutage = recommendation.roiInput.stops === true;
  return (
    <div className="roi">
      <section className="roi-half" aria-label="Your assumptions">
        <div className="card-head">
          <h3 className="t-strong">Your assumptions</h3>
          {edited.changed.length > 0 ? (
            <button type="button" className="link-button t-small" onClick={edited.reset}>
              Reset
            </button>
          ) : (
            <span className="t-caption t-3">for {recommendation.account}</span>
          )}
        </div>
        {ASSUMPTION_FIELDS.filter(({ ofOutage }) => weighsOutage || !ofOutage).map((field) => (
          <Assumption key={field.key} field={field} edited={edited} />
        ))}
      </section>
      <section
        className={`roi-half roi-out ${stale ? 'roi-stale' : ''}`}
        aria-label="What comes out"
        aria-live="polite"
      >
        <div className="card-head">
          <h3 className="t-strong">What comes out</h3>
          <Badge>Estimate</Badge>
        </div>
        {weighsOutage ? (
          <Outage recommendation={recommendation} edited={edited} sums={sums} />
        ) : (
          <Saving recommendation={recommendation} edited={edited} sums={sums} />
        )}
      </section>
    </div>
  );
}

function Assumption({ field, edited }: { readonly field: AssumptionField; readonly edited: RoiTableProps['edited'] }) {
  const id = useId();
  const wrong = edited.read.wrong.includes(field.key);
  const changed = edited.changed.includes(field.key);
  return (
    <div className="roi-assumption">
      <div className="grow">
        <label htmlFor={id}>
          {field.label}
          {changed ? <span className="roi-dot" title="Changed" /> : null}
        </label>
        <div className="t-caption t-3">{origin(field, edited)}</div>
      </div>
      <div className={`input input-small roi-input ${wrong ? 'input-wrong' : ''}`}>
        <input
          id={id}
          inputMode="decimal"
          value={edited.text[field.key]}
          placeholder={field.empty}
          aria-invalid={wrong}
          aria-describedby={wrong ? `${id}-error` : undefined}
          onChange={(event) => edited.edit(field.key, event.target.value)}
        />
        <span className="roi-unit t-small t-3">{field.unit}</span>
      </div>
      <FieldError id={`${id}-error`} text={wrong ? field.wrong : null} />
    </div>
  );
}

function origin({ key, empty }: Pick<AssumptionField, 'key' | 'empty'>, edited: RoiTableProps['edited']): string {
  if (edited.valid[key as AssumptionKey] === null) {
    return empty === 'estimate' ? 'Our estimate of each change' : 'Not told yet';
  }
  return edited.valid[key] === DEFAULT_ASSUMPTIONS[key] ? 'Default' : 'Yours';
}

/** What an outage would cost against what the change costs. */
function Outage({ recommendation, edited, sums }: RoiTableProps) {
  const { currency } = recommendation.roi;
  return (
    <dl>
      <Result
        label="Revenue at risk"
        sum={revenueSum(edited.valid, currency) || (sums.notes['revenueImpact'] ?? '')}
        value={sums.revenueImpact === null ? null : formatProjectedMoney(sums.revenueImpact, currency)}
      />
      <Result label="Cost of the change" sum={costSum(recommendation, sums)} value={changeCost(recommendation, sums)} />
      <Result
        label="Cost of staying"
        sum={
          sums.projectedCost === null
            ? (sums.notes['projectedCost'] ?? '')
            : `${recommendation.currentPlanName || 'As now'}, the limit reached, a month`
        }
        value={figure(sums, 'projectedCost', currency)}
      />
      <Work recommendation={recommendation} edited={edited} sums={sums} />
      <Result
        strong
        good={(sums.profitImpact ?? 0) > 0}
        label="Gain"
        sum={roiWords(sums)}
        value={gainFigure(sums.profitImpact, currency, sums.bounds['profitImpact'])}
      />
    </dl>
  );
}

/** What the change saves against the work that it takes; no revenue is asked. */
function Saving({ recommendation, edited, sums }: RoiTableProps) {
  const { currency } = recommendation.roi;
  const saving = sums.extraCost === null ? null : -sums.extraCost;
  const payback = sums.paybackDays === null ? '' : `the work is paid back in ${formatDays(sums.paybackDays)}`;
  return (
    <dl>
      <Result label="The bill as now" sum="a month, as expected" value={figure(sums, 'currentCost', currency)} />
      <Result label="The bill then" sum="a month, the same work done" value={figure(sums, 'upgradeCost', currency)} />
      <Work recommendation={recommendation} edited={edited} sums={sums} />
      <Result
        strong
        good={(saving ?? 0) > 0}
        label="Gain a month"
        sum={payback || (sums.notes['upgradeCost'] ?? '')}
        value={gainFigure(saving, currency)}
      />
    </dl>
  );
}

function Work({ recommendation, edited, sums }: RoiTableProps) {
  const { currency } = recommendation.roi;
  const hours = hoursWords(edited.valid.hoursOfWork ?? recommendation.roiInput.hours);
  return (
    <Result
      label="Work, once"
      sum={sums.workCost === null ? `${hours}. ${sums.notes['workCost'] ?? ''}` : hours}
      value={sums.workCost === null ? null : formatProjectedMoney(-sums.workCost, currency)}
    />
  );
}

interface ResultProps {
  readonly label: string;
  readonly sum: string;
  readonly value: string | null;
  readonly strong?: boolean;
  readonly good?: boolean;
}

function Result({ label, sum, value, strong = false, good = false }: ResultProps) {
  return (
    <div className={`roi-result ${strong ? 'roi-result-strong' : ''}`}>
      <dt className="grow">
        {label}
        <span className="roi-sum t-caption t-3">{sum}</span>
      </dt>
      <dd className={good ? 't-num t-ok' : 't-num'}>{value ?? <span className="t-3">unknown</span>}</dd>
    </div>
  );
}

function costSum({ roi, currentPlanName, recommendedPlanName }: RecommendationView, sums: RoiSums): string {
  if (sums.upgradeCost === null || sums.currentCost === null) {
    return sums.notes['upgradeCost'] ?? sums.notes['currentCost'] ?? '';
  }
  const price = (amount: number) => formatPrice(Number(amount.toFixed(2)), roi.currency);
  const [then, now] = [
    boundWords(price(sums.upgradeCost), sums.bounds['upgradeCost']),
    boundWords(price(sums.currentCost), sums.bounds['currentCost']),
  ];
  return `${recommendedPlanName || 'Then'} ${then} − ${currentPlanName || 'now'} ${now}, a month`;
}

/** What it costs more a month, as a loss; of a limit that is raised what may be charged more. */
function changeCost({ roi: { currency }, roiInput: { raisedBy } }: RecommendationView, sums: RoiSums): string | null {
  if (raisedBy !== null) {
    return raisedWords(raisedBy, currency);
  }
  return sums.extraCost === null
    ? null
    : boundWords(formatProjectedMoney(-sums.extraCost, currency), sums.bounds['extraCost']);
}

function figure(sums: RoiSums, key: 'projectedCost' | 'currentCost' | 'upgradeCost', currency: string): string | null {
  const amount = sums[key];
  return amount === null ? null : boundWords(formatProjectedMoney(amount, currency), sums.bounds[key]);
}

function gainFigure(gain: number | null, currency: string, bound?: RoiSums['bounds'][string]): string | null {
  if (gain === null) {
    return null;
  }
  const amount = formatProjectedMoney(gain, currency);
  return boundWords(gain > 0 ? `+${amount}` : amount, bound);
}

function roiWords(sums: RoiSums): string {
  if (sums.roi === null) {
    return sums.notes['roi'] ?? '';
  }
  const why = sums.roi > LEADING_PERCENT ? ', as the price is so small' : '';
  return `ROI ${sums.short}${why}`;
}
