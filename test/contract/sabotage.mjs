import { createServer } from 'node:http';
import { Readable } from 'node:stream';

/**
 * @typedef {object} Sabotage
 * @property {string} name What is wrong with the simulator, as a reader of the report sees it.
 * @property {(path: string, value: any) => any} change Falsifies an answer of this path, or a line of it.
 * @property {(path: string, query: URLSearchParams) => void} [ask] Falsifies a request.
 */

const HOUR_MS = 3_600_000;

/** The value with every field changed that `change` answers for; undefined leaves it. */
function deep(value, change) {
  if (Array.isArray(value)) return value.map((one) => deep(one, change));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, field]) => [key, change(key, field) ?? deep(field, change)]);
  return Object.fromEntries(entries);
}

const doubled = (amount) => (typeof amount === 'string' ? String(Number(amount) * 2) : amount * 2);
const isAmount = (value) => value !== null && value !== '' && !Number.isNaN(Number(value));

/** Fields that are money, whoever sends them. */
const MONEY = new Set([
  'BilledCost',
  'EffectiveCost',
  'amount',
  'list_amount',
  'total_cost',
  'market_cost',
  'total_used',
]);

/** Doubles the first figure of each day of the costs by product: that is the money. */
const costsTwice = (value) =>
  deep(value, (key, field) => {
    if (key === 'values') return field?.map?.(([cost, ...rest]) => [cost * 2, ...rest]);
    return key === 'totalValue' ? field?.map?.((one, at) => (at === 0 ? one * 2 : one)) : undefined;
  });

const moneyTwice = (value) =>
  deep(value, (key, field) => {
    if (key === 'amount' && typeof field === 'object') return { ...field, value: doubled(field.value) };
    return MONEY.has(key) && isAmount(field) ? doubled(field) : undefined;
  });

/** Moments of days, eight hours later. */
const DAYS = new Set([
  'date',
  'ChargePeriodStart',
  'ChargePeriodEnd',
  'starting_at',
  'ending_at',
  'timeframe_start',
  'timeframe_end',
]);
const later = (text) => new Date(Date.parse(text) + 8 * HOUR_MS).toISOString();
const daysLater = (value) =>
  deep(value, (key, field) => {
    if (key === 'times') return field.map(later);
    if (DAYS.has(key) && typeof field === 'string') return later(field);
    return (key === 'start_time' || key === 'end_time') && typeof field === 'number' ? field + 8 * 3600 : undefined;
  });

/** The figures of each day told for the day before, its name as it was: Los Angeles' days counted as if in UTC. */
const countsMoved = (value) =>
  deep(value, (key, field) => (key === 'values' && Array.isArray(field) ? [...field.slice(1), field[0]] : undefined));

const SWAPPED = {
  input_cached_tokens: 'input_uncached_tokens',
  input_uncached_tokens: 'input_cached_tokens',
  uncached_input_tokens: 'cache_read_input_tokens',
  cache_read_input_tokens: 'uncached_input_tokens',
  cached_input_tokens: 'output_tokens',
};
function classesSwapped(value) {
  if (Array.isArray(value)) return value.map(classesSwapped);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [
      key,
      SWAPPED[key] !== undefined && typeof value[SWAPPED[key]] === 'number'
        ? value[SWAPPED[key]]
        : classesSwapped(field),
    ]),
  );
}

const REGIONS = { iad1: 'hnd1', hnd1: 'iad1' };
const regionsSwapped = (value) =>
  deep(value, (key, field) => ((key === 'region' || key === 'RegionId') && REGIONS[field]) || undefined);

const only = (pattern, change) => (path, value) => (pattern.test(path) ? change(value) : value);

/** What may be wrong with the simulator without any client refusing it. Each must fail at least one check. */
export const SABOTAGES = [
  { name: 'every amount doubled, everywhere', change: (_path, value) => costsTwice(moneyTwice(value)) },
  { name: 'costs of Vercel doubled', change: only(/billing\/costs/, costsTwice) },
  { name: 'charges of Vercel doubled', change: only(/billing\/charges/, moneyTwice) },
  {
    name: 'costs and charges of Vercel doubled',
    change: only(/billing\/co|billing\/ch/, (v) => costsTwice(moneyTwice(v))),
  },
  {
    name: 'spend of Vercel doubled',
    change: only(/\/spend$/, (v) => deep(v, (k, f) => (k === 'currentSpend' ? f * 2 : undefined))),
  },
  { name: 'costs of OpenAI doubled', change: only(/openai.*costs/, moneyTwice) },
  {
    name: 'analytics of Anthropic in dollars',
    change: only(/analytics\/cost/, (v) =>
      deep(v, (k, f) => (MONEY.has(k) && isAmount(f) ? String(Number(f) / 100) : undefined)),
    ),
  },
  { name: 'older costs of Anthropic doubled', change: only(/cost_report/, moneyTwice) },
  { name: 'report of the AI Gateway doubled', change: only(/\/report$/, moneyTwice) },
  { name: 'credits of the AI Gateway doubled', change: only(/\/credits$/, moneyTwice) },
  { name: 'every day moved by eight hours', change: (_path, value) => daysLater(value) },
  { name: 'days of the costs moved by eight hours', change: only(/billing\/costs/, daysLater) },
  { name: 'days of the charges moved by eight hours', change: only(/billing\/charges/, daysLater) },
  { name: 'days of the usage moved by eight hours', change: only(/v2\/usage/, daysLater) },
  { name: 'days of OpenAI moved by eight hours', change: only(/openai/, daysLater) },
  { name: 'days of Anthropic moved by eight hours', change: only(/anthropic/, daysLater) },
  { name: 'figures of the costs told for another day', change: only(/billing\/costs/, countsMoved) },
  { name: 'the last page missing', change: only(/./, (v) => pageMissing(v)) },
  {
    name: 'the first page of deployments told twice',
    change: only(/deployments/, (v) => v),
    ask: (path, query) => /deployments/.test(path) && query.delete('until'),
  },
  { name: 'token classes swapped', change: (_path, value) => classesSwapped(value) },
  { name: 'seats ignored', change: (_path, value) => seatsIgnored(value) },
  { name: 'regions swapped', change: (_path, value) => regionsSwapped(value) },
  {
    name: 'compute of Neon doubled',
    change: only(/consumption_history/, (v) => deep(v, (k, f) => (k === 'value' ? f * 2 : undefined))),
  },
  {
    name: 'images of OpenAI doubled',
    change: only(/usage\/images/, (v) => deep(v, (k, f) => (k === 'images' ? f * 2 : undefined))),
  },
];

/** A list ends after its first page, and says that this was all. */
function pageMissing(value) {
  if (value?.has_more === true) return { ...value, has_more: false, next_page: null };
  return value?.pagination?.next ? { ...value, pagination: { ...value.pagination, next: null } } : value;
}

/** One seat, however many there are: in the costs, in the charges, and where the team lists its invoice. */
function seatsIgnored(value, seats = 3) {
  if (value?.ServiceName === 'Pro') {
    return { ...value, BilledCost: value.BilledCost / seats, EffectiveCost: value.EffectiveCost / seats };
  }
  const ofOne = (row) => ({
    ...row,
    values: row.values.map(([cost]) => [cost / seats, 1]),
    totalValue: [row.totalValue[0] / seats, 1],
  });
  return deep(value, (key, field) => {
    if (key === 'teamSeats') return { ...field, quantity: 0 };
    const isRows = key === 'results' && Array.isArray(field);
    return isRows ? field.map((row) => (row?.dimensionValues?.product === 'pro_seats' ? ofOne(row) : row)) : undefined;
  });
}

/**
 * The simulator at `target`, with its answers falsified; without a sabotage they pass as they are. `prefix` is put in
 * front of every path, for clients that know hosts only.
 * @param {string} target
 * @param {Sabotage | null} sabotage
 */
export async function startProxy(target, sabotage, prefix = '') {
  const server = createServer(async (request, response) => {
    const url = new URL(prefix + request.url, target);
    sabotage?.ask?.(url.pathname, url.searchParams);
    const body = request.method === 'GET' ? undefined : Readable.toWeb(request);
    const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => PASSED.has(name)));
    const answer = await fetch(url, { method: request.method, headers, body, duplex: 'half', redirect: 'manual' });
    const text = await answer.text();
    const type = answer.headers.get('content-type') ?? '';
    response.writeHead(answer.status, { 'content-type': type });
    response.end(sabotage === null || !answer.ok ? text : falsified(url.pathname, type, text, sabotage));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const PASSED = new Set(['authorization', 'content-type', 'accept', 'x-api-key', 'anthropic-version', 'anthropic-beta']);

function falsified(path, type, text, { change }) {
  const one = (line) => JSON.stringify(change(path, JSON.parse(line)));
  if (type.startsWith('application/jsonl')) {
    return text
      .split('\n')
      .map((line) => (line === '' ? '' : one(line)))
      .join('\n');
  }
  return type.startsWith('application/json') ? one(text) : text;
}
