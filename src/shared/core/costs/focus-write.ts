import type { Charge } from '#shared/domain/charge';
import type { Period } from '#shared/domain/instant';
import { fromMicros, type Micros } from '#shared/domain/money';
import { csvText } from '#shared/format/csv-cell';
import { formatInstant } from '../calendar/calendar';
import { FOCUS_COLUMNS, type FocusRow, type SERVICE_CATEGORIES } from './focus-columns';

/** What every row of an export has in common. */
export interface FocusContext {
  readonly account: { readonly id: string; readonly name: string | null };
  readonly billingPeriod: Period;
  /** Who sells the service, such as `Vercel`. */
  readonly provider: string;
  /** Display names of projects and regions by id; an id without one stands alone. */
  readonly projectNames: ReadonlyMap<string, string>;
  readonly regionNames: ReadonlyMap<string, string>;
}

/** Rows for a FOCUS file, and the charges that have no place in one. */
export interface FocusExport {
  readonly rows: readonly FocusRow[];
  /** Charges without a known cost: FOCUS has no null cost, and 0 would be a lie. */
  readonly leftOut: readonly Charge[];
}

/** Charges as rows of FOCUS 1.3, in the order of the charges. */
export function focusRows(charges: readonly Charge[], context: FocusContext): FocusExport {
  const rows: FocusRow[] = [];
  const leftOut: Charge[] = [];
  for (const charge of charges) {
    if (charge.billedCost === null || charge.effectiveCost === null) {
      leftOut.push(charge);
    } else {
      rows.push(rowOf(charge, charge.billedCost, charge.effectiveCost, context));
    }
  }
  return { rows, leftOut };
}

/** A FOCUS file as CSV text. */
export function focusCsv(rows: readonly FocusRow[]): string {
  const columns = FOCUS_COLUMNS.map(({ name }) => name);
  return writeCsv(
    columns,
    rows.map((row) => columns.map((name) => csvField(row[name]))),
  );
}

/** A FOCUS file as JSON Lines, one row a line. */
export function focusJsonLines(rows: readonly FocusRow[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

function rowOf(charge: Charge, billed: Micros, effective: Micros, context: FocusContext): FocusRow {
  const { project } = charge;
  const { ListCost, ListUnitPrice, ContractedUnitPrice, ...pricing } = pricesOf(charge, billed);
  return {
    BilledCost: fromMicros(billed),
    BillingAccountId: context.account.id,
    BillingAccountName: context.account.name,
    BillingCurrency: charge.currency,
    BillingPeriodEnd: formatInstant(context.billingPeriod.end),
    BillingPeriodStart: formatInstant(context.billingPeriod.start),
    ChargeCategory: charge.category,
    ChargeClass: null,
    ChargeDescription: descriptionOf(charge),
    ChargeFrequency: frequencyOf(charge),
    ChargePeriodEnd: formatInstant(charge.end),
    ChargePeriodStart: formatInstant(charge.start),
    ...consumedOf(charge),
    ContractedCost: fromMicros(billed),
    ContractedUnitPrice,
    EffectiveCost: fromMicros(effective),
    HostProviderName: context.provider,
    InvoiceIssuerName: context.provider,
    ListCost,
    ListUnitPrice,
    ...pricing,
    // Deprecated in 1.3, and mandatory all the same: both sets of names are written.
    ProviderName: context.provider,
    PublisherName: context.provider,
    ...regionOf(charge, context),
    ServiceCategory: serviceCategory(charge.service),
    ServiceName: charge.service,
    ServiceProviderName: context.provider,
    ...skusOf(charge),
    SubAccountId: project,
    ...projectOf(charge, context),
    x_ChargeId: charge.id,
    x_ChargeState: charge.state,
    x_FlatRate: charge.flatRate,
    x_Licence: charge.licence,
    x_ListCostStated: charge.listCost !== null,
  };
}

function regionOf({ region }: Charge, { regionNames }: FocusContext) {
  return { RegionId: region, RegionName: region === null ? null : (regionNames.get(region) ?? region) };
}

function projectOf({ project }: Charge, { projectNames }: FocusContext) {
  if (project === null) {
    return { SubAccountName: null, Tags: {} };
  }
  const name = projectNames.get(project);
  return {
    SubAccountName: name ?? project,
    Tags: { ProjectId: project, ...(name === undefined ? {} : { ProjectName: name }) },
  };
}

function skusOf(charge: Charge): { SkuId: string | null; SkuPriceId: string | null } {
  const { region } = charge;
  return hasPrice(charge)
    ? { SkuId: skuOf(charge), SkuPriceId: `${skuOf(charge)}@${region ?? 'everywhere'}` }
    : { SkuId: null, SkuPriceId: null };
}

/** A credit, tax or adjustment has no price of its own: its costs are what is billed. */
function pricesOf(charge: Charge, billed: Micros) {
  const { listCost } = charge;
  const list = hasPrice(charge) && isAlike(listCost, billed) ? (listCost ?? billed) : billed;
  const { quantity, unit } = pricingOf(charge, billed);
  return {
    ListCost: fromMicros(list),
    ListUnitPrice: quantity === null ? null : unitPrice(list, quantity),
    ContractedUnitPrice: quantity === null ? null : unitPrice(billed, quantity),
    PricingCategory: hasPrice(charge) ? pricingCategory(charge) : null,
    PricingQuantity: quantity,
    PricingUnit: unit,
  };
}

/** Only usage and purchases are priced by a quantity. */
function hasPrice({ category }: Charge): boolean {
  return category === 'Usage' || category === 'Purchase';
}

function pricingCategory({ flatRate }: Charge): string {
  return flatRate ? 'Other' : 'Standard';
}

/**
 * What the price applies to: as told, else what was consumed, else the one thing that was bought. A unit price is
 * never negative: what is refunded is a negative quantity, and a cost without a quantity is one unit of it.
 */
function pricingOf(charge: Charge, billed: Micros): { quantity: number | null; unit: string | null } {
  const { pricingQuantity, pricingUnit, consumedQuantity, consumedUnit, category } = charge;
  if (!hasPrice(charge)) {
    return { quantity: null, unit: null };
  }
  const sign = billed < 0 ? -1 : 1;
  const one = { quantity: sign, unit: 'Units' };
  if (pricingQuantity !== null && pricingUnit !== null) {
    return isCounted(pricingQuantity, billed) ? { quantity: sign * Math.abs(pricingQuantity), unit: pricingUnit } : one;
  }
  return category === 'Usage' && consumedQuantity !== null && consumedUnit && isCounted(consumedQuantity, billed)
    ? { quantity: sign * Math.abs(consumedQuantity), unit: consumedUnit }
    : one;
}

/** A quantity of 0 has no unit price, unless it costs nothing. */
function isCounted(quantity: number, billed: Micros): boolean {
  return quantity !== 0 || billed === 0;
}

function unitPrice(cost: Micros, quantity: number): number {
  return quantity === 0 ? 0 : fromMicros(cost) / quantity;
}

/** A list cost of the other sign than what is billed would be a negative price. */
function isAlike(listCost: Micros | null, billed: Micros): boolean {
  return listCost === null || (listCost >= 0 && billed >= 0) || (listCost <= 0 && billed <= 0);
}

/** The product's stable name: FOCUS wants one for every price. */
function skuOf({ service, flatRate }: Charge): string {
  const name = service
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return flatRate ? `${name}-flat` : name;
}

/** Usage is measured; nothing else consumes anything. */
function consumedOf(charge: Charge): { ConsumedQuantity: number | null; ConsumedUnit: string | null } {
  const { consumedQuantity, consumedUnit, category } = charge;
  if (category !== 'Usage') {
    return { ConsumedQuantity: null, ConsumedUnit: null };
  }
  return consumedQuantity === null || !consumedUnit
    ? { ConsumedQuantity: 1, ConsumedUnit: 'Units' }
    : { ConsumedQuantity: consumedQuantity, ConsumedUnit: consumedUnit };
}

function descriptionOf(charge: Charge): string {
  const covered = charge.flatRate ? ', covered by a flat rate' : '';
  return charge.project === null ? `${charge.service}${covered}` : `${charge.service} of ${charge.project}${covered}`;
}

function frequencyOf({ category, licence }: Charge): string {
  if (category === 'Usage' && !licence) {
    return 'Usage-Based';
  }
  return category === 'Purchase' || licence ? 'Recurring' : 'One-Time';
}

const CATEGORIES: readonly [RegExp, (typeof SERVICE_CATEGORIES)[number]][] = [
  [/function|fluid|invocation|compute|sandbox|CU_HOURS/i, 'Compute'],
  [/transfer|edge|cdn|bandwidth|isr|middleware/i, 'Networking'],
  [/build|deployment|workflow|cron/i, 'Developer Tools'],
  [/redis|kv|postgres|neon/i, 'Databases'],
  [/blob|storage/i, 'Storage'],
  [/image/i, 'Media'],
  [/openai|anthropic|claude|gpt|gateway|model/i, 'AI and Machine Learning'],
  [/firewall|waf|botid|saml/i, 'Security'],
  [/analytics|insights|observability|log|drain/i, 'Management and Governance'],
];

/** The FOCUS category of a product by its name; `Other` for one that no rule knows. */
export function serviceCategory(service: string): (typeof SERVICE_CATEGORIES)[number] {
  return CATEGORIES.find(([pattern]) => pattern.test(service))?.[1] ?? 'Other';
}

function csvField(value: unknown): string | null {
  if (value === null || value === undefined) {
    return null;
  }
  // Names come from providers: none of them may run in a spreadsheet.
  return csvText(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

/**
 * Writes records as CSV (RFC 4180), the header first, lines ended by CR LF. Null is an empty field. The well-kept CSV
 * packages need Node's Buffer and its types, which this room is compiled without.
 */
export function writeCsv(columns: readonly string[], records: readonly (readonly (string | null)[])[]): string {
  const lines = [columns, ...records].map((fields) => fields.map(quoted).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

function quoted(field: string | null): string {
  if (field === null) {
    return '';
  }
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
