import { HOUR } from '#shared/domain/instant';
import { NEON } from '../definitions';

const GB = 1e9;

/** One thing that Neon bills. */
export interface Billed {
  /** Neon's name in the answer. */
  readonly name: string;
  /** The name on a bill. */
  readonly product: string;
  /** The price list's metric; null for what it has no price for by this measure. */
  readonly metric: string | null;
  readonly unit: string;
  /** How many of Neon's units make one of `unit`. */
  readonly per: number;
}

/**
 * What Neon bills. Byte-months are accrued in each timeframe: their sum over the period, divided by 10^9, is
 * GB-months (facts: stores, Neon's consumption; grade B for the divisor).
 */
const BILLED: readonly Billed[] = [
  { name: 'compute_unit_seconds', product: 'Compute', metric: 'COMPUTE_CU_HOURS', unit: 'CU-hours', per: HOUR },
  { name: 'root_branch_bytes_month', product: 'Storage', metric: 'STORAGE_GB', unit: 'GB-month', per: GB },
  {
    name: 'child_branch_bytes_month',
    product: 'Storage of branches',
    metric: 'STORAGE_GB',
    unit: 'GB-month',
    per: GB,
  },
  {
    name: 'instant_restore_bytes_month',
    product: 'Instant restore',
    metric: 'INSTANT_RESTORE_GB',
    unit: 'GB-month',
    per: GB,
  },
  { name: 'snapshot_storage_bytes_month', product: 'Snapshots', metric: 'SNAPSHOT_GB', unit: 'GB-month', per: GB },
  {
    name: 'public_network_transfer_bytes',
    product: 'Public transfer',
    metric: 'PUBLIC_TRANSFER_GB',
    unit: 'GB',
    per: GB,
  },
  {
    name: 'private_network_transfer_bytes',
    product: 'Private transfer',
    metric: 'PRIVATE_TRANSFER_GB',
    unit: 'GB',
    per: GB,
  },
  { name: 'extra_branches_month', product: 'Extra branches', metric: null, unit: 'branch-months', per: 1 },
];

/** The metrics to ask for, as the query has them. */
export const BILLED_METRICS = BILLED.map(({ name }) => name).join(',');

/** By Neon's name in the answer. */
export const billedByName = new Map(BILLED.map((billed) => [billed.name, billed]));
const byProduct = new Map(BILLED.map((billed) => [billed.product, billed]));

/** The metric that a name on Neon's bill stands for; null where the price list has none. */
export function neonBilledAs(product: string): { readonly service: string; readonly metric: string } | null {
  const metric = byProduct.get(product)?.metric ?? null;
  return metric === null ? null : { service: NEON, metric };
}
