import { parseInstant } from '../calendar/calendar';
import { FOCUS_COLUMNS, type FocusColumn, type FocusRow, type FocusType } from './focus-columns';

/** What is wrong with a FOCUS file. `row` counts from 1; null for the file as a whole. */
export interface FocusFault {
  readonly row: number | null;
  readonly column: string;
  readonly reason: string;
}

/**
 * Checks rows against the columns of FOCUS 1.3: mandatory columns and values, types, allowed values,
 * names of own columns, and what columns say of each other. Empty for a valid file.
 */
export function validateFocus(rows: readonly FocusRow[]): FocusFault[] {
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  return [...checkNames(names), ...rows.flatMap((row, at) => checkRow(row, at + 1, names))];
}

function checkNames(names: ReadonlySet<string>): FocusFault[] {
  const known = new Set(FOCUS_COLUMNS.map(({ name }) => name));
  const missing = FOCUS_COLUMNS.filter((column) => column.mandatory && !names.has(column.name));
  const strange = [...names].filter((name) => !known.has(name) && !name.startsWith('x_'));
  return [
    ...missing.map(({ name }) => ({ row: null, column: name, reason: 'a mandatory column is missing' })),
    ...strange.map((name) => ({ row: null, column: name, reason: 'is no FOCUS column, and own ones begin with x_' })),
  ];
}

function checkRow(row: FocusRow, at: number, names: ReadonlySet<string>): FocusFault[] {
  const faults: FocusFault[] = [];
  for (const column of FOCUS_COLUMNS) {
    const reason = names.has(column.name) ? faultOf(column, row[column.name]) : null;
    if (reason !== null) {
      faults.push({ row: at, column: column.name, reason });
    }
  }
  return [...faults, ...checkTogether(row).map((fault) => ({ row: at, ...fault }))];
}

function faultOf(column: FocusColumn, value: unknown): string | null {
  if (isNull(value)) {
    return column.nullable ? null : 'must not be null';
  }
  if (!CHECKS[column.type](value)) {
    return `"${String(value)}" is no ${column.type}`;
  }
  return column.values === undefined || column.values.includes(String(value))
    ? null
    : `"${String(value)}" is not one of ${column.values.join(', ')}`;
}

const CHECKS: Readonly<Record<FocusType, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  decimal: (value) => (typeof value === 'number' ? Number.isFinite(value) : isDecimalText(value)),
  datetime: (value) =>
    typeof value === 'string' &&
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/.test(value) &&
    parseInstant(value) !== null,
  currency: (value) => typeof value === 'string' && /^[A-Z]{3}$/.test(value),
  json: isTags,
  boolean: (value) => value === true || value === false || value === 'true' || value === 'false',
};

function isDecimalText(value: unknown): boolean {
  return typeof value === 'string' && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value);
}

function isTags(value: unknown): boolean {
  const tags = typeof value === 'string' ? parseJson(value) : value;
  return (
    typeof tags === 'object' &&
    tags !== null &&
    !Array.isArray(tags) &&
    Object.values(tags).every((tag) => tag === null || typeof tag === 'string')
  );
}

/** Parses JSON, or answers undefined for text that is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function checkTogether(row: FocusRow): { column: string; reason: string }[] {
  const faults: { column: string; reason: string }[] = [];
  for (const [quantity, unit] of [
    ['ConsumedQuantity', 'ConsumedUnit'],
    ['PricingQuantity', 'PricingUnit'],
  ] as const) {
    if (isNull(row[quantity]) !== isNull(row[unit])) {
      faults.push({ column: unit, reason: `must be null exactly when ${quantity} is` });
    }
  }
  for (const span of ['ChargePeriod', 'BillingPeriod']) {
    const [start, end] = [row[`${span}Start`], row[`${span}End`]].map((at) => parseInstant(String(at)));
    if (start !== null && start !== undefined && end !== null && end !== undefined && end <= start) {
      faults.push({ column: `${span}End`, reason: `must come after ${span}Start` });
    }
  }
  if (
    row['ChargeCategory'] === 'Usage' &&
    !isNull(row['ChargeFrequency']) &&
    row['ChargeFrequency'] !== 'Usage-Based'
  ) {
    faults.push({ column: 'ChargeFrequency', reason: 'of usage is Usage-Based' });
  }
  return faults;
}

function isNull(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}
