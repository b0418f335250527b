import type { FocusColumn, FocusType } from './focus-columns';

/**
 * Columns of FOCUS 1.0 to 1.3 that Headroom reads and does not write. Source: FOCUS_Spec, "Cost and Usage" columns,
 * tags v1.0 to v1.2 and the 1.3 candidate; nothing was removed or renamed in between.
 */
export const OTHER_COLUMNS: readonly FocusColumn[] = [
  ...columns('string', [
    'AvailabilityZone',
    'BillingAccountType',
    'CapacityReservationId',
    'CommitmentDiscountId',
    'CommitmentDiscountName',
    'CommitmentDiscountType',
    'CommitmentDiscountUnit',
    'InvoiceId',
    'PricingCurrency',
    'ResourceId',
    'ResourceName',
    'ResourceType',
    'ServiceSubcategory',
    'SkuMeter',
    'SubAccountType',
    'AllocatedMethodId',
    'AllocatedResourceId',
    'AllocatedResourceName',
  ]),
  ...columns('decimal', [
    'CommitmentDiscountQuantity',
    'PricingCurrencyContractedUnitPrice',
    'PricingCurrencyEffectiveCost',
    'PricingCurrencyListUnitPrice',
  ]),
  ...columns('json', ['SkuPriceDetails', 'AllocatedTags']),
  ...columns('object', ['ContractApplied', 'AllocatedMethodDetails']),
  { ...column('CapacityReservationStatus', 'string'), values: ['Used', 'Unused'] },
  { ...column('CommitmentDiscountCategory', 'string'), values: ['Spend', 'Usage'] },
  { ...column('CommitmentDiscountStatus', 'string'), values: ['Used', 'Unused'] },
];

/** Prices of a unit: never negative, whatever the quantity is. */
export const UNIT_PRICES = ['ListUnitPrice', 'ContractedUnitPrice'] as const;

/** Subcategories that are met here, each with its one parent (FOCUS 1.1 and later). */
export const SUBCATEGORIES: Readonly<Record<string, string>> = {
  'Serverless Compute': 'Compute',
  'Relational Databases': 'Databases',
  Caching: 'Databases',
  'Content Delivery': 'Networking',
  'Application Platforms': 'Web',
  'Generative AI': 'AI and Machine Learning',
  'Object Storage': 'Storage',
  Observability: 'Management and Governance',
};

function columns(type: FocusType, names: readonly string[]): FocusColumn[] {
  return names.map((name) => column(name, type));
}

function column(name: string, type: FocusType): FocusColumn {
  return { name, type, mandatory: false, nullable: true };
}
