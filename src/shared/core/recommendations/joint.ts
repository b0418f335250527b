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
  const { questions, use, credit } = account;
  const start = use.map((used) => used - credit);
  const found = descend(questions, start, account.fees);
  let { cost: bestCost } = found;
  let best = found.picked;
  const bounds = boundsBy(
    questions,
    found.over.map((over) => Number(over > 0)),
  );
  // What is used above the credit with the first questions answered, one row for each number of them.
  const rows = questions.map(() => new Float64Array(use.length));
  const picked = questions.map(() => 0);
  const keep = (cost: number): void => {
    if (cost < bestCost - NOTHING) {
      best = [...picked];
      bestCost = cost;
    }
  };
  const visit = (question: number, over: Float64Array, fees: number, least: number): void => {
    const [own, row] = [questions[question], rows[question]];
    if (own === undefined || row === undefined) {
      keep(fees + meanOver(over));
      return;
    }
    for (const option of bounds.order[question] ?? []) {
      const next = least + (bounds.values[question]?.[option] ?? 0);
      if (next + (bounds.rest[question + 1] ?? 0) < bestCost - NOTHING) {
        picked[question] = option;
        visit(question + 1, added(row, over, own[option]), fees + feesOf(own, option), next);
      }
    }
    picked[question] = 0;
  };
  visit(0, start, account.fees, account.fees + weighed(start, bounds.weights));
  return best;
}

/** Differences below this are none. */
const NOTHING = 1e-9;

type Questions = JointAccount['questions'];

/** What each answer adds to the bound of one weighting, and what the questions from each one on add at least. */
interface Bounds {
  readonly weights: Float64Array;
  readonly values: readonly (readonly number[])[];
  readonly rest: readonly number[];
  /** Answers of each question, the most promising first. */
  readonly order: readonly (readonly number[])[];
}

function boundsBy(questions: Questions, weights: Float64Array): Bounds {
  const values = questions.map((own) => own.map(({ use }, option) => feesOf(own, option) + weighed(use, weights)));
  return {
    ...{ weights, values, rest: suffixMinima(values) },
    order: values.map((own) => [...own.keys()].sort((a, b) => (own[a] ?? 0) - (own[b] ?? 0))),
  };
}

function weighed(use: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < use.length; at += 1) {
    sum += (weights[at] ?? 0) * (use[at] ?? 0);
  }
  return sum / Math.max(1, use.length);
}

/** The fees of an answer, with what a change has to bring at least. */
function feesOf(own: readonly JointOption[] | undefined, option: number): number {
  return (own?.[option]?.fees ?? 0) + (option > 0 ? CHANGE_COST : 0);
}

function meanOver(over: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < over.length; at += 1) {
    sum += Math.max(0, over[at] ?? 0);
  }
  return sum / Math.max(1, over.length);
}

/** `over` with what an answer changes, written to `row`. */
function added(row: Float64Array, over: Float64Array, option: JointOption | undefined): Float64Array {
  for (let at = 0; at < over.length; at += 1) {
    row[at] = (over[at] ?? 0) + (option?.use[at] ?? 0);
  }
  return row;
}

/** Takes the best answer to one question after the other, given those before: a good first bound. */
function descend(questions: Questions, start: Float64Array, fees: number) {
  const picked = questions.map(() => 0);
  const over = start.slice();
  const other = new Float64Array(start.length);
  let paid = fees;
  let cost = fees + meanOver(over);
  for (const [question, own] of questions.entries()) {
    const before = paid;
    for (let option = 1; option < own.length; option += 1) {
      const then = before + feesOf(own, option) + meanOver(added(other, over, own[option]));
      if (then < cost - NOTHING) {
        picked[question] = option;
        paid = before + feesOf(own, option);
        cost = then;
      }
    }
    added(over, over, own[picked[question] ?? 0]);
  }
  return { picked, cost, over };
}

function suffixMinima(values: readonly (readonly number[])[]): readonly number[] {
  const rest = new Array<number>(values.length + 1).fill(0);
  for (let at = values.length - 1; at >= 0; at -= 1) {
    rest[at] = (rest[at + 1] ?? 0) + Math.min(...(values[at] ?? [0]));
  }
  return rest;
}
