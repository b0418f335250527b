import type { JointAccount, JointOption } from '#shared/core/recommendations/joint';

/** Futures of a random account; a bill has 400, an exhaustive search of those would take hours. */
const FUTURES = 10;

/** What somebody pays at several providers: each with its own fees, credit and questions. */
export function randomServices(seed: number): readonly JointAccount[] {
  return [3, 3, 2].map((questions, at) => randomAccount(seed * 3 + at, questions, at === 0));
}

/** The same account for the same seed: fees, use in several futures, a credit, and questions of up to four answers. */
export function randomAccount(seed: number, questions: number, hasCredit = true): JointAccount {
  const random = chance(seed * 2_654_435_761 + 1);
  const size = 10 ** (1 + 2 * random());
  const use = Float64Array.from({ length: FUTURES }, () => size * (0.7 + 0.6 * random()));
  return {
    fees: 20,
    use,
    credit: hasCredit ? size * random() : 0,
    questions: Array.from({ length: questions }, (): JointOption[] => [
      { fees: 0, use: new Float64Array(FUTURES) },
      ...Array.from({ length: 2 + Math.floor(2 * random()) }, (): JointOption => {
        const share = random() * 0.4;
        const noise = 0.05 * random();
        return {
          fees: random() < 0.5 ? 0 : size * share * (0.4 + random()),
          use: use.map((amount) => -amount * share * (1 + noise * (random() - 0.5))),
        };
      }),
    ]),
  };
}

/** The least that all services together come to: every combination of all answers, one after the other. */
export function cheapestOfAll(services: readonly JointAccount[]): number {
  const questions = services.flatMap((service) => service.questions);
  const count = questions.reduce((all, options) => all * options.length, 1);
  let least = Number.POSITIVE_INFINITY;
  for (let number = 0; number < count; number += 1) {
    let rest = number;
    const picked = questions.map((options) => {
      const option = rest % options.length;
      rest = Math.floor(rest / options.length);
      return option;
    });
    least = Math.min(least, costOfServices(services, picked));
  }
  return least;
}

/** What all services come to with these answers, in the order of their questions. */
export function costOfServices(services: readonly JointAccount[], picked: readonly number[]): number {
  let from = 0;
  return services.reduce((sum, service) => {
    const own = picked.slice(from, from + service.questions.length);
    from += service.questions.length;
    return sum + costOf(service, own);
  }, 0);
}

/** Even numbers between 0 and 1, the same in every run (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What an account costs with these answers, by the definition: fees, and the mean of what passes the credit. */
export function costOf({ fees, use, credit, questions }: JointAccount, picked: readonly number[]): number {
  const options = picked.map((option, question) => questions[question]?.[option]);
  let sum = 0;
  for (let at = 0; at < use.length; at += 1) {
    sum += Math.max(0, options.reduce((all, option) => all + (option?.use[at] ?? 0), use[at] ?? 0) - credit);
  }
  const paid = options.reduce((all, option) => all + (option?.fees ?? 0), fees);
  return paid + sum / Math.max(1, use.length) + 1e-6 * picked.filter((option) => option > 0).length;
}
