import { fromMicros } from '#shared/domain/money';
import type { Advice } from '#shared/domain/recommendation';
import { formatPrice, formatProjectedMoney } from '#shared/format/money';

/** What an advice does to a month's bill, for lists: `saves $26 / mo`, `$1 / mo`, `free`; empty where it is about no money. */
export function effectWords({ gain, cost, change }: Pick<Advice, 'gain' | 'cost' | 'change'>): string {
  const { currency, current, recommended } = cost;
  const amount = gain?.amount ?? (current === null || recommended === null ? null : current - recommended);
  if (amount === null) {
    return change.kind === 'plan' ? 'price unknown' : '';
  }
  if (Math.abs(amount) < 5_000) {
    return change.kind === 'plan' || change.kind === 'budget' ? 'free' : '';
  }
  return amount < 0
    ? `${formatPrice(fromMicros(-amount), currency)} / mo`
    : `saves ${formatProjectedMoney(fromMicros(amount), currency)} / mo`;
}
