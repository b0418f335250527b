/** One answer to a question: how it moves an account's fees and its creditable use in every drawn future. */
export interface JointOption {
  readonly fees: number;
  /** Change of use, one figure for each future. */
  readonly use: Float64Array;
}

/** An account as its bill is added up: fees, and use of which a credit pays the first part. */
export interface JointAccount {
  readonly fees: number;
  readonly use: Float64Array;
  readonly credit: number;
  /** Questions; the first option of each leaves everything as it is. */
  readonly questions: readonly (readonly JointOption[])[];
}

/** Preferred among equals: each change has to bring at least this much, in the unit of the amounts. */
const CHANGE_COST = 1e-6;

/**
 * The answers that together make an account cheapest, by index: `fees + mean(max(0, use - credit))` over all
 * futures. A saved dollar within the credit saves nothing, so answers cannot be chosen one by one.
 *
 * Branch and bound. For any weights w between 0 and 1 the cost is at least `fees + mean(w (use - credit))`, which
 * falls apart into the questions (the Lagrangian bound; Geoffrion, "Lagrangean relaxation for integer programming",
 * Mathematical Programming Study 2, 1974); w is 1 where the best known answer passes its credit, which makes it tight.
 */
export function chooseJointly(account: JointAccount): readonly number[] {
  const { questions } = account;
  let best = descend(
    account,
    questions.map(() => 0),
  );
  let bestCost = costOf(account, best);
  const bounds = weightings(account, best).map((weights) => boundsBy(account, weights));
  const leading = bounds[0] as Bounds;
  const picked = questions.map(() => 0);
  const visit = (question: number, sums: readonly number[]): void => {
    const least = Math.max(...sums.map((sum, at) => sum + (bounds[at]?.rest[question] ?? 0)));
    if (least >= bestCost - NOTHING) {
      return;
    }
    if (question === questions.length) {
      const cost = costOf(account, picked);
      if (cost < bestCost - NOTHING) {
        best = [...picked];
        bestCost = cost;
      }
      return;
    }
    for (const option of leading.order[question] ?? []) {
      picked[question] = option;
      visit(
        question + 1,
        sums.map((sum, at) => sum + (bounds[at]?.values[question]?.[option] ?? 0)),
      );
    }
    picked[question] = 0;
  };
  visit(
    0,
    bounds.map(({ base }) => base),
  );
  return best;
}

/** Differences below this are none. */
const NOTHING = 1e-9;

/** What each answer adds to the bound of one weighting, and what the questions from each one on add at least. */
interface Bounds {
  readonly base: number;
  readonly values: readonly (readonly number[])[];
  readonly rest: readonly number[];
  /** Answers of each question, the most promising first. */
  readonly order: readonly (readonly number[])[];
}

function boundsBy(account: JointAccount, weights: Float64Array): Bounds {
  const values = account.questions.map((options) => options.map((option, at) => boundOf(option, weights, at)));
  return {
    base: account.fees + weighed(account.use, weights, account.credit),
    values,
    rest: suffixMinima(values),
    order: values.map((own) => own.map((_, at) => at).sort((a, b) => (own[a] ?? 0) - (own[b] ?? 0))),
  };
}

/** Weightings whose bounds are tight where the best known answer passes its credit, everywhere, and nowhere. */
function weightings(account: JointAccount, best: readonly number[]): readonly Float64Array[] {
  const { use, credit } = account;
  return [usedAt(account, best).map((used) => Number(used > credit)), use.map(() => 1), use.map(() => 0)];
}

/** What an account costs with these answers. */
export function costOf(account: JointAccount, picked: readonly number[]): number {
  const use = usedAt(account, picked);
  let sum = 0;
  for (const value of use) {
    sum += Math.max(0, value - account.credit);
  }
  const fees = picked.reduce((all, option, at) => all + (account.questions[at]?.[option]?.fees ?? 0), account.fees);
  return fees + sum / Math.max(1, use.length) + CHANGE_COST * picked.filter((option) => option > 0).length;
}

function usedAt({ use, questions }: JointAccount, picked: readonly number[]): Float64Array {
  const total = use.slice();
  picked.forEach((option, question) => {
    const own = questions[question]?.[option]?.use;
    for (let at = 0; own !== undefined && at < total.length; at += 1) {
      total[at] = (total[at] ?? 0) + (own[at] ?? 0);
    }
  });
  return total;
}

/** Betters one answer at a time until none is left to better: a good first bound. */
function descend(account: JointAccount, start: readonly number[]): number[] {
  let picked = [...start];
  let cost = costOf(account, picked);
  for (let isBetter = true; isBetter; ) {
    isBetter = false;
    for (const [question, options] of account.questions.entries()) {
      for (const option of options.keys()) {
        const other = picked.map((own, at) => (at === question ? option : own));
        const then = costOf(account, other);
        if (then < cost - 1e-9) {
          [picked, cost, isBetter] = [other, then, true];
        }
      }
    }
  }
  return picked;
}

function boundOf({ fees, use }: JointOption, weights: Float64Array, index: number): number {
  return fees + weighed(use, weights, 0) + (index > 0 ? CHANGE_COST : 0);
}

function weighed(use: Float64Array, weights: Float64Array, credit: number): number {
  let sum = 0;
  for (let at = 0; at < use.length; at += 1) {
    sum += (weights[at] ?? 0) * ((use[at] ?? 0) - credit);
  }
  return sum / Math.max(1, use.length);
}

function suffixMinima(values: readonly (readonly number[])[]): readonly number[] {
  const rest = new Array<number>(values.length + 1).fill(0);
  for (let at = values.length - 1; at >= 0; at -= 1) {
    rest[at] = (rest[at + 1] ?? 0) + Math.min(...(values[at] ?? [0]));
  }
  return rest;
}
