import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { type Scenario, scenarioSchema } from './scenario';
import { complaintsOf, isObject, mergePatch, withCommonShares } from './scenario-patch';
import { BASE_NAMES, shippedContent } from './scenarios';
import { PRODUCTS } from './vercel/billing';

/** Files that may be based on one another, one on the next. */
const LONGEST_CHAIN = 8;
/** How far from 1 the shares of a whole may add up, for shares that were rounded. */
const SHARE_TOLERANCE = 0.01;

/**
 * Reads a scenario from a JSON file: a whole one, or one whose `basedOn` names what it changes, a shipped
 * scenario, `base`, or another file (as a path from its own folder). Fails with `invalid-input` and names the
 * field when something is wrong.
 */
export function readScenarioFile(path: string): Result<Scenario> {
  const file = resolve(path);
  const content = contentOf(file, []);
  if (!content.ok) {
    return content;
  }
  const parsed = scenarioSchema.safeParse(withCommonShares(content.value));
  if (!parsed.success) {
    return fail(wrong(path, complaintsOf(parsed.error)));
  }
  const complaint = contradiction(parsed.data);
  return complaint === null ? succeed(parsed.data) : fail(wrong(path, complaint));
}

/** What a file says, with everything that it is based on. `above` are the files that led here. */
function contentOf(file: string, above: readonly string[]): Result<unknown> {
  const read = readJson(file);
  if (!read.ok || !isObject(read.value) || !Object.hasOwn(read.value, 'basedOn')) {
    return read;
  }
  const { basedOn, ...own } = read.value;
  if (typeof basedOn !== 'string' || basedOn === '') {
    return fail(wrong(file, `basedOn: it is the name of a scenario (${BASE_NAMES.join(', ')}) or of another file.`));
  }
  const chain = [...above, file];
  const next = resolve(dirname(file), basedOn);
  if (BASE_NAMES.includes(basedOn)) {
    return succeed(mergePatch(shippedContent(basedOn), own));
  }
  if (chain.includes(next) || chain.length >= LONGEST_CHAIN) {
    return fail(wrong(file, `basedOn: "${basedOn}" leads in a circle, or through more than ${LONGEST_CHAIN} files.`));
  }
  const base = contentOf(next, chain);
  if (!base.ok) {
    const { message } = base.failure;
    return fail({ ...base.failure, message: `${file} is based on "${basedOn}". ${message}` });
  }
  return succeed(mergePatch(base.value, own));
}

function readJson(file: string): Result<unknown> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return fail(
      invalid(`The scenario file ${file} cannot be read.`, `Give a file, or one of: ${BASE_NAMES.join(', ')}.`),
    );
  }
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return isObject(value) ? succeed(value) : fail(wrong(file, 'A scenario is one JSON object.'));
  } catch (error) {
    return fail(wrong(file, `It is no JSON: ${error instanceof Error ? error.message : 'unreadable'}.`));
  }
}

/** What no type says: names that lead nowhere, and parts that make no whole. Null when all fits. */
function contradiction(scenario: Scenario): string | null {
  const projects = scenario.projects.map(({ name }) => name);
  const products = new Set(PRODUCTS.map(({ key }) => key));
  const shares = Object.entries(scenario.usage).flatMap(([metric, usage]) => [
    products.has(metric) ? null : `usage.${metric}: there is no such product.`,
    unknownName(`usage.${metric}.shares`, Object.keys(usage.shares), projects),
    wholeOf(`usage.${metric}.shares`, usage.shares),
  ]);
  const links = scenario.stores.map((store, index) =>
    unknownName(`stores[${index}].projects`, store.projects, projects),
  );
  const complaints = [
    repeated('projects', 'name', projects),
    repeated(
      'projects',
      'id',
      scenario.projects.map(({ id }) => id),
    ),
    repeated(
      'tokens',
      'token',
      scenario.tokens.map(({ token }) => token),
    ),
    repeated(
      'redis',
      'name',
      scenario.redis.map(({ name }) => name),
    ),
    ...scenario.redis.map(({ name }, index) =>
      /^[\w.-]+$/.test(name) ? null : `redis[${index}].name: it becomes part of an address: letters, digits, - and _.`,
    ),
    ...shares,
    wholeOf('regions', scenario.regions),
    ...links,
  ];
  return complaints.find((complaint) => complaint !== null) ?? null;
}

function unknownName(field: string, names: readonly string[], known: readonly string[]): string | null {
  const unknown = names.find((name) => !known.includes(name));
  return unknown === undefined ? null : `${field}: there is no project "${unknown}".`;
}

function wholeOf(field: string, shares: Readonly<Record<string, number>>): string | null {
  const sum = Object.values(shares).reduce((total, share) => total + share, 0);
  return Math.abs(sum - 1) <= SHARE_TOLERANCE
    ? null
    : `${field}: they add up to ${Number(sum.toFixed(6))} and not to 1.`;
}

function repeated(list: string, field: string, values: readonly string[]): string | null {
  const index = values.findIndex((value, at) => values.indexOf(value) !== at);
  return index === -1 ? null : `${list}[${index}].${field}: "${values[index]}" is there twice.`;
}

function wrong(file: string, complaint: string): Failure {
  return invalid(`The scenario file ${file} is not right. ${complaint}`, 'Correct it and try again.');
}

function invalid(message: string, action: string): Failure {
  return { code: 'invalid-input', message, action, retryable: false };
}
