/** How a column's values look. `json`: a flat object of text, numbers, true, false, null; `object`: any object. */
export type FocusType = 'string' | 'decimal' | 'datetime' | 'currency' | 'json' | 'object' | 'boolean';

/** One column of the FOCUS cost and usage data set, version 1.3. */
export interface FocusColumn {
  readonly name: string;
  readonly type: FocusType;
  /** The column must be there. */
  readonly mandatory: boolean;
  readonly nullable: boolean;
  /** The only values allowed; absent for free text. */
  readonly values?: readonly string[];
}

export const CHARGE_CATEGORIES = ['Usage', 'Purchase', 'Tax', 'Credit', 'Adjustment'] as const;

/** The closed list of service categories (FOCUS 1.3, ServiceCategory). */
export const SERVICE_CATEGORIES = [
  'AI and Machine Learning',
  'Analytics',
  'Business Applications',
  'Compute',
  'Databases',
  'Developer Tools',
  'Identity',
  'Integration',
  'Internet of Things',
  'Management and Governance',
  'Media',
  'Migration',
  'Mobile',
  'Multicloud',
  'Networking',
  'Security',
  'Storage',
  'Web',
  'Other',
] as const;

/**
 * The columns that Headroom writes and checks: every mandatory one of FOCUS 1.3, and the conditional
 * ones that its data can fill. Source: FOCUS_Spec, "Cost and Usage" columns, 1.3. `x_` columns are the
 * ones that the specification leaves to the writer.
 */
export const FOCUS_COLUMNS: readonly FocusColumn[] = [
  mandatory('BilledCost', 'decimal'),
  mandatory('BillingAccountId', 'string'),
  mandatory('BillingAccountName', 'string', { nullable: true }),
  mandatory('BillingCurrency', 'currency'),
  mandatory('BillingPeriodEnd', 'datetime'),
  mandatory('BillingPeriodStart', 'datetime'),
  mandatory('ChargeCategory', 'string', { values: CHARGE_CATEGORIES }),
  mandatory('ChargeClass', 'string', { nullable: true, values: ['Correction'] }),
  mandatory('ChargeDescription', 'string', { nullable: true }),
  conditional('ChargeFrequency', 'string', ['One-Time', 'Recurring', 'Usage-Based']),
  mandatory('ChargePeriodEnd', 'datetime'),
  mandatory('ChargePeriodStart', 'datetime'),
  conditional('ConsumedQuantity', 'decimal'),
  conditional('ConsumedUnit', 'string'),
  mandatory('ContractedCost', 'decimal'),
  conditional('ContractedUnitPrice', 'decimal'),
  mandatory('EffectiveCost', 'decimal'),
  mandatory('HostProviderName', 'string', { nullable: true }),
  mandatory('InvoiceIssuerName', 'string'),
  mandatory('ListCost', 'decimal'),
  conditional('ListUnitPrice', 'decimal'),
  conditional('PricingCategory', 'string', ['Standard', 'Dynamic', 'Committed', 'Other']),
  mandatory('PricingQuantity', 'decimal', { nullable: true }),
  mandatory('PricingUnit', 'string', { nullable: true }),
  conditional('ProviderName', 'string'),
  conditional('PublisherName', 'string'),
  conditional('RegionId', 'string'),
  conditional('RegionName', 'string'),
  mandatory('ServiceCategory', 'string', { values: SERVICE_CATEGORIES }),
  mandatory('ServiceName', 'string'),
  mandatory('ServiceProviderName', 'string'),
  conditional('SkuId', 'string'),
  conditional('SkuPriceId', 'string'),
  conditional('SubAccountId', 'string'),
  conditional('SubAccountName', 'string'),
  conditional('Tags', 'json'),
  conditional('x_ChargeId', 'string'),
  conditional('x_ChargeState', 'string', ['estimate', 'provisional', 'final']),
  conditional('x_FlatRate', 'boolean'),
  conditional('x_Licence', 'boolean'),
  conditional('x_ListCostStated', 'boolean'),
];

/** A row of a FOCUS file: text from CSV, numbers and objects from JSON Lines. */
export type FocusRow = Readonly<Record<string, unknown>>;

function mandatory(
  name: string,
  type: FocusType,
  { nullable = false, values }: { readonly nullable?: boolean; readonly values?: readonly string[] } = {},
): FocusColumn {
  return { name, type, mandatory: true, nullable, ...(values === undefined ? {} : { values }) };
}

function conditional(name: string, type: FocusType, values?: readonly string[]): FocusColumn {
  return { name, type, mandatory: false, nullable: true, ...(values === undefined ? {} : { values }) };
}
