import { useId } from 'react';
import { formatMoney, formatPrice, formatProjectedMoney } from '#shared/format/money';
import { formatPercent } from '#shared/format/percent';
import type { RecommendationView } from '#shared/ipc/recommendations';
import { Badge } from '../../components/badge';
import { FieldError } from '../../components/field';
import { ASSUMPTION_FIELDS, type AssumptionField, type AssumptionKey, DEFAULT_ASSUMPTIONS } from './assumption-fields';
import { planTitle } from './recommendation-words';
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
  return (
    <div className="roi">
      <section className="roi-half" aria-label="Your assumptions">
        <div className="card-head">
          <h3 className="t-strong">Your assumptions</h3>
          {edited.changed.length > 0 ? (
            <button type="button" className="link-button t-small" onClick={edited.reset}>
              Reset
            </button>
          ) : null}
        </div>
        {ASSUMPTION_FIELDS.map((field) => (
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
        <Results recommendation={recommendation} edited={edited} sums={sums} />
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
        <div className="t-caption t-3">{origin(field.key, edited)}</div>
      </div>
      <div className={`input input-small roi-input ${wrong ? 'input-wrong' : ''}`}>
        <input
          id={id}
          inputMode="decimal"
          value={edited.text[field.key]}
          placeholder="not told"
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

function origin(key: AssumptionKey, edited: RoiTableProps['edited']): string {
  if (edited.valid[key] === null) {
    return 'Not told yet';
  }
  return edited.valid[key] === DEFAULT_ASSUMPTIONS[key] ? 'Default' : 'Yours';
}

function Results({ recommendation, edited, sums }: RoiTableProps) {
  const { roi } = recommendation;
  const { currency } = roi;
  const currentPlan = planTitle(recommendation.currentPlan);
  const recommendedPlan = planTitle(recommendation.recommendedPlan);
  const projected =
    roi.projectedCost === null
      ? (roi.unknown['projectedCost'] ?? 'unknown')
      : `${currentPlan} at the limit: ${formatPrice(roi.projectedCost, currency)} a month`;
  return (
    <dl>
      <Result
        label="Revenue at risk"
        sum={revenueSum(edited.valid, currency) || (sums.unknown['revenueImpact'] ?? '')}
        value={sums.revenueImpact === null ? null : formatProjectedMoney(sums.revenueImpact, currency)}
      />
      <Result
        label="Cost of upgrading"
        sum={costSum(recommendation) || `${recommendedPlan} against ${currentPlan}`}
        value={sums.upgradeCost === null ? null : formatProjectedMoney(-sums.upgradeCost, currency)}
      />
      <Result
        label="Cost of staying"
        sum={projected}
        value={roi.projectedCost === null ? null : formatProjectedMoney(roi.projectedCost, currency)}
      />
      <Result
        strong
        good={(sums.profitImpact ?? 0) > 0}
        label="Gain"
        sum={roiWords(sums)}
        value={gain(sums, currency)}
      />
    </dl>
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

function costSum({ roi, ...plans }: RecommendationView): string {
  const currentPlan = planTitle(plans.currentPlan);
  const recommendedPlan = planTitle(plans.recommendedPlan);
  if (roi.upgradeCost === null) {
    return roi.unknown['upgradeCost'] ?? '';
  }
  if (roi.currentCost === null) {
    return '';
  }
  const next = roi.currentCost + roi.upgradeCost;
  return `${recommendedPlan} ${formatMoney(next, roi.currency)} − ${currentPlan} ${formatMoney(roi.currentCost, roi.currency)}, a month`;
}

function gain(sums: RoiSums, currency: string): string | null {
  if (sums.profitImpact === null) {
    return null;
  }
  const amount = formatProjectedMoney(sums.profitImpact, currency);
  return sums.profitImpact > 0 ? `+${amount}` : amount;
}

function roiWords(sums: RoiSums): string {
  if (sums.roi === null) {
    return sums.unknown['roi'] ?? '';
  }
  const why = sums.roi > LEADING_PERCENT ? ', as the price is so small' : '';
  return `ROI ${formatPercent(sums.roi)}${why}`;
}
