import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { PriceList } from '#shared/domain/price-list';
import { findFaults, type PriceListFault } from './price-list-checks';
import { priceListSchema } from './price-list-schema';

const SHOWN_FAULTS = 5;

/**
 * Takes a price list from parsed JSON. Refused with `invalid-input` that names each faulty entry and
 * the reason: a missing unit, overlapping dates, a negative price, an unknown plan, a wrong currency.
 */
export function loadPriceList(json: unknown): Result<PriceList> {
  return check(json, (path) => placeOf(json, path));
}

/** Like `loadPriceList`, from the text of a file: a refusal also names the line. */
export function readPriceList(text: string): Result<PriceList> {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true });
  const [error] = errors;
  if (error !== undefined || tree === undefined) {
    const line = lineAt(text, error?.offset ?? 0);
    return refuse([`line ${line}: not valid JSON (${error ? printParseErrorCode(error.error) : 'empty file'})`]);
  }
  const json: unknown = JSON.parse(text);
  return check(json, (path) => `line ${lineAt(text, offsetOf(tree, path))}, ${placeOf(json, path)}`);
}

function check(json: unknown, place: (path: PriceListFault['path']) => string): Result<PriceList> {
  const parsed = priceListSchema.safeParse(json);
  const faults: PriceListFault[] = parsed.success
    ? findFaults(parsed.data)
    : parsed.error.issues.map((issue) => ({ path: issue.path.filter(isKey), reason: sentenceOf(issue) }));
  if (parsed.success && faults.length === 0) {
    return succeed(parsed.data);
  }
  return refuse(faults.map((fault) => `${place(fault.path)}: ${String(fault.path.at(-1) ?? 'file')} ${fault.reason}`));
}

function refuse(faults: readonly string[]): Result<PriceList> {
  const more = faults.length - SHOWN_FAULTS;
  const shown = faults.slice(0, SHOWN_FAULTS).join('; ') + (more > 0 ? `; and ${more} more` : '');
  return fail({
    code: 'invalid-input',
    message: `The price file was refused. ${shown}.`.replace(/\.\.$/, '.'),
    action: 'Correct the file and import it again; the price list in use stays.',
    retryable: false,
  });
}

function sentenceOf(issue: { code?: string; message: string; input?: unknown }): string {
  if (issue.code === 'invalid_type' && /received undefined/.test(issue.message)) {
    return 'is missing';
  }
  return /^[a-z]/.test(issue.message) ? issue.message : `is wrong (${issue.message})`;
}

/** `limits[12] (vercel pro VERCEL_EDGE EDGE_REQUESTS)`: enough to find the entry without line numbers. */
function placeOf(json: unknown, path: PriceListFault['path']): string {
  const [table, at] = path;
  if (typeof table !== 'string' || typeof at !== 'number') {
    return 'the file';
  }
  const entry = childOf(childOf(json, table), at);
  const names = ['provider', 'plan', 'service', 'metric', 'model', 'region', 'name']
    .map((key) => childOf(entry, key))
    .filter((value) => typeof value === 'string');
  return `${table}[${at}]${names.length === 0 ? '' : ` (${names.join(' ')})`}`;
}

function childOf(value: unknown, key: string | number): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function offsetOf(tree: Node, path: PriceListFault['path']): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = findNodeAtLocation(tree, path.slice(0, length));
    if (node !== undefined) {
      return node.offset;
    }
  }
  return tree.offset;
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function isKey(key: PropertyKey): key is string | number {
  return typeof key !== 'symbol';
}
