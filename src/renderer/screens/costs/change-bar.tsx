import { formatMoney, formatProjectedMoney, formatSignedMoney } from '#shared/format/money';
import { formatPercent } from '#shared/format/percent';
import type { CostChangeView } from '#shared/ipc/costs';
import { dayWords } from '../shared/day-words';

/** An amount that is read as nothing, in main units. */
const NOTHING = 0.005;
/** A part below this share of the bar is drawn with the other small ones. */
const LEAST_SHARE = 0.03;

/** From what the period came to before, to what it comes to now: the parts that point the change's way. */
export function ChangeBar({ change }: { readonly change: CostChangeView }) {
  const { currency, total, since } = change;
  const segments = segmentsOf(change);
  const [lead, ...others] = segments;
  if (lead === undefined) {
    return null;
  }
  const rest = others.reduce((sum, { amount }) => sum + amount, 0);
  return (
    <div className="change-bar-area">
      {total === null ? null : (
        <End amount={formatProjectedMoney(total.before, currency)} when={`before ${dayWords(since)}`} />
      )}
      <div className="grow" role="img" aria-label={spoken(segments, currency)}>
        <div className="row row-between t-caption change-bar-names">
          <b className="change-bar-lead">{`${lead.title} ${formatSignedMoney(lead.amount, currency)}`}</b>
          {others.length === 0 ? null : (
            <span className="t-3">{`${othersWords(others)} ${formatSignedMoney(rest, currency)}`}</span>
          )}
        </div>
        <div className="change-bar">
          {segments.map(({ id, title, amount, share }, index) => (
            <span
              key={id}
              className={index === 0 ? 'change-bar-part change-bar-first' : 'change-bar-part'}
              style={{ flexGrow: Math.max(LEAST_SHARE, share) }}
              title={`${title} ${formatSignedMoney(amount, currency)}`}
            />
          ))}
        </div>
        <p className="t-caption change-bar-share">{shareWords(change, lead)}</p>
      </div>
      {total === null ? null : <End amount={formatProjectedMoney(total.now, currency)} when="now" end />}
    </div>
  );
}

interface Segment {
  /** Two accounts may have a part of one title. */
  readonly id: string;
  readonly title: string;
  readonly amount: number;
  /** Of all that point the change's way. */
  readonly share: number;
}

function segmentsOf({ parts, due, charges }: CostChangeView): readonly Segment[] {
  const whole = isCovered(due) ? charges : due;
  const amounts = parts.map((part) => ({
    id: `${part.account} ${part.title}`,
    title: part.title,
    amount: isCovered(due) ? part.charges : part.due,
  }));
  const along = amounts.filter(({ amount }) => amount * whole > 0 && Math.abs(amount) >= NOTHING);
  const sum = along.reduce((total, { amount }) => total + amount, 0);
  return along.map((part) => ({ ...part, share: part.amount / sum }));
}

/** The lead's share of the whole; where others went the other way they are what the bar lacks. */
function shareWords({ parts, currency, due, charges }: CostChangeView, lead: Segment): string {
  const whole = isCovered(due) ? charges : due;
  const against = parts
    .map((part) => (isCovered(due) ? part.charges : part.due))
    .filter((amount) => amount * whole < 0)
    .reduce((sum, amount) => sum + amount, 0);
  return Math.abs(against) < NOTHING
    ? formatPercent(lead.share * 100)
    : `less ${formatMoney(Math.abs(against), currency)} by parts that went the other way`;
}

/** Where nothing more is to pay, the split is that of the use inside the credit. */
function isCovered(due: number): boolean {
  return Math.abs(due) < NOTHING;
}

function othersWords(others: readonly Segment[]): string {
  return others.length === 1 ? (others[0]?.title ?? '') : `${others.length} others`;
}

function spoken(segments: readonly Segment[], currency: string): string {
  return segments.map(({ title, amount }) => `${title} ${formatSignedMoney(amount, currency)}`).join(', ');
}

function End({
  amount,
  when,
  end = false,
}: {
  readonly amount: string;
  readonly when: string;
  readonly end?: boolean;
}) {
  return (
    <div className={end ? 'change-bar-end change-bar-end-last' : 'change-bar-end'}>
      <div className="t-label">{amount}</div>
      <div className="t-caption t-3">{when}</div>
    </div>
  );
}
