import type { CostComponent } from '#shared/domain/cost';
import type { UnitPrice } from '#shared/domain/money';
import type { PriceEntry } from '#shared/domain/price-list';
import { formatDate } from '#shared/format/date';
import { formatMoney, formatProjectedMoney } from '#shared/format/money';
import { singularUnit } from '#shared/format/quantity';
import type { CostsView } from '#shared/ipc/costs';
import type { ReadParts } from '../read-parts';

/** Names that are written otherwise than their parts. */
const WORDS: Readonly<Record<string, string>> = {
  KV: 'KV',
  ISR: 'ISR',
  AI: 'AI',
  GB: 'GB',
  MB: 'MB',
  CPU: 'CPU',
  OPENAI: 'OpenAI',
  ANTHROPIC: 'Anthropic',
  VERCEL: 'Vercel',
  UPSTASH: 'Upstash',
  NEON: 'Neon',
};

const PLAN_TITLES: Readonly<Record<string, string>> = {
  FEE: 'Plan fee',
  INCLUDED_CREDIT: 'Included credit',
  INVOICE_TAX: 'Tax on the invoice',
  INVOICE_ROUNDING: 'Rounded on the invoice',
  INVOICE_DIFFERENCE: 'Difference to the invoice',
  BILLING_CYCLE: 'Billing cycle',
};

/** `VERCEL_EDGE` as a heading: `Edge`. The plan's own lines stand under `Plan`. */
export function serviceTitle(service: string): string {
  if (service === 'PLAN') {
    return 'Plan fee and credit';
  }
  return sentence(service.replace(/^VERCEL_(?!KV|POSTGRES)/, ''));
}

/** An account with its provider: `acme at OpenAI`. */
export function accountName(title: string, provider: string): string {
  return title.includes(provider) ? title : `${title} at ${provider}`;
}

/** A metric as its provider's descriptor calls it, else by its parts. */
export function metricTitle(parts: Pick<ReadParts, 'catalog'>, provider: string, service: string, metric: string) {
  if (service === 'PLAN') {
    return PLAN_TITLES[metric] ?? sentence(metric);
  }
  return parts.catalog.definition(provider, service, metric)?.title ?? `${serviceTitle(service)}: ${sentence(metric)}`;
}

/** `$0.15 per GB`, `$2 per 1,000,000 requests`; empty without a price. */
export function priceText(price: UnitPrice | null): string {
  if (price === null) {
    return '';
  }
  const amount = new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: price.currency,
    minimumFractionDigits: Number.isInteger(price.price) ? 0 : 2,
    maximumFractionDigits: 6,
  }).format(price.price);
  const per = price.per === 1 ? '' : `${new Intl.NumberFormat('en-US').format(price.per)} `;
  return `${amount} per ${per}${price.per === 1 ? singularUnit(price.unit) : price.unit}`;
}

/** What use beyond the included amount costs, in words where it is no price. */
export function beyondText({ beyond, overage, billedAs, atLimit }: PriceEntry): string {
  if (overage !== null) {
    return `${priceText(overage)}${overage.step === 'whole' ? ', whole packages' : ''}`;
  }
  switch (beyond) {
    case 'refused':
      return atLimit === 'inform' ? 'no more than advised' : 'not sold';
    case 'free':
      return 'free';
    case 'by-machine':
      return 'by build machine';
    default:
      return billedAs === 'credit' || billedAs === 'spend' ? '' : 'not known';
  }
}

/** How a component is paid, in words. */
export function tierText({ tier }: Pick<CostComponent, 'tier'>): string {
  switch (tier) {
    case 'on-demand':
      return 'on demand';
    case 'flat-rate':
      return 'flat rate';
    case 'not-sold':
      return 'not sold beyond the plan';
    case 'spend':
      return "the provider's own figure";
    default:
      return tier;
  }
}

/** One sentence: what it cost so far, what it comes to, and how that stands against the budget. */
export function costHeadline(
  view: Pick<CostsView, 'title' | 'planName' | 'currency' | 'soFar' | 'projected' | 'budget' | 'unknown' | 'periodEnd'>,
  zone: string,
): string {
  const { title, currency, soFar, projected, budget, unknown } = view;
  if (soFar.total === null) {
    const missing = unknown.map((part) => part.title.toLowerCase()).slice(0, 2);
    const rest = unknown.length > missing.length ? ` and ${unknown.length - missing.length} more` : '';
    return `${title} cost at least ${formatMoney(soFar.atLeast, currency)} so far; ${missing.join(', ')}${rest} cannot be priced.`;
  }
  const now = `${title} cost ${formatMoney(soFar.total, currency)} so far`;
  if (soFar.total === 0 && soFar.fee === 0 && (projected === null || projected.total === 0)) {
    return `${title} costs nothing${view.planName === null ? '' : ` on the ${view.planName} plan`}.`;
  }
  if (projected === null) {
    return `${now}, over the last 30 days.`;
  }
  const end = formatDate(view.periodEnd - 1, zone);
  if (projected.total === null) {
    return `${now}; what it comes to by ${end} is not known.`;
  }
  const comes = `and comes to about ${formatProjectedMoney(projected.total, currency)} by ${end}`;
  return `${now} ${comes}${budgetClause(budget, currency)}.`;
}

function budgetClause(budget: CostsView['budget'], currency: string): string {
  if (budget === null) {
    return '';
  }
  const amount = formatProjectedMoney(budget.amount, currency);
  switch (budget.verdict) {
    case 'passed':
      return `: the budget of ${amount} is passed`;
    case 'will-pass':
      return `, more than the budget of ${amount}`;
    case 'within':
      return `, within the budget of ${amount}`;
    case 'unknown':
      return `; the budget is ${amount}`;
  }
}

function sentence(name: string): string {
  const words = name.split('_').map((word, at) => WORDS[word] ?? lower(word, at));
  return words.join(' ');
}

function lower(word: string, at: number): string {
  return at === 0 ? word.charAt(0) + word.slice(1).toLowerCase() : word.toLowerCase();
}
