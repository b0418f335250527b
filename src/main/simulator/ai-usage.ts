import { DAY, type Instant, type Period } from '#shared/domain/instant';
import { listParameter } from './exchange';
import type { ScenarioModel } from './scenario';
import type { World } from './world';

/** Tokens by class; the four are disjoint and add up to all tokens. */
export interface Tokens {
  readonly uncached: number;
  readonly cached: number;
  readonly cacheWrite: number;
  readonly output: number;
  readonly requests: number;
}

export type TokenClass = 'uncached' | 'cached' | 'cacheWrite' | 'output';
export const TOKEN_CLASSES: readonly TokenClass[] = ['uncached', 'cached', 'cacheWrite', 'output'];

/** What a model used inside `span`; parts of a split span add up to the whole. */
export function tokensBetween(world: World, vendor: string, model: ScenarioModel, span: Period): Tokens {
  const from = tokensUntil(world, vendor, model, span.start);
  const to = tokensUntil(world, vendor, model, Math.max(span.start, span.end));
  return {
    uncached: to.uncached - from.uncached,
    cached: to.cached - from.cached,
    cacheWrite: to.cacheWrite - from.cacheWrite,
    output: to.output - from.output,
    requests: to.requests - from.requests,
  };
}

function tokensUntil(world: World, vendor: string, model: ScenarioModel, instant: Instant): Tokens {
  const total = world.load(`ai|${vendor}|${model.model}|${model.project}`, model.tokens).until(instant);
  const cached = Math.floor(total * model.cached);
  const cacheWrite = Math.floor(total * model.cacheWrite);
  const output = Math.floor(total * model.output);
  return {
    uncached: total - cached - cacheWrite - output,
    cached,
    cacheWrite,
    output,
    requests: Math.floor(total / model.tokensPerRequest),
  };
}

export function addTokens(a: Tokens, b: Tokens): Tokens {
  return {
    uncached: a.uncached + b.uncached,
    cached: a.cached + b.cached,
    cacheWrite: a.cacheWrite + b.cacheWrite,
    output: a.output + b.output,
    requests: a.requests + b.requests,
  };
}

export const NO_TOKENS: Tokens = { uncached: 0, cached: 0, cacheWrite: 0, output: 0, requests: 0 };

export function allTokens(tokens: Tokens): number {
  return tokens.uncached + tokens.cached + tokens.cacheWrite + tokens.output;
}

/** Dollars as an exact number of 10^-12: prices are whole millionths a million tokens. */
export function exactCost(
  model: ScenarioModel,
  tokens: Tokens,
  classes: readonly TokenClass[] = TOKEN_CLASSES,
): bigint {
  return classes.reduce(
    (sum, name) => sum + BigInt(tokens[name]) * BigInt(Math.round(model.price[name] * 1_000_000)),
    0n,
  );
}

/** A decimal text of `amount` · 10^-`digits`, without trailing zeros. */
export function decimalText(amount: bigint, digits: number): string {
  const text = (amount < 0n ? -amount : amount).toString().padStart(digits + 1, '0');
  const fraction = text.slice(-digits).replace(/0+$/, '');
  const whole = text.slice(0, -digits);
  return `${amount < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** The UTC buckets of `width` seconds that `range` touches, each whole. */
export function bucketsOf(range: Period, width: number): Period[] {
  const buckets: Period[] = [];
  for (let start = Math.floor(range.start / width) * width; start < range.end; start += width) {
    buckets.push({ start, end: start + width });
  }
  return buckets;
}

export const BUCKET_WIDTHS: Readonly<Record<string, { seconds: number; preset: number; most: number }>> = {
  '1d': { seconds: DAY, preset: 7, most: 31 },
  '1h': { seconds: 3_600, preset: 24, most: 168 },
  '1m': { seconds: 60, preset: 60, most: 1440 },
};

/** Puts together what agrees in `keyOf`, in the order in which each key first came. */
export function groupsOf<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()];
}

/**
 * The models that a query asks for: by model, API key and project. `projectParameter` is the vendor's
 * word for a project. Without a parameter nothing is left out.
 */
export function wantedModels(
  models: readonly ScenarioModel[],
  query: URLSearchParams,
  projectParameter: string,
): ScenarioModel[] {
  const keep = (parameter: string, value: (model: ScenarioModel) => string) => {
    const wanted = listParameter(query, parameter);
    return (model: ScenarioModel) => wanted.length === 0 || wanted.includes(value(model));
  };
  return models
    .filter(keep('models', (model) => model.model))
    .filter(keep(projectParameter, (model) => model.project))
    .filter(keep('api_key_ids', (model) => model.apiKey));
}
