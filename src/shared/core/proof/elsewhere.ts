import type { Known, KnownNumber, KnownRecord, NameKind } from './known';
import { KINDS, type Mentions } from './mentions';
import { hasOneOf } from './subjects';

/** True for a figure whose record has one of `names`, or is in one that has. */
export function isOf(record: KnownRecord, names: ReadonlySet<string>): boolean {
  for (let at: KnownRecord | null = record; at !== null; at = at.parent) {
    for (const own of at.names.values()) {
      if (own.some((name) => names.has(name))) {
        return true;
      }
    }
  }
  return false;
}

/** Many numbers stand in one record: what a sentence says of it is worked out once. */
const WORKED_OUT = new WeakMap<Mentions, Map<KnownRecord, boolean>>();

/** True for a figure of something else than a sentence speaks of: another metric's, another project's, another account's. */
export function isElsewhere({ record }: { readonly record: KnownRecord }, mentions: Mentions): boolean {
  const known = WORKED_OUT.get(mentions) ?? new Map<KnownRecord, boolean>();
  const found = known.get(record) ?? isOfOthers(record, mentions);
  WORKED_OUT.set(mentions, known.set(record, found));
  return found;
}

/** How well a record is of what a sentence speaks of: for each kind that it names by a name, or by a word; null for one of something else. */
export function fitness(one: { readonly record: KnownRecord }, mentions: Mentions): number | null {
  const fits = (said: Mentions['named']) => KINDS.filter((kind) => fitOf(kind, one.record, said.get(kind)) === true);
  return isElsewhere(one, mentions) ? null : 2 * fits(mentions.named).length + fits(mentions.told).length;
}

function isOfOthers(record: KnownRecord, { named, told, all }: Mentions): boolean {
  const isNamed = KINDS.map((kind) => fitOf(kind, record, named.get(kind)));
  const isTold = KINDS.map((kind) => (told.has(kind) ? fitOf(kind, record, all.get(kind)) : null));
  const projects = named.get('project');
  // A database is a project, and what a recommendation is about: where one fits, it is that.
  const isProject = isNamed[KINDS.indexOf('project')] === true;
  const isSame = isProject && [...(named.get('metric') ?? [])].every((name) => projects?.has(name) === true);
  if (isNamed.some((fit, at) => fit === false && isTold[at] !== true && !(isSame && KINDS[at] === 'metric'))) {
    return true;
  }
  // A word of a title says nothing against what is named besides.
  return isTold.includes(false) && !isNamed.includes(true);
}

/** Whether a record is of one of `said`; null where it names none of that kind. */
function fitOf(kind: NameKind, record: KnownRecord, said: ReadonlySet<string> | undefined): boolean | null {
  const own = said === undefined ? [] : ownNames(record, kind);
  if (said === undefined || own.length === 0) {
    return null;
  }
  return own.some((name) => said.has(name) || (kind !== 'account' && hasOneOf(name, said))) || isAbove(record, said);
}

/** True for a figure of something else than all of what is named around it, where something is. */
export function isElsewhereThan(one: { readonly record: KnownRecord }, around: readonly Mentions[]): boolean {
  return around.length > 0 && around.every((mentions) => isElsewhere(one, mentions));
}

/** What a project has several parts of, each with figures of its own. */
const PARTS: readonly NameKind[] = ['product', 'metric'];

/**
 * True for a figure of the right project under another product or metric than the one of which a word is told
 * (`storefront's memory costs $20`, of its CPU), where that one has figures of the family too.
 */
export function isOfOtherPart(
  one: Pick<KnownNumber, 'record' | 'family'>,
  around: readonly Mentions[],
  { numbers }: Known,
): boolean {
  return (
    around.length > 0 &&
    around.every((mentions) => {
      const { named, told } = mentions;
      const [own, parts] = [named.get('project'), PARTS.filter((kind) => told.has(kind))];
      const isOther =
        fitOf('project', one.record, own) === true &&
        parts.some((kind) => fitOf(kind, one.record, told.get(kind)) === false) &&
        !parts.some((kind) => fitOf(kind, one.record, told.get(kind)) === true);
      return (
        isOther &&
        numbers
          .get(one.family)
          ?.some(
            ({ record }) =>
              fitOf('project', record, own) === true &&
              parts.some((kind) => fitOf(kind, record, told.get(kind)) === true),
          ) === true
      );
    })
  );
}

/** True for a figure of nothing that is only proposed, where that alone is named around it. */
export function isNotProposed(
  one: Pick<KnownNumber, 'record' | 'said' | 'whole' | 'instead' | 'family' | 'value' | 'key'>,
  around: readonly Mentions[],
  { proposed, numbers }: Known,
  isCompared: boolean,
): boolean {
  const { record, said, whole } = one;
  const products = productsOf(around);
  return (
    areProposed(around, proposed) &&
    ((!isCompared && (one.instead === true || isOfToday(one, numbers.get(one.family) ?? []))) ||
      !products
        .flat()
        .some(
          (name) => ownNames(record, 'product').includes(name) && (whole !== true || said?.includes(name) === true),
        ))
  );
}

function productsOf(around: readonly Mentions[]): readonly string[][] {
  return around.map(({ named, told }) => [...(named.get('product') ?? []), ...(told.get('product') ?? [])]);
}

/** True where only what is proposed is named around a figure. */
export function areProposed(around: readonly Mentions[], proposed: ReadonlySet<string>): boolean {
  const products = productsOf(around);
  return (
    products.length > 0 && products.every((names) => names.length > 0 && names.every((name) => proposed.has(name)))
  );
}

const TODAY_KEY = /^(?:currentCost|projectedCost)$/;
const CENT = 0.005;

/** True for what an advice says that is paid as it is now, in its field or its words: not the price of what it proposes. */
function isOfToday(
  { record, value, key }: Pick<KnownNumber, 'record' | 'value' | 'key'>,
  list: readonly KnownNumber[],
): boolean {
  const isKey = (shape: RegExp) =>
    list.some((one) => one.record === record && shape.test(one.key) && Math.abs(one.value - value) <= CENT);
  return TODAY_KEY.test(key) || (key === 'text' && isKey(TODAY_KEY) && !isKey(/^(?:upgradeCost|amount)$/));
}

/** The names of a kind that a record has, or one above it. */
export function ownNames(record: KnownRecord, kind: NameKind): string[] {
  const names: string[] = [];
  for (let at: KnownRecord | null = record; at !== null; at = at.parent) {
    names.push(...(at.names.get(kind) ?? []));
  }
  return names;
}

/** True for what is told of a project as a whole: of no metric, no product. */
export function isWholeProject(record: KnownRecord): boolean {
  const projects = ownNames(record, 'project');
  const others = [...ownNames(record, 'metric'), ...ownNames(record, 'product')];
  return projects.length > 0 && others.every((name) => projects.includes(name));
}

/** True for a record that names nothing of these kinds. */
export function isUnnamed(record: KnownRecord, kinds: readonly NameKind[]): boolean {
  return kinds.every((kind) => ownNames(record, kind).length === 0);
}

/** A sum over what is spoken of is no other thing's. */
function isAbove(record: KnownRecord, said: ReadonlySet<string>): boolean {
  return [...said].some((name) => record.below.has(name));
}
