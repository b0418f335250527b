import { capitalized } from '#shared/format/capitalized';
import type { PriceRow } from '#shared/ipc/limits';

/** Parts of names that are written in capitals. */
const CAPITALS = new Set(['AI', 'KV', 'ISR', 'CPU', 'GB', 'MB', 'CU', 'USD', 'MAU', 'DNS', 'SSO', 'IP', 'TTL', 'WAF']);

/** A plan's key as a name: `pay-as-you-go` is `Pay as you go`. */
export function planWords(plan: string): string {
  return sentence(plan.replaceAll('-', '_'));
}

/** `Bandwidth: fast origin transfer GB`; the plan's own row is `Plan fee and credit`. */
export function entryWords({ service, metric }: Pick<PriceRow, 'service' | 'metric'>): string {
  if (service === 'PLAN') {
    return 'Plan fee and credit';
  }
  const title = sentence(service.replace(/^VERCEL_(?!KV|POSTGRES)/, ''));
  const part = sentence(metric);
  const rest = part.toLowerCase().startsWith(`${title.toLowerCase()} `) ? part : `${title}: ${lowerFirst(part)}`;
  return rest;
}

/** The plans among the rows, in their order. */
export function plansOf(rows: readonly PriceRow[]): readonly string[] {
  return [...new Set(rows.map(({ plan }) => plan))];
}

function sentence(name: string): string {
  const words = name.split('_').map((word) => (CAPITALS.has(word) ? word : word.toLowerCase()));
  const joined = words.join(' ');
  return capitalized(joined);
}

function lowerFirst(words: string): string {
  const first = words.split(' ')[0] ?? '';
  return CAPITALS.has(first) ? words : words.charAt(0).toLowerCase() + words.slice(1);
}
