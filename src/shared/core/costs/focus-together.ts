import { parseInstant } from '../calendar/calendar';
import type { FocusRow } from './focus-columns';
import { SUBCATEGORIES, UNIT_PRICES } from './focus-other-columns';

/** A fault of one row; the validator adds its number. */
export interface RowFault {
  readonly column: string;
  readonly reason: string;
}

/** Costs are decimals of the writer's choice: differences below this are rounding. */
const ROUNDING = 1e-6;

/** What has to be set, and what must be empty, by kind of charge (FOCUS 1.3; a Correction frees what has to be set). */
const SET: Readonly<Record<string, readonly string[]>> = {
  Usage: [
    'SkuId',
    'SkuPriceId',
    'PricingQuantity',
    'ListUnitPrice',
    'ContractedUnitPrice',
    'PricingCategory',
    'ConsumedQuantity',
  ],
  Purchase: ['SkuId', 'SkuPriceId', 'PricingQuantity', 'ListUnitPrice', 'ContractedUnitPrice', 'PricingCategory'],
};
const EMPTY: Readonly<Record<string, readonly string[]>> = {
  Purchase: ['ConsumedQuantity'],
  Credit: ['ConsumedQuantity'],
  Adjustment: ['ConsumedQuantity'],
  Tax: [
    'SkuId',
    'SkuPriceId',
    'PricingQuantity',
    'ListUnitPrice',
    'ContractedUnitPrice',
    'PricingCategory',
    'ConsumedQuantity',
  ],
};
/** Without a price there is nothing that it applies to. */
const OF_A_PRICE = [
  'PricingQuantity',
  'ConsumedQuantity',
  'PricingCategory',
  ...UNIT_PRICES,
  'CommitmentDiscountQuantity',
];

/** What the columns of one row say of each other. Only columns that the file has are asked for. */
export function checkTogether(row: FocusRow, names: ReadonlySet<string>): RowFault[] {
  return [
    ...pairs(row),
    ...periods(row),
    ...byCategory(row, names),
    ...ofPrices(row, names),
    ...products(row),
    ...commitment(row),
    ...categories(row),
    ...emptyTexts(row),
  ];
}

function pairs(row: FocusRow): RowFault[] {
  const known = [
    ['ConsumedQuantity', 'ConsumedUnit'],
    ['PricingQuantity', 'PricingUnit'],
  ] as const;
  return known
    .filter(([quantity, unit]) => isNull(row[quantity]) !== isNull(row[unit]))
    .map(([quantity, unit]) => ({ column: unit, reason: `must be null exactly when ${quantity} is` }));
}

function periods(row: FocusRow): RowFault[] {
  return ['ChargePeriod', 'BillingPeriod'].flatMap((span) => {
    const [start, end] = [row[`${span}Start`], row[`${span}End`]].map((at) => parseInstant(String(at)));
    return start != null && end != null && end <= start
      ? [{ column: `${span}End`, reason: `must come after ${span}Start` }]
      : [];
  });
}

function byCategory(row: FocusRow, names: ReadonlySet<string>): RowFault[] {
  const category = String(row['ChargeCategory']);
  const isCorrection = row['ChargeClass'] === 'Correction';
  const isUnused = category === 'Usage' && row['CommitmentDiscountStatus'] === 'Unused';
  const set = isCorrection ? [] : (SET[category] ?? []).filter((name) => !(isUnused && name === 'ConsumedQuantity'));
  const empty = [...(EMPTY[category] ?? []), ...(isUnused ? ['ConsumedQuantity'] : [])];
  return [
    ...set
      .filter((name) => names.has(name) && isNull(row[name]))
      .map((column) => ({ column, reason: `must be set on a ${category}` })),
    ...empty
      .filter((name) => !isNull(row[name]))
      .map((column) => ({ column, reason: `must be null on a ${category}` })),
    ...(category === 'Purchase' && row['ChargeFrequency'] === 'Usage-Based'
      ? [{ column: 'ChargeFrequency', reason: 'of a purchase is never Usage-Based' }]
      : []),
    ...(isNull(row['HostProviderName']) && category !== 'Tax' && category !== 'Adjustment'
      ? [{ column: 'HostProviderName', reason: `must be set on a ${category}` }]
      : []),
    ...(category === 'Credit' ? likeBilled(row) : []),
  ];
}

/** Without a unit price the costs of a credit are what is billed. */
function likeBilled(row: FocusRow): RowFault[] {
  return [['ListUnitPrice', 'ListCost'] as const, ['ContractedUnitPrice', 'ContractedCost'] as const].flatMap(
    ([price, column]) =>
      isNull(row[price]) && differs(Number(row[column]), Number(row['BilledCost']))
        ? [{ column, reason: 'of a credit without a unit price equals BilledCost' }]
        : [],
  );
}

function ofPrices(row: FocusRow, names: ReadonlySet<string>): RowFault[] {
  const isFree = row['ChargeClass'] === 'Correction';
  const negative = UNIT_PRICES.filter((name) => Number(row[name] ?? 0) < 0).map((column) => ({
    column,
    reason: 'is never negative',
  }));
  if (!names.has('SkuPriceId') || isFree || !isNull(row['SkuPriceId'])) {
    return negative;
  }
  const alone = OF_A_PRICE.filter((name) => !isNull(row[name]));
  return [...negative, ...alone.map((column) => ({ column, reason: 'must be null without a SkuPriceId' }))];
}

/** A unit price times its quantity is the cost. */
function products(row: FocusRow): RowFault[] {
  return [['ListUnitPrice', 'ListCost'] as const, ['ContractedUnitPrice', 'ContractedCost'] as const].flatMap(
    ([price, column]) =>
      !isNull(row[price]) &&
      !isNull(row['PricingQuantity']) &&
      differs(Number(row[price]) * Number(row['PricingQuantity']), Number(row[column]))
        ? [{ column, reason: `must be ${price} times PricingQuantity` }]
        : [],
  );
}

/** What is paid ahead is spread over the rows that it covers, so that the purchase itself has no effective cost. */
function commitment(row: FocusRow): RowFault[] {
  const id = row['CommitmentDiscountId'];
  const isPurchase = row['ChargeCategory'] === 'Purchase' && !isNull(id);
  return [
    ...(isPurchase && Number(row['EffectiveCost']) !== 0
      ? [{ column: 'EffectiveCost', reason: 'of a commitment is 0: its usage has it' }]
      : []),
    ...(isNull(id) && !isNull(row['CommitmentDiscountStatus'])
      ? [{ column: 'CommitmentDiscountStatus', reason: 'must be null without a CommitmentDiscountId' }]
      : []),
  ];
}

function categories(row: FocusRow): RowFault[] {
  const parent = SUBCATEGORIES[String(row['ServiceSubcategory'])];
  return parent === undefined || parent === row['ServiceCategory']
    ? []
    : [{ column: 'ServiceSubcategory', reason: `belongs to ${parent}` }];
}

/** In JSON a missing value is null; an empty text is a value, and none that is allowed. CSV has no other way. */
function emptyTexts(row: FocusRow): RowFault[] {
  const isJson = Object.values(row).some((value) => typeof value === 'number' || typeof value === 'object');
  const empty = isJson ? Object.entries(row).filter(([, value]) => value === '') : [];
  return empty.map(([column]) => ({ column, reason: 'must be null, not an empty text' }));
}

function differs(a: number, b: number): boolean {
  return Math.abs(a - b) > ROUNDING * Math.max(1, Math.abs(a), Math.abs(b));
}

/** Whether a value stands for nothing: null, or the empty field and the word of a CSV file. */
export function isNull(value: unknown): boolean {
  return value === null || value === undefined || value === '' || value === 'NULL' || value === 'null';
}
