import { parseInstant } from '../calendar/calendar';
import { FOCUS_COLUMNS, type FocusColumn, type FocusRow, type FocusType } from './focus-columns';
import { OTHER_COLUMNS } from './focus-other-columns';
import { checkTogether, isNull } from './focus-together';

const KNOWN_COLUMNS: readonly FocusColumn[] = [...FOCUS_COLUMNS, ...OTHER_COLUMNS];

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
  return [
    ...checkNames(names),
    ...rows.flatMap((row, at) => checkRow(row, at + 1, names)),
    ...checkOne(rows, 'SkuPriceId', 'SkuId'),
    ...checkOne(rows, 'ServiceName', 'ServiceCategory'),
    ...checkCommitments(rows),
  ];
}

function checkNames(names: ReadonlySet<string>): FocusFault[] {
  const known = new Set(KNOWN_COLUMNS.map(({ name }) => name));
  const missing = FOCUS_COLUMNS.filter((column) => column.mandatory && !names.has(column.name));
  const strange = [...names].filter((name) => !known.has(name) && !name.startsWith('x_'));
  return [
    ...missing.map(({ name }) => ({ row: null, column: name, reason: 'a mandatory column is missing' })),
    ...strange.map((name) => ({ row: null, column: name, reason: 'is no FOCUS column, and own ones begin with x_' })),
  ];
}

function checkRow(row: FocusRow, at: number, names: ReadonlySet<string>): FocusFault[] {
  const faults: FocusFault[] = [];
  for (const column of KNOWN_COLUMNS) {
    const reason = names.has(column.name) ? faultOf(column, row[column.name]) : null;
    if (reason !== null) {
      faults.push({ row: at, column: column.name, reason });
    }
  }
  return [...faults, ...checkTogether(row, names).map((fault) => ({ row: at, ...fault }))];
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

/** ISO 4217. */
const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

const CHECKS: Readonly<Record<FocusType, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  decimal: (value) => (typeof value === 'number' ? Number.isFinite(value) : isDecimalText(value)),
  datetime: (value) =>
    typeof value === 'string' &&
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/.test(value) &&
    parseInstant(value) !== null,
  currency: (value) => typeof value === 'string' && CURRENCIES.has(value),
  json: isTags,
  object: (value) => typeof (typeof value === 'string' ? parseJson(value) : value) === 'object',
  boolean: (value) => value === true || value === false || value === 'true' || value === 'false',
};

function isDecimalText(value: unknown): boolean {
  return typeof value === 'string' && /^-?\d+(\.\d+)?([eE]-?\d+)?$/.test(value);
}

function isTags(value: unknown): boolean {
  const tags = typeof value === 'string' ? parseJson(value) : value;
  return (
    typeof tags === 'object' &&
    tags !== null &&
    !Array.isArray(tags) &&
    Object.values(tags).every((tag) => tag === null || typeof tag !== 'object')
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

/** A value of `key` belongs to one value of `to` in the whole file. */
function checkOne(rows: readonly FocusRow[], key: string, to: string): FocusFault[] {
  const first = new Map<unknown, unknown>();
  return rows.flatMap((row, at): FocusFault[] => {
    if (isNull(row[key])) {
      return [];
    }
    const known = first.has(row[key]) ? first.get(row[key]) : row[to];
    first.set(row[key], known);
    return known === row[to]
      ? []
      : [{ row: at + 1, column: to, reason: `another row has "${String(known)}" for the same ${key}` }];
  });
}

/** At its end a commitment has been spread over its usage, used and unused, to the last cent. */
function checkCommitments(rows: readonly FocusRow[]): FocusFault[] {
  const purchases = rows.filter((row) => row['ChargeCategory'] === 'Purchase' && !isNull(row['CommitmentDiscountId']));
  return purchases.flatMap((purchase): FocusFault[] => {
    const id = purchase['CommitmentDiscountId'];
    const own = rows.filter((row) => row['ChargeCategory'] === 'Usage' && row['CommitmentDiscountId'] === id);
    const isOver = own.some((row) => String(row['ChargePeriodEnd']) >= String(purchase['ChargePeriodEnd']));
    const spread = own.reduce((sum, row) => sum + Number(row['EffectiveCost']), 0);
    return !isOver || Math.abs(spread - Number(purchase['BilledCost'])) < 1e-6
      ? []
      : [
          {
            row: rows.indexOf(purchase) + 1,
            column: 'EffectiveCost',
            reason: 'of its usage does not add up to the commitment',
          },
        ];
  });
}
