type Shape = 'object' | 'texts' | 'array' | null;

/**
 * Columns that hold JSON, and what it has to be at its top; `since` is a column that the table has only since this one
 * holds JSON. A test compares the list with the schema.
 */
export const JSON_COLUMNS: readonly (readonly [table: string, column: string, shape: Shape, since?: string])[] = [
  ['connection', 'settings', 'texts'],
  ['connection', 'billing', 'object'],
  ['connection', 'cursors', 'object'],
  ['found_store', 'variables', 'array'],
  ['upgrade_recommendation', 'advice', 'object'],
  ['upgrade_recommendation', 'status_reason', 'object', 'advice'],
  ['recommendation_event', 'why', 'object'],
  ['monitoring_cycle', 'failure', 'object'],
  ['setting', 'value', null],
  ['infrastructure_limit', 'reason', 'object', 'limit_id'],
  ['alert', 'reason', 'object'],
  ['alert_event', 'why', 'object'],
  ['delivery', 'why', 'object'],
  ['digest_delivery', 'why', 'object'],
  ['provider_fact', 'answer', null],
  ['backfill_capability', 'gaps', 'array'],
  ['bill_statement', 'lines', 'object'],
  ['forecast', 'forecast', 'object'],
  ['price_list', 'list', 'object'],
];

/**
 * Whether a stored text is the JSON that its column needs: `texts` is an object of nothing but texts, null anything.
 * `JSON.parse` and not SQLite's own functions, since it is what reads the column afterwards.
 */
export function isJsonOf(text: unknown, shape: Shape): boolean {
  try {
    const value: unknown = typeof text === 'string' ? JSON.parse(text) : undefined;
    if (shape === null) {
      return value !== undefined;
    }
    const isObject = typeof value === 'object' && value !== null;
    return (
      isObject &&
      Array.isArray(value) === (shape === 'array') &&
      (shape !== 'texts' || Object.values(value).every((one) => typeof one === 'string'))
    );
  } catch {
    return false;
  }
}
