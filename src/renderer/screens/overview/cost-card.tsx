import { DAY } from '#shared/domain/instant';
import { formatDateRange } from '#shared/format/date';
import { formatMoney, formatPrice, formatProjectedMoney } from '#shared/format/money';
import type { Overview } from '#shared/ipc/overview';
import { Card } from '../../components/card';
import { Meter } from '../../components/meter';

type Cost = NonNullable<Overview['cost']>;
type Ai = NonNullable<Overview['ai']>;

/** Cost so far, projected at the period's end with its interval, against the budget where there is one. */
export function CostCard({ cost, ai, now }: { readonly cost: Cost; readonly ai: Ai | null; readonly now: number }) {
  const days = Math.round((cost.periodEnd - cost.periodStart) / DAY);
  const day = Math.min(days, Math.max(1, Math.ceil((now - cost.periodStart) / DAY)));
  return (
    <Card
      title="Cost this period"
      aside={<span className="t-caption t-3">{formatDateRange(cost.periodStart, cost.periodEnd - 1, cost.zone)}</span>}
    >
      {cost.soFar === null ? (
        <p className="t-2">Not available. {cost.reason}</p>
      ) : (
        <>
          <div className="row row-baseline">
            <span className="t-figure-l">{formatMoney(cost.soFar, cost.currency)}</span>
            <span className="t-small t-3">
              so far, {day} of {days} days
            </span>
          </div>
          <CostBar cost={cost} soFar={cost.soFar} />
          <p className="t-small t-2 cost-range">{rangeWords(cost)}</p>
          <p className="t-caption t-3 cost-reason">{cost.reason}</p>
        </>
      )}
      {ai === null ? null : (
        <p className="t-small cost-ai">
          <span className="t-label">AI beside it</span> <span className="t-2">{aiWords(ai)}</span>
        </p>
      )}
    </Card>
  );
}

/** For who has AI accounts only. */
export function AiCostCard({ ai }: { readonly ai: Ai }) {
  return (
    <Card title="AI spend this month">
      <p className="t-2">{aiWords(ai)}</p>
    </Card>
  );
}

/** `$131.65 so far, about $167 by the month's end`. */
function aiWords({ currency, soFar, projected }: Ai): string {
  const now = soFar === null ? 'not told so far' : `${formatMoney(soFar, currency)} so far`;
  return projected === null ? now : `${now}, about ${formatProjectedMoney(projected, currency)} by the month's end`;
}

function CostBar({ cost, soFar }: { readonly cost: Cost; readonly soFar: number }) {
  const { budget, projected, currency } = cost;
  const scale = budget ?? Math.max(soFar, projected ?? 0, cost.interval?.[1] ?? 0);
  if (scale <= 0) {
    return null;
  }
  const share = (amount: number) => (amount / scale) * 100;
  const end = projected === null ? null : formatProjectedMoney(projected, currency);
  return (
    <div className="cost-bar">
      <Meter
        percent={share(soFar)}
        projected={projected === null ? null : share(projected)}
        tone="accent"
        label="Cost this period"
        valueText={`${formatMoney(soFar, currency)} so far${end === null ? '' : `, about ${end} projected`}`}
      />
      <div className="row row-between t-caption t-3">
        <span>
          {end === null ? null : (
            <>
              <b>{end}</b> projected
            </>
          )}
        </span>
        {budget === null ? null : (
          <span>
            <b>{formatPrice(budget, currency)}</b> budget
          </span>
        )}
      </div>
    </div>
  );
}

function rangeWords(cost: Cost): string {
  const { interval, budget, currency, projected } = cost;
  const [low, high] = interval?.map((amount) => formatProjectedMoney(amount, currency)) ?? [];
  const range = low === undefined || low === high ? '' : `${low} to ${high}`;
  if (budget === null || projected === null) {
    return range;
  }
  const place = projected <= budget ? 'within' : 'over';
  const words = `${place} your ${formatPrice(budget, currency)} budget`;
  return range === '' ? `Projected ${words}` : `${range}, ${words}`;
}
