import { formatPrice } from '../format/money';
import { formatDigits } from '../format/number';

/** What the provider says of the money itself: `amount` in main units of the account's currency, or units of a contract. */
interface ProviderSays {
  readonly amount: number;
  readonly what: string;
}

/**
 * What the provider says, with its amount: `$8.41 balance left`, `7,840 MIU left of 12000`. Units of a contract are no
 * money, so that no currency stands before them.
 */
export function providerSaysWords(says: ProviderSays | null, currency: string): string {
  if (says === null) {
    return '–';
  }
  const { what, amount } = says;
  if (what.includes('of on-demand')) {
    return what;
  }
  return what.startsWith('MIU ')
    ? `${formatDigits(amount, { maximumFractionDigits: 2 })} ${what}`
    : `${formatPrice(amount, currency)} ${what}`;
}
