import type { Known, NameKind } from './known';
import { servicesOf } from './measures';
import { type Mentions, mentionsIn } from './mentions';

/** What a thing is, whose it is, and where: `the builds of api at Vercel`. */
export const ASPECTS: readonly (readonly NameKind[])[] = [['metric', 'product'], ['project'], ['account']];
export function namesIn({ all }: Mentions, kinds: readonly NameKind[]): ReadonlySet<string> {
  return new Set(kinds.flatMap((kind) => [...(all.get(kind) ?? [])]));
}

/** What is named, with what the rest of the sentence says besides: `api's builds cost more than docs'` is about builds of both. */
export function withAspects(own: Mentions, others: readonly (Mentions | null)[], isAdvice = false): Mentions {
  const [named, told] = [thingsOf(own, own.named, isAdvice), thingsOf(own, own.told, isAdvice)];
  for (const kinds of ASPECTS) {
    const all = others.flatMap((one) => (one === null ? [] : [thingsOf(one, one.all, isAdvice)]));
    const other = all.find((one) => kinds.some((kind) => one.has(kind)));
    for (const kind of kinds.some((one) => named.has(one) || told.has(one)) ? [] : kinds) {
      const names = other?.get(kind);
      if (names !== undefined) {
        named.set(kind, names);
      }
    }
  }
  return mentionsIn(named, told);
}

/** Of a word that calls a service as a whole only that: no list of its parts tells what it costs. */
export function asService(mentions: Mentions, known: Known): Mentions {
  const services = servicesOf(known);
  const whole = [...(mentions.all.get('metric') ?? [])].filter((name) => services.has(name));
  // `Build minutes` is a title of its own.
  const isTitle = [...(mentions.named.get('metric') ?? [])].some((name) => name.includes(' '));
  if (mentions.all.has('project') || whole.length === 0 || isTitle) {
    return mentions;
  }
  const others = [...mentions.all].filter(([kind]) => kind !== 'metric' && kind !== 'product');
  return mentionsIn(new Map([...others, ['metric', new Set(whole)]]), new Map());
}

/** What is compared: of a project no title that is its own name; an advice where savings are compared, else none. */
function thingsOf(
  { named }: Mentions,
  names: ReadonlyMap<NameKind, ReadonlySet<string>>,
  isAdvice: boolean,
): Map<NameKind, ReadonlySet<string>> {
  const projects = named.get('project') ?? new Set<string>();
  const titles = [...(names.get('metric') ?? [])].filter(
    (name) => !projects.has(name) && name.startsWith('/') === isAdvice,
  );
  if (isAdvice && titles.length > 0) {
    return new Map([['metric', new Set(titles)]]);
  }
  const others = [...names].filter(([kind]) => kind !== 'metric');
  return new Map(titles.length > 0 ? [...others, ['metric', new Set(titles)]] : others);
}
