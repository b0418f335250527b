import type { FaultKind } from './fault';

/** Fields whose values clients tend to treat as a closed list. */
const ENUM_FIELDS = new Set([
  'state',
  'readyState',
  'readySubstate',
  'source',
  'target',
  'type',
  'status',
  'plan',
  'role',
  'ChargeCategory',
  'PricingCategory',
  'cost_type',
  'token_type',
  'service_tier',
  'current_state',
]);

/** Fields that the real answers may leave out. */
const OPTIONAL_FIELDS = new Set([
  'readySubstate',
  'source',
  'meta',
  'target',
  'breakdown',
  'previous',
  'monitoring_metric_count',
  'planIteration',
  'expiresAt',
  'billingDataV2',
  'projectsMetadata',
  'RegionId',
  'RegionName',
  'ServiceCategory',
  'buildingAt',
  'input_cached_tokens',
  'quantity',
  'quantity_unit',
  'list_amount',
  'data_refreshed_at',
  'lastUpdate',
  'flatRate',
  'category',
]);

/** Changes an answer as a provider does that moves on without telling. Kinds that change no answer are ignored. */
export function distort(value: unknown, kinds: ReadonlySet<FaultKind>): unknown {
  let changed = value;
  if (kinds.has('missing-data')) {
    changed = withoutContent(changed);
  }
  if (kinds.has('empty-data')) {
    changed = emptied(changed);
  }
  if (kinds.has('missing-optional')) {
    changed = mapFields(changed, (key, field) => (OPTIONAL_FIELDS.has(key) ? undefined : field));
  }
  if (kinds.has('new-enum-values')) {
    changed = mapFields(changed, (key, field) =>
      ENUM_FIELDS.has(key) && typeof field === 'string' ? 'SOMETHING_NEW' : field,
    );
  }
  if (kinds.has('numbers-as-strings')) {
    changed = mapFields(changed, (_key, field) => (typeof field === 'number' ? String(field) : field));
  }
  if (kinds.has('null-dimensions')) {
    changed = mapFields(changed, (key, field) =>
      key === 'dimensionValues' || key === 'group' ? mapFields(field, () => null) : field,
    );
  }
  if (kinds.has('new-fields')) {
    changed = withNewFields(changed);
  }
  return changed;
}

type Fields = Record<string, unknown>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Takes away the first field that holds a list or an object: the one that the answer is about. */
function withoutContent(value: unknown): unknown {
  if (!isFields(value)) {
    return {};
  }
  const gone = Object.keys(value).find((key) => typeof value[key] === 'object' && value[key] !== null);
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== gone));
}

function emptied(value: unknown): unknown {
  if (Array.isArray(value)) {
    return [];
  }
  if (!isFields(value)) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, Array.isArray(field) ? [] : field]));
}

function mapFields(value: unknown, change: (key: string, field: unknown) => unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((entry) => mapFields(isFields(entry) || Array.isArray(entry) ? entry : change('', entry), change));
  }
  if (!isFields(value)) {
    return value;
  }
  const result: Fields = {};
  for (const [key, field] of Object.entries(value)) {
    const changed = change(key, field);
    if (changed !== undefined) {
      result[key] = mapFields(changed, change);
    }
  }
  return result;
}

function withNewFields(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withNewFields);
  }
  if (!isFields(value)) {
    return value;
  }
  const result: Fields = {};
  for (const [key, field] of Object.entries(value)) {
    result[key] = withNewFields(field);
  }
  return { ...result, brandNewField: { since: 'today' } };
}
