import { wordsOfKey } from './field-units';
import type { Known, KnownNumber } from './known';
import { labelsOf, type Respect } from './labels';

/** By what things are compared: which numbers tell it. */
export type Measure = (one: KnownNumber) => boolean;

function isCalled(one: KnownNumber, respect: Respect, names: RegExp): boolean {
  return [...(labelsOf(one).get(respect) ?? [])].some((name) => names.test(name));
}

const COST_KEY = /^(?:amount|total|cost|q50|listAmount)$/;

/** What something costs in this period: no fee, no saving, nothing that is left, nothing of another time. */
export const isCost: Measure = (one) =>
  one.family.startsWith('money:') &&
  COST_KEY.test(one.key) &&
  !one.field.includes('/byDay/') &&
  !labelsOf(one).has('sign') &&
  !isCalled(one, 'time', /before|then/) &&
  !isCalled(one, 'pool', /left|whole/) &&
  !isCalled(one, 'line', /fee|credit/);

/** The same with what a plan costs: `your largest cost` is one of all. */
export const isCostOrFee: Measure = (one) => isCost(one) || (FEE_FIELD.test(one.field) && isFee(one));

const FEE_FIELD = /\/(?:by(?:Service|Project)|lines)\/\*\/amount$/;

function isFee(one: KnownNumber): boolean {
  return isCalled(one, 'line', /fee/) && one.value > 0;
}

export const isFullness: Measure = ({ family, key }) => family === 'percent' && key === 'percent';

/** How often forecasts of one thing came true. */
export const isAccuracy: Measure = ({ family, key, field }) =>
  family === 'percent' && key === 'share80' && field.includes('/series/');

/** What an advice saves. */
export const isSaving: Measure = ({ field }) => field.endsWith('/recommendations/*/gain/amount');

/** How much more than today an advice costs; less than nothing where it saves. */
export const isExtraCost: Measure = ({ field, family }) =>
  family.startsWith('money:') && field.endsWith('/recommendations/*/extraCost');

/** How much of what a sentence counts something has used. `said`: the words that it counts it in. */
export const isCountOf =
  (noun: string, said: string): Measure =>
  ({ key, nouns, record }) =>
    /^(?:quantity|used|\w*[tT]okens)$/.test(key) &&
    wordsOfKey(key).every((word) => /^(?:quantity|used|tokens)$/.test(word) || said.includes(word)) &&
    (nouns.includes(noun) || record.nouns.has(noun));

/** Measures whose lists are worked out once for an evidence. */
const KEPT: ReadonlySet<Measure> = new Set([isCost, isCostOrFee, isFullness, isAccuracy, isSaving, isExtraCost]);
const LISTS = new WeakMap<Known, Map<Measure, readonly (readonly KnownNumber[])[]>>();

/** The numbers of a measure, those of one field of one document and unit together: in each things are in one order. */
export function listsOf(known: Known, measure: Measure): readonly (readonly KnownNumber[])[] {
  if (!KEPT.has(measure)) {
    return readLists(known, measure);
  }
  const worked = LISTS.get(known) ?? new Map<Measure, readonly (readonly KnownNumber[])[]>();
  const lists = worked.get(measure) ?? readLists(known, measure);
  LISTS.set(known, worked.set(measure, lists));
  return lists;
}

const SERVICES = new WeakMap<Known, ReadonlySet<string>>();

/** What services are called as a whole: `functions`, of which `function invocations` are a part. */
export function servicesOf(known: Known): ReadonlySet<string> {
  const services =
    SERVICES.get(known) ??
    new Set(
      listsOf(known, isCostOrFee)
        .flat()
        .filter(({ field }) => field.includes('/byService/'))
        .flatMap(({ record }) => record.names.get('metric') ?? []),
    );
  SERVICES.set(known, services);
  return services;
}

function readLists({ numbers }: Known, measure: Measure): readonly (readonly KnownNumber[])[] {
  const lists = new Map<string, KnownNumber[]>();
  for (const [family, all] of numbers) {
    for (const one of family === 'raw' ? [] : all) {
      if (measure(one)) {
        const key = `${one.document} ${one.field} ${family}`;
        lists.set(key, [...(lists.get(key) ?? []), one]);
      }
    }
  }
  return [...lists.values()];
}
