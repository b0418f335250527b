import type { ModelPrice, PlanRecord, PriceEntry, PriceList, RegionalPrice } from '#shared/domain/price-list';

/** A field of an entry that differs. */
export interface FieldChange {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** One line of what an import would change. */
export interface PriceChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly table: 'plans' | 'limits' | 'regionalPrices' | 'modelPrices';
  /** As a person finds the entry: `vercel pro VERCEL_EDGE EDGE_REQUESTS`. */
  readonly name: string;
  /** Empty unless `changed`. */
  readonly fields: readonly FieldChange[];
}

/** What signing off an import means: the changes, and what speaks against it. */
export interface PriceListDiff {
  readonly changes: readonly PriceChange[];
  /** Such as a list that is older than the one in use. Shown, not refused. */
  readonly warnings: readonly string[];
}

/** Fields that a person weighs; a reworded note or source alone is listed as its date. */
const FIELDS = [
  'included',
  'unit',
  'window',
  'atLimit',
  'beyond',
  'overage',
  'price',
  'per',
  'monthlyFee',
  'includedCredit',
  'inputPerMTok',
  'outputPerMTok',
  'cacheReadPerMTok',
  'cacheWritePerMTok',
  'cacheWrite1hPerMTok',
  'longContext',
  'batchFactor',
  'effectiveFrom',
  'effectiveTo',
  'sourceDate',
  'grade',
];

/** What replacing `current` by `next` would change, entry by entry, for the user to sign off. */
export function diffPriceLists(current: PriceList, next: PriceList): PriceListDiff {
  const changes = [
    ...diffTable('plans', current.plans, next.plans, nameOfPlan),
    ...diffTable('limits', current.limits, next.limits, nameOfEntry),
    ...diffTable('regionalPrices', current.regionalPrices, next.regionalPrices, nameOfRegional),
    ...diffTable('modelPrices', current.modelPrices, next.modelPrices, nameOfModel),
  ];
  return { changes, warnings: warningsOf(current, next) };
}

function diffTable<T extends object>(
  table: PriceChange['table'],
  before: readonly T[],
  after: readonly T[],
  nameOf: (entry: T) => string,
): PriceChange[] {
  const old = new Map(before.map((entry) => [nameOf(entry), entry]));
  const fresh = new Map(after.map((entry) => [nameOf(entry), entry]));
  const changes: PriceChange[] = [];
  for (const [name, entry] of fresh) {
    const was = old.get(name);
    const fields = was === undefined ? [] : fieldChanges(was, entry);
    if (was === undefined) {
      changes.push({ kind: 'added', table, name, fields });
    } else if (fields.length > 0) {
      changes.push({ kind: 'changed', table, name, fields });
    }
  }
  for (const name of old.keys()) {
    if (!fresh.has(name)) {
      changes.push({ kind: 'removed', table, name, fields: [] });
    }
  }
  return changes.sort((a, b) => a.name.localeCompare(b.name));
}

function fieldChanges(before: object, after: object): FieldChange[] {
  return FIELDS.map((field) => ({
    field,
    before: textOf(Reflect.get(before, field)),
    after: textOf(Reflect.get(after, field)),
  })).filter((change) => change.before !== change.after);
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) {
    return 'none';
  }
  if (isUnitPrice(value)) {
    return `${value.price} ${value.currency} per ${value.per} ${value.unit}${value.step === 'whole' ? ', whole packages' : ''}`;
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function isUnitPrice(value: unknown): value is NonNullable<PriceEntry['overage']> {
  return typeof value === 'object' && value !== null && 'price' in value && 'per' in value && 'step' in value;
}

function warningsOf(current: PriceList, next: PriceList): string[] {
  const warnings: string[] = [];
  if (next.asOf < current.asOf) {
    warnings.push(`The file is of ${next.asOf}, older than the list in use (${current.asOf}).`);
  }
  if (next.currency !== current.currency) {
    warnings.push(
      `The file is in ${next.currency}, the list in use in ${current.currency}: amounts cannot be compared.`,
    );
  }
  return warnings;
}

function nameOfPlan(plan: PlanRecord): string {
  return `${plan.provider} ${plan.plan}${since(plan)}`;
}

function nameOfEntry(entry: PriceEntry): string {
  return `${entry.provider} ${entry.plan} ${entry.service} ${entry.metric}${entry.id.includes('@') ? since(entry) : ''}`;
}

function nameOfRegional(price: RegionalPrice): string {
  return `${price.provider} ${price.region} ${price.service} ${price.metric}`;
}

function nameOfModel(price: ModelPrice): string {
  return `${price.provider} ${price.model}${since(price)}`;
}

function since({ effectiveFrom }: { readonly effectiveFrom: string | null }): string {
  return effectiveFrom === null ? '' : ` from ${effectiveFrom}`;
}
