/** What the card of all costs looks at of one connection's period. Main units of its currency. */
export interface CardCosts {
  readonly currency: string;
  readonly soFar: { readonly total: number | null; readonly atLeast: number };
  /** Null: its days run towards no end. */
  readonly projected: { readonly total: number | null; readonly interval: readonly number[] | null } | null;
  readonly budget: { readonly amount: number } | null;
}

/** What all billed connections of one currency cost together. */
export interface CardFigures<Costs extends CardCosts> {
  /** The connection that costs most so far: its currency and period are the card's. */
  readonly first: Costs;
  /** The connections that are added up, those of the first one's currency. */
  readonly counted: readonly Costs[];
  /** Null while a part is not known. */
  readonly soFar: number | null;
  readonly projected: number | null;
  /** 80 %; null where a part of it is not known, or where all is certain. */
  readonly interval: [number, number] | null;
  readonly budget: number | null;
}

/** Adds the connections of the dearest one's currency up; null while there is none. An unknown part makes a sum unknown. */
export function cardFigures<Costs extends CardCosts>(costs: readonly Costs[]): CardFigures<Costs> | null {
  const [first] = [...costs].sort((a, b) => b.soFar.atLeast - a.soFar.atLeast);
  if (first === undefined) {
    return null;
  }
  const counted = costs.filter(({ currency }) => currency === first.currency);
  const projections = counted.map(({ projected }) => projected).filter((one) => one !== null);
  const budgets = counted.map(({ budget }) => budget).filter((one) => one !== null);
  return {
    first,
    counted,
    soFar: sum(counted.map(({ soFar }) => soFar.total)),
    projected: projections.length === 0 ? null : sum(projections.map(({ total }) => total)),
    interval: intervalOf(projections),
    budget: budgets.length === 0 ? null : sum(budgets.map(({ amount }) => amount)),
  };
}

function intervalOf(projections: readonly NonNullable<CardCosts['projected']>[]): [number, number] | null {
  // What is certain, such as a plan that only has a fee, is its own interval.
  const bounds = projections.map(({ interval, total }) => interval ?? (total === null ? null : [total, total]));
  const low = sum(bounds.map((pair) => pair?.[0] ?? null));
  const high = sum(bounds.map((pair) => pair?.[1] ?? null));
  const isCertain = projections.every(({ interval }) => interval === null);
  return low === null || high === null || isCertain ? null : [low, high];
}

function sum(amounts: readonly (number | null)[]): number | null {
  return amounts.reduce((total, amount) => (total === null || amount === null ? null : total + amount), 0);
}
