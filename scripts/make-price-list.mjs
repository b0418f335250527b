// Makes the price list that Headroom ships from a file of facts:
//   node scripts/make-price-list.mjs FACTS.json [OUT.json]
// The facts keep the providers' own words; this script turns them into the closed vocabulary of
// src/shared/domain/plan.ts and price-list.ts, one entry a line. docs/pricing.md tells every rule.
import { readFileSync, writeFileSync } from 'node:fs';
import { aliases, buildMachines, serviceAliases } from './price-list-names.mjs';
import {
  atLimitOf,
  beyondOf,
  billedAsOf,
  dated,
  dayOf,
  FEE_METRICS,
  FLAT_RATE,
  sourceName,
  windowOf,
} from './price-list-words.mjs';

const [, , factsPath, outPath = 'src/shared/core/pricing/data/price-list.json'] = process.argv;
if (factsPath === undefined) {
  console.error('usage: node scripts/make-price-list.mjs FACTS.json [OUT.json]');
  process.exit(2);
}
const facts = JSON.parse(readFileSync(factsPath, 'utf8'));

const WHOLE_PACKAGES_UNTIL = '2026-05-28';

const stepsOf = (limit) => {
  const entry = (step, from, to) => {
    const priced = limit.overage !== null && limit.grade !== 'C';
    // The plan's own fee already pays the first seat, database or tier.
    const included = FEE_METRICS.has(limit.metric) && limit.included === null ? 1 : limit.included;
    const { price, per, unit, currency, region = null, step: rounding = '' } = limit.overage ?? {};
    return {
      id: from === limit.effectiveFrom ? limit.id : `${limit.id}@${from}`,
      provider: limit.provider,
      plan: limit.plan,
      service: limit.service,
      metric: limit.metric,
      edition: limit.edition,
      billedAs: billedAsOf(limit.metric),
      included,
      unit: limit.unit,
      window: windowOf(limit),
      atLimit: atLimitOf(limit),
      consequence: limit.atLimit.replace(/^seed: /, ''),
      beyond: beyondOf(limit),
      overage: priced ? { price, per, unit, currency, step } : null,
      region,
      rounding: /^exact/.test(rounding) ? '' : rounding,
      effectiveFrom: dayOf(from),
      effectiveTo: dayOf(to),
      ...dated(limit),
      grade: limit.grade,
      note: sourceName(limit.note),
    };
  };
  if (limit.overage !== null && /before that whole packages/.test(limit.overage.step)) {
    return [entry('whole', limit.effectiveFrom, WHOLE_PACKAGES_UNTIL), entry('exact', '2026-05-29', limit.effectiveTo)];
  }
  return [entry('exact', limit.effectiveFrom, limit.effectiveTo)];
};

const limits = facts.limits.flatMap(stepsOf);
const limitAt = (id) => limits.find((limit) => limit.id === id);

// Pro has no allowance of build minutes: every build is charged by its machine's vCPUs.
limits.push({
  ...limitAt('vercel/VERCEL_BUILD/pro/BUILD_CPU_MINUTES'),
  id: 'vercel/VERCEL_BUILD/pro/BUILD_MINUTES',
  metric: 'BUILD_MINUTES',
  unit: 'minutes',
  included: null,
  beyond: 'by-machine',
  overage: null,
  note: 'No allowance: each build is charged by the vCPUs of its machine (standard 4, enhanced 8, turbo 30).',
});

// The flat rate also covers Blob and Sandbox transfer.
for (const plan of [...new Set(limits.filter((limit) => FLAT_RATE.test(limit.plan)).map((limit) => limit.plan))]) {
  for (const id of ['vercel/VERCEL_BLOB/pro/TRANSFER_GB', 'vercel/VERCEL_SANDBOX/pro/NETWORK_GB']) {
    const flat = limitAt(`vercel/VERCEL_BANDWIDTH/${plan}/FAST_DATA_TRANSFER_GB`);
    const own = limitAt(id);
    limits.push({
      ...flat,
      id: id.replace('/pro/', `/${plan}/`),
      service: own.service,
      metric: own.metric,
      unit: own.unit,
      included: null,
      atLimit: 'none',
      consequence: '',
    });
  }
}

// Upstash counts no commands on its fixed plans.
for (const limit of limits.filter((other) => /^upstash.*fixed_.*BANDWIDTH_GB$/.test(other.id))) {
  limits.push({
    ...limit,
    id: limit.id.replace('BANDWIDTH_GB', 'COMMANDS'),
    metric: 'COMMANDS',
    included: null,
    unit: 'commands',
    atLimit: 'none',
    consequence: '',
    beyond: 'free',
    note: 'No monthly command count.',
  });
}

// The client's KV plans have an enterprise plan without a figure: unknown, never invented.
for (const metric of ['STORAGE_MB', 'COMMANDS_PER_DAY']) {
  const free = limitAt(`vercel-kv/VERCEL_KV/free/${metric}`);
  limits.push({
    ...free,
    id: `vercel-kv/VERCEL_KV/enterprise/${metric}`,
    plan: 'enterprise',
    included: null,
    window: 'contract',
    atLimit: 'overage',
    consequence: 'as the contract says',
    beyond: 'unknown',
    note: 'No figure in any source: enter your own.',
  });
}

const familyOf = (provider, plan) => (provider === 'vercel' && /^pro-20\d\d$/.test(plan) ? 'pro' : null);
const planRecord = (plan) => ({
  provider: plan.provider,
  plan: plan.plan,
  name: plan.name,
  edition: plan.edition,
  family: familyOf(plan.provider, plan.plan),
  basePlan: FLAT_RATE.test(plan.plan) ? 'pro' : null,
  monthlyFee: plan.monthlyFeeUSD,
  feeUnit: plan.feeUnit,
  includedCredit: plan.includedCreditUSD,
  detect: plan.detect ?? '',
  effectiveFrom: dayOf(plan.effectiveFrom),
  effectiveTo: dayOf(plan.effectiveTo),
  ...dated(plan),
  grade: plan.grade,
  note: sourceName(plan.note),
});
const editionOf = (provider, plan) =>
  limits.find((limit) => limit.provider === provider && limit.plan === plan)?.edition ?? 'current';
const names = { free: 'Free', pro: 'Pro', enterprise: 'Enterprise', 'pro-seed': 'Pro (entered by hand)' };
const asName = (plan, name) =>
  names[name === plan || name === undefined || plan === 'pro-seed' ? plan : ''] ?? titleCase(name ?? plan);
const titleCase = (text) => text[0].toUpperCase() + text.slice(1).replace('-', ' ');
const plans = facts.plans.map((plan) =>
  planRecord({
    ...plan,
    name: plan.provider === 'vercel-kv' ? names[plan.plan] : plan.name,
    edition: editionOf(plan.provider, plan.plan),
  }),
);
const known = new Set(plans.map((plan) => `${plan.provider}/${plan.plan}`));
for (const limit of limits) {
  if (known.has(`${limit.provider}/${limit.plan}`)) continue;
  known.add(`${limit.provider}/${limit.plan}`);
  const own = limits.filter((other) => other.provider === limit.provider && other.plan === limit.plan);
  const fee = own.find((other) => other.billedAs === 'licence');
  const froms = own.map((other) => other.effectiveFrom);
  const tos = own.map((other) => other.effectiveTo);
  const spendTier = own.every((other) => other.metric === 'MONTHLY_SPEND_USD');
  const freeOfCharge = /^(free|hobby)/.test(limit.plan) || spendTier;
  plans.push(
    planRecord({
      provider: limit.provider,
      plan: limit.plan,
      name: asName(
        limit.plan,
        facts.limits.find((other) => other.provider === limit.provider && other.plan === limit.plan)?.planName,
      ),
      edition: limit.edition,
      monthlyFeeUSD: freeOfCharge ? 0 : (fee?.overage?.price ?? null),
      feeUnit: freeOfCharge ? 'account' : (fee?.unit ?? 'account'),
      includedCreditUSD: 0,
      effectiveFrom: froms.includes(null) ? null : froms.sort()[0],
      effectiveTo: tos.includes(null) ? null : tos.sort().at(-1),
      source: limit.source,
      sourceDate: limit.sourceDated,
      grade: limit.grade,
      note: freeOfCharge || fee?.overage ? '' : 'The sources give no fee: enter your own.',
    }),
  );
}

const REGIONAL = {
  FAST_DATA_TRANSFER_GB: ['VERCEL_BANDWIDTH', 'FAST_DATA_TRANSFER_GB'],
  FAST_ORIGIN_TRANSFER_GB: ['VERCEL_BANDWIDTH', 'FAST_ORIGIN_TRANSFER_GB'],
  EDGE_REQUESTS: ['VERCEL_EDGE', 'EDGE_REQUESTS'],
  ISR_READS: ['VERCEL_ISR', 'READS'],
  ISR_WRITES: ['VERCEL_ISR', 'WRITES'],
  EDGE_REQUEST_CPU_HOURS: ['VERCEL_EDGE', 'EDGE_REQUEST_CPU_HOURS'],
};
const cities = Object.fromEntries(facts.regionalPrices.map((price) => [price.region, price.city]));
const regional = (provider, region, service, metric, price, per, entry, grade = entry.grade) => ({
  provider,
  region,
  city: cities[region] ?? region,
  service,
  metric,
  price,
  per,
  currency: facts.currency,
  ...dated(entry),
  grade,
});
const regionalPrices = facts.regionalPrices.map((price) =>
  regional(price.provider, price.region, ...REGIONAL[price.metric], price.price, price.per, price),
);
for (const price of facts.fluidRegionalPrices) {
  regionalPrices.push(
    regional(price.provider, price.region, 'VERCEL_FUNCTIONS', 'ACTIVE_CPU_HOURS', price.activeCpuPerHour, 1, price),
    regional(
      price.provider,
      price.region,
      'VERCEL_FUNCTIONS',
      'PROVISIONED_MEMORY_GB_HOURS',
      price.memoryPerGbHour,
      1,
      price,
    ),
  );
}
// Runtime cache shares the factor of ISR in every region (facts, "By region").
for (const price of facts.regionalPrices) {
  if (price.metric === 'ISR_READS' || price.metric === 'ISR_WRITES') {
    regionalPrices.push(
      regional(
        price.provider,
        price.region,
        'VERCEL_CACHE',
        `RUNTIME_CACHE_${price.metric.slice(4)}`,
        price.price,
        price.per,
        price,
        'B',
      ),
    );
  }
}

const modelPrices = facts.modelPrices.flatMap(corrected).flatMap((price) => {
  const { sourceDate, source, status, ...rest } = price;
  const record = {
    ...rest,
    currency: facts.currency,
    effectiveFrom: dayOf(price.effectiveFrom),
    effectiveTo: null,
    ...dated({ source, sourceDate }),
  };
  const change = /^Cache reads ([\d.]+) until (\d{4}-\d{2}-\d{2}), ([\d.]+) from (\d{4}-\d{2}-\d{2})\./.exec(
    price.note,
  );
  return change === null
    ? [record]
    : [
        { ...record, cacheReadPerMTok: Number(change[1]), effectiveTo: change[2] },
        { ...record, cacheReadPerMTok: Number(change[3]), effectiveFrom: change[4] },
      ];
});

const addOns = facts.addOns.map(({ priceUSD, unit, sourceDate, source, ...rest }) => ({
  ...rest,
  price: priceUSD,
  unit,
  currency: facts.currency,
  ...dated({ source, sourceDate }),
}));

/** The corrections of 2026-11-29 to the models, which stand in the text of the facts alone. */
function corrected(price) {
  if (price.model !== 'gpt-6.1-sol') return [price];
  const terra = {
    ...{ ...price, model: 'gpt-6.1-terra', inputPerMTok: 1, outputPerMTok: 5, cacheReadPerMTok: 0.05 },
    ...{ cacheWritePerMTok: 1.25, effectiveFrom: '2026-10-26', note: '' },
    ...{ source: 'OpenAI model prices, as a third party tells them', sourceDate: '2026-11-29' },
  };
  const longContext = { promptTokensOver: 272000, inputPerMTok: 4, outputPerMTok: 15, cacheReadPerMTok: 0.2 };
  const note = price.note.replace('dearer as with GPT-6', 'dearer, taken in the proportion of GPT-6');
  return [{ ...price, longContext, note }, terra];
}

const list = {
  schema: 1,
  asOf: facts.asOf,
  currency: facts.currency,
  plans,
  limits,
  regionalPrices,
  modelPrices,
  addOns,
  aliases,
  serviceAliases,
  buildMachines,
  unbilledMetrics: ['LATENCY_MS', 'CONNECTIONS', 'KEYS', 'HIT_RATE', 'EVICTIONS_PER_DAY'],
};
const lines = Object.entries(list).map(([key, value]) =>
  Array.isArray(value) && typeof value[0] === 'object'
    ? `"${key}": [\n${value.map((entry) => JSON.stringify(entry)).join(',\n')}\n]`
    : `"${key}": ${JSON.stringify(value)}`,
);
writeFileSync(outPath, `{\n${lines.join(',\n')}\n}\n`);
console.log(
  `${outPath}: ${plans.length} plans, ${limits.length} limits, ${regionalPrices.length} regional prices, ${modelPrices.length} model prices`,
);
