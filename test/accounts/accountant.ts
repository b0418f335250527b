/**
 * The accountant: a second, plain program that works the bill out from the providers' raw answers and the price
 * texts alone. It imports nothing of Headroom, so that no mistake is made twice; a rule checks that. Prices are
 * those of the price pages, copied by hand from facts, "Limits and prices", sections 3 to 6 (2026-11-24).
 */

/** Vercel Pro: 20 a month with one deploying seat, 20 for each further one (prices, section 3). */
const SEAT = 20;
/** What it includes a month of infrastructure (prices, section 3). */
const CREDIT = 20;
/** A ledger of a longer time is of a contract and renews with no cycle. */
const LONGEST_CYCLE = 35 * 86_400_000;
/** Neon Launch and Scale: a CU-hour; a GB-month of storage; of history; of snapshots; transfer beyond 100 GB. */
const NEON: Readonly<Record<string, number>> = { free: 0, launch: 0.106, scale: 0.222 };
const NEON_STORAGE = 0.35;
const NEON_HISTORY = 0.2;
const NEON_SNAPSHOT = 0.09;
const NEON_TRANSFER = 0.1;
const NEON_TRANSFER_FREE = 100;
/** Upstash: monthly fees of the plans that have one price; pay as you go is priced by use. */
const UPSTASH: Readonly<Record<string, number>> = {
  free: 0,
  fixed_250mb: 10,
  fixed_1gb: 20,
  fixed_5gb: 100,
  fixed_10gb: 200,
  fixed_50gb: 400,
  fixed_100gb: 800,
  fixed_500gb: 1500,
};

const DAY = 86_400_000;
const GIGABYTE = 1e9;

type Environment = Readonly<Record<string, string>>;
type Json = Readonly<Record<string, unknown>>;

/** What one account costs so far; `amount` null where nobody can tell, `atLeast` then what of it can be read. */
export interface Account {
  readonly connection: string;
  readonly currency: string;
  readonly amount: number | null;
  readonly atLeast?: number;
}

/** Works the bill out of what the environment's accounts answer, at the clock of the answers. */
export async function account(environment: Environment, now: string): Promise<readonly Account[]> {
  const at = Date.parse(now);
  const accounts = [
    environment['VERCEL_TOKEN'] === undefined ? [] : await vercel(environment, at),
    environment['KV_REST_API_URL'] === undefined ? [] : await redis(environment),
    environment['NEON_API_KEY'] === undefined ? [] : await neon(environment, at),
    environment['OPENAI_ADMIN_KEY'] === undefined ? [] : await openai(environment, at),
    environment['ANTHROPIC_ADMIN_KEY'] === undefined ? [] : await anthropic(environment, at),
    environment['AI_GATEWAY_API_KEY'] === undefined ? [] : await gateway(environment, at),
  ];
  return accounts.flat();
}

/** Whole cents, half up. */
export function cents(amount: number): number {
  return Math.floor(amount * 100 + 0.5 + 1e-7);
}

async function vercel(environment: Environment, now: number): Promise<readonly Account[]> {
  const base = environment['HEADROOM_VERCEL_URL'] ?? '';
  const team = environment['VERCEL_ORG_ID'] ?? '';
  const headers = { authorization: `Bearer ${environment['VERCEL_TOKEN'] ?? ''}`, 'content-type': 'application/json' };
  const told = await ask(`${base}/v2/teams/${team}?teamId=${team}`, { headers });
  const billing = record(told['billing']);
  if (billing['plan'] === 'hobby') {
    return [{ connection: 'vercel-env', currency: 'USD', amount: 0 }];
  }
  const period = record(billing['period']);
  const body = JSON.stringify({
    from: new Date(number(period['start'])).toISOString(),
    to: new Date(number(period['end'])).toISOString(),
    metrics: ['gross_cost', 'quantity'],
    format: 'timeseries',
    views: { all: { groupBy: ['product', 'region', 'project'] } },
  });
  const costs = await ask(`${base}/v2/billing/costs?teamId=${team}`, { method: 'POST', headers, body });
  const { licences, use, currency, most } = sumCosts(costs);
  if (currency !== 'USD') {
    // Seats of the days before a contract are dollars, which an answer in its units calls units: not added, and known.
    const whole = { connection: 'vercel-env', currency, amount: use };
    return [licences === 0 ? whole : { ...whole, amount: null, atLeast: use }];
  }
  const items = record(billing['invoiceItems']);
  const seats = number(record(items['pro'])['quantity'] ?? 1) + number(record(items['teamSeats'])['quantity'] ?? 0);
  // While a trial lasts the plan costs nothing.
  const trialEnds = billing['status'] === 'trialing' ? number(record(billing['trial'])['end']) : 0;
  const own = licences > 0 ? licences : seats * SEAT;
  const fee = trialEnds > now ? 0 : own;
  // Seats that were added since the charge, gone again or not: what a part of a period costs no price text says.
  const isBehind = fee > 0 && fee < Math.max(seats, most) * SEAT;
  // Whoever may not read the ledgers knows what the plan includes.
  const usage = await ask(`${base}/v1/invoices/pre-commitment-usage?teamId=${team}`, { headers }).catch(() => null);
  const credit = usage === null ? CREDIT : creditAt(list(usage['creditLedgers']), now, number(period['start']));
  const due = fee + Math.max(0, use - credit);
  return [{ connection: 'vercel-env', currency, ...(isBehind ? { amount: null, atLeast: due } : { amount: due }) }];
}

/** Gross costs of a period: subscription licences apart from what is used, and the most seats that a day counts. */
function sumCosts(costs: Json): { licences: number; use: number; currency: string; most: number } {
  const money = list(costs['metrics'])
    .map(record)
    .find((metric) => metric['slug'] === 'gross_cost');
  const unit = record(money?.['unit']);
  const results = record(costs['results']);
  const products = record(record(record(results['dimensionsMeta'])['product'])['values']);
  let licences = 0;
  let use = 0;
  let most = 0;
  for (const row of list(record(record(results['views'])['all'])['results']).map(record)) {
    const product = String(record(row['dimensionValues'])['product']);
    const column = (name: string) => {
      const at = list(row['metrics']).indexOf(name);
      return list(row['values']).map((day) => number(list(day)[at] ?? 0));
    };
    const total = sum(column('gross_cost'));
    if (record(products[product])['category'] === 'Subscription Licenses') {
      licences += total;
      most = Math.max(most, ...column('quantity'));
    } else {
      use += total;
    }
  }
  return { licences, use, most, currency: String(unit['name'] ?? unit['singular'] ?? 'USD') };
}

/** The ledger in dollars that holds now; else that of the nearest cycle; else the plan's own, where there are any. */
function creditAt(ledgers: readonly unknown[], now: number, start: number): number {
  const dollars = ledgers.map(record).filter(({ currency }) => currency === 'USD');
  const holds = dollars
    .filter(({ periodStart: start, periodEnd: end }) => {
      const from = typeof start === 'string' ? Date.parse(start) : now;
      const to = typeof end === 'string' ? Date.parse(end) : now + 1;
      return from <= now && now < to;
    })
    .sort((a, b) => Date.parse(String(b['periodStart'])) - Date.parse(String(a['periodStart'])));
  const away = (ledger: Json) => Math.abs(Date.parse(String(ledger['periodStart'])) - start);
  const [nearest] = dollars
    .filter(
      ({ periodStart: from, periodEnd: to }) => Date.parse(String(to)) - Date.parse(String(from)) <= LONGEST_CYCLE,
    )
    .sort((a, b) => away(a) - away(b));
  const none = ledgers.length === 0 ? 0 : CREDIT;
  return number((holds[0] ?? nearest)?.['total'] ?? none);
}

/**
 * A Redis tells no plan. Upstash's own interface does, of accounts that were made there, and Vercel's list of stores
 * does of the one that came with it, where no second store could be meant.
 */
async function redis(environment: Environment): Promise<readonly Account[]> {
  const base = environment['HEADROOM_UPSTASH_URL'];
  const unknown = { connection: 'redis-env', currency: 'USD', amount: null };
  if (base === undefined) {
    const stores = environment['VERCEL_TOKEN'] === undefined ? [] : await vercelStores(environment);
    const own = stores.filter(({ product }) => String(record(product)['slug']).startsWith('upstash'));
    const plan = own.length === 1 ? String(record(own[0]?.['billingPlan'])['name'] ?? '') : '';
    return [{ ...unknown, amount: UPSTASH[plan.toLowerCase().replace(' ', '_')] ?? null }];
  }
  const key = Buffer.from(`${environment['UPSTASH_EMAIL'] ?? ''}:${environment['UPSTASH_API_KEY'] ?? ''}`);
  const headers = { authorization: `Basic ${key.toString('base64')}` };
  const found = await askAny(`${base}/redis/databases`, { headers });
  const [database] = list(found).map(record);
  const fee = UPSTASH[String(database?.['type'] ?? database?.['database_type'])];
  return [{ ...unknown, amount: fee ?? null }];
}

async function vercelStores(environment: Environment): Promise<readonly Json[]> {
  const base = environment['HEADROOM_VERCEL_URL'] ?? '';
  const headers = { authorization: `Bearer ${environment['VERCEL_TOKEN'] ?? ''}` };
  const answer = await ask(`${base}/v1/storage/stores?teamId=${environment['VERCEL_ORG_ID'] ?? ''}`, { headers });
  return list(answer['stores']).map(record);
}

async function neon(environment: Environment, now: number): Promise<readonly Account[]> {
  const base = environment['HEADROOM_NEON_URL'] ?? '';
  const organization = environment['NEON_ORG_ID'] ?? '';
  const headers = { authorization: `Bearer ${environment['NEON_API_KEY'] ?? ''}` };
  const projects = list((await ask(`${base}/projects?org_id=${organization}&limit=100`, { headers }))['projects']).map(
    record,
  );
  // The list does not tell the plan, the project itself does.
  const first = record((await ask(`${base}/projects/${String(projects[0]?.['id'])}`, { headers }))['project']);
  const plan = String(record(first['owner'])['subscription_type'] ?? '').replace(/_v\d+$/, '');
  const none = { connection: 'postgres-env', currency: 'USD' };
  if (plan === 'free') {
    return [{ ...none, amount: 0 }];
  }
  const metrics =
    'compute_unit_seconds,root_branch_bytes_month,child_branch_bytes_month,instant_restore_bytes_month,snapshot_storage_bytes_month,public_network_transfer_bytes';
  const query = `org_id=${organization}&from=${monthOf(now)}T00:00:00Z&to=${new Date(now).toISOString()}&granularity=daily&metrics=${metrics}&limit=100`;
  const answer = await ask(`${base}/consumption_history/v2/projects?${query}`, { headers });
  const sums: Record<string, number> = {};
  for (const project of list(answer['projects']).map(record)) {
    for (const frame of list(project['periods'])
      .flatMap((period) => list(record(period)['consumption']))
      .map(record)) {
      for (const { metric_name: name, value } of list(frame['metrics']).map(record)) {
        sums[String(name)] = (sums[String(name)] ?? 0) + number(value);
      }
    }
  }
  const of = (name: string) => sums[name] ?? 0;
  const stored = (of('root_branch_bytes_month') + of('child_branch_bytes_month')) / GIGABYTE;
  const sent = of('public_network_transfer_bytes') / GIGABYTE;
  const amount =
    (of('compute_unit_seconds') / 3600) * (NEON[plan] ?? Number.NaN) +
    stored * NEON_STORAGE +
    (of('instant_restore_bytes_month') / GIGABYTE) * NEON_HISTORY +
    (of('snapshot_storage_bytes_month') / GIGABYTE) * NEON_SNAPSHOT +
    Math.max(0, sent - NEON_TRANSFER_FREE) * NEON_TRANSFER;
  return [{ ...none, amount }];
}

async function openai(environment: Environment, now: number): Promise<readonly Account[]> {
  const base = environment['HEADROOM_OPENAI_URL'] ?? '';
  const start = Date.parse(`${monthOf(now)}T00:00:00Z`) / 1000;
  const headers = { authorization: `Bearer ${environment['OPENAI_ADMIN_KEY'] ?? ''}` };
  const url = `${base}/organization/costs?start_time=${start}&bucket_width=1d&limit=180`;
  const answer = await ask(url, { headers });
  const amounts = list(answer['data'])
    .flatMap((bucket) => list(record(bucket)['results']))
    .map((result) => record(record(result)['amount']))
    .map(({ value, currency }) => ({ value, currency: String(currency).toUpperCase() }));
  return byCurrency('openai-env', amounts);
}

async function anthropic(environment: Environment, now: number): Promise<readonly Account[]> {
  const base = environment['HEADROOM_ANTHROPIC_URL'] ?? '';
  const headers = { 'x-api-key': environment['ANTHROPIC_ADMIN_KEY'] ?? '', 'anthropic-version': '2023-06-01' };
  const tomorrow = new Date(now + DAY).toISOString().slice(0, 10);
  const url = `${base}/v1/organizations/cost_report?starting_at=${monthOf(now)}T00:00:00Z&ending_at=${tomorrow}T00:00:00Z&bucket_width=1d&limit=31`;
  const answer = await ask(url, { headers });
  // Amounts are cents.
  const amounts = list(answer['data'])
    .flatMap((bucket) => list(record(bucket)['results']))
    .map((result) => ({ value: record(result)['amount'], currency: String(record(result)['currency']).toUpperCase() }));
  return byCurrency('anthropic-env', amounts, 100);
}

async function gateway(environment: Environment, now: number): Promise<readonly Account[]> {
  const base = environment['HEADROOM_AI_GATEWAY_URL'] ?? '';
  const headers = { authorization: `Bearer ${environment['AI_GATEWAY_API_KEY'] ?? ''}` };
  const today = new Date(now).toISOString().slice(0, 10);
  const answer = await ask(`${base}/report?start_date=${monthOf(now)}&end_date=${today}&group_by=day&date_part=day`, {
    headers,
  });
  const amounts = list(answer['results']).map((row) => number(record(row)['total_cost']));
  return [{ connection: 'ai-gateway-env', currency: 'USD', amount: sum(amounts) }];
}

/** One account for each currency; what holds an amount that cannot be read is not known, and at least the others. */
function byCurrency(
  connection: string,
  amounts: readonly { readonly value: unknown; readonly currency: string }[],
  per = 1,
): readonly Account[] {
  const currencies = new Set(['USD', ...amounts.map(({ currency }) => currency)]);
  return [...currencies].map((currency) => {
    const own = amounts.filter((one) => one.currency === currency).map(({ value }) => Number(value) / per);
    const readable = sum(own.filter((amount) => !Number.isNaN(amount)));
    return own.some((amount) => Number.isNaN(amount))
      ? { connection, currency, amount: null, atLeast: readable }
      : { connection, currency, amount: readable };
  });
}

/** First day of the month (UTC). */
function monthOf(now: number): string {
  return `${new Date(now).toISOString().slice(0, 7)}-01`;
}

async function askAny(url: string, init: RequestInit): Promise<unknown> {
  const answer = await fetch(url, init);
  if (!answer.ok) {
    throw new Error(`${new URL(url).pathname} answered ${answer.status}: ${await answer.text()}`);
  }
  return answer.json();
}

async function ask(url: string, init: RequestInit): Promise<Json> {
  return record(await askAny(url, init));
}

function record(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A number, also one that came as text. */
function number(value: unknown): number {
  const read = typeof value === 'string' ? Number(value) : value;
  if (typeof read !== 'number' || !Number.isFinite(read)) {
    throw new Error(`not a number: ${String(value)}`);
  }
  return read;
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
