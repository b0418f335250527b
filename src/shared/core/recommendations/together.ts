import type { Micros } from '#shared/domain/money';
import type { Advice } from '#shared/domain/recommendation';

/** What several recommendations bring a month if all of them are done. */
export interface Together {
  readonly amount: Micros;
  /** Keys of those that are counted: of two that change the same meter only the better one is. */
  readonly keys: readonly string[];
}

type Counted = Pick<Advice, 'key' | 'connectionId' | 'gain' | 'effect' | 'aim'>;

/**
 * The sum "if all are done" over savings that can be done together: each account's bill with all of its effects at
 * once, so that a dollar saved within the included credit is none.
 */
export function sumTogether(list: readonly Counted[]): Together {
  const savings = list
    .filter(({ gain, effect, aim }) => aim === 'saving' && gain !== null && effect !== null)
    .sort((a, b) => (b.gain?.amount ?? 0) - (a.gain?.amount ?? 0) || a.key.localeCompare(b.key));
  const kept = savings.filter(
    (one, at) => !savings.slice(0, at).some((other) => other.connectionId === one.connectionId && overlap(one, other)),
  );
  const accounts = new Map<string, Counted[]>();
  for (const one of kept) {
    accounts.set(one.connectionId, [...(accounts.get(one.connectionId) ?? []), one]);
  }
  return {
    amount: [...accounts.values()].reduce((sum, own) => sum + savedBy(own), 0),
    keys: kept.map(({ key }) => key),
  };
}

function overlap(a: Counted, b: Counted): boolean {
  return a.effect?.touches.some((meter) => b.effect?.touches.includes(meter)) === true;
}

function savedBy(own: readonly Counted[]): Micros {
  const [first] = own;
  if (own.length === 1) {
    return first?.gain?.againstCut ?? first?.gain?.amount ?? 0;
  }
  const effect = first?.effect;
  if (effect === undefined || effect === null) {
    return 0;
  }
  const due = (fees: Micros, use: Micros): Micros => {
    const whole = fees + Math.max(0, use - effect.credit);
    return effect.cap === null ? whole : Math.min(whole, effect.cap);
  };
  const sum = (of: 'fees' | 'use') => own.reduce((all, one) => all + (one.effect?.[of] ?? 0), 0);
  return due(effect.feesNow, effect.useNow) - due(effect.feesNow + sum('fees'), effect.useNow + sum('use'));
}
