import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DecisionParts } from '#main/actions/decision-parts';
import { RecommendationEngine } from '#main/actions/recommendation-engine';
import type { Advice } from '#shared/domain/recommendation';
import type { RunningAccount } from './an-account';

/** One advice by hand, main units a month. */
interface Wanted {
  readonly kind: string;
  readonly priority: string;
  readonly to?: string;
  readonly saves?: number;
  /** The same against a month that a limit cuts off. */
  readonly cut?: number;
  readonly now?: number;
  readonly after?: number;
  readonly breakEven?: number;
  readonly question?: string;
  /** An alternative that is named beside it. */
  readonly beside?: string;
  /** Only where all ten days were read: of fewer no growth is known. */
  readonly tenDays?: true;
}

const byHand = JSON.parse(readFileSync(join(import.meta.dirname, 'advice', 'by-hand.json'), 'utf8')) as {
  readonly accounts: Readonly<Record<string, readonly Wanted[]>>;
};

/** The noise of the simulator, and a forecast of the rest of the month. */
const WITHIN = 0.015;

/** What of the advice by hand Headroom does not give, and what it gives beside it; empty where both agree. */
export async function unlikeByHand(
  name: string,
  { session }: RunningAccount,
  isTenDays: boolean,
): Promise<readonly string[]> {
  const wanted = byHand.accounts[name]?.filter(({ tenDays }) => tenDays !== true || isTenDays);
  if (wanted === undefined) {
    return [];
  }
  const advice = await session.account.act((parts: DecisionParts) =>
    new RecommendationEngine(parts).generateRecommendations(),
  );
  const kinds = (all: readonly { readonly kind: string; readonly priority: string }[]) =>
    all.map(({ kind, priority }) => `${priority} ${kind}`).join(', ');
  return kinds(advice) === kinds(wanted)
    ? wanted.flatMap((one, at) => unlike(one, advice[at] as Advice))
    : [`advice: ${kinds(advice) || 'none'}, by hand ${kinds(wanted) || 'none'}`];
}

function unlike(wanted: Wanted, { kind, change, cost, gain, breakEven, question, alternatives }: Advice): string[] {
  const micros = (amount: number | null | undefined) => (amount == null ? Number.NaN : amount / 1e6);
  const figures = [
    ['saves', wanted.saves, micros(gain?.amount)],
    ['cut', wanted.cut, micros(gain?.againstCut)],
    ['now', wanted.now, micros(cost.current)],
    ['after', wanted.after, micros(cost.recommended)],
    ['break-even', wanted.breakEven, breakEven?.quantity ?? Number.NaN],
  ] as const;
  const texts = [
    ['to', wanted.to, 'to' in change ? String(change.to) : ''],
    ['question', wanted.question, question?.code],
  ] as const;
  return [
    ...figures
      .filter(([, by, told]) => by !== undefined && !(Math.abs(told - by) <= Math.max(0.005, WITHIN * by)))
      .map(([what, by, told]) => `${kind}: ${what} ${told}, by hand ${by}`),
    ...texts
      .filter(([, by, told]) => by !== undefined && by !== told)
      .map(([what, by, told]) => `${kind}: ${what} ${told}, by hand ${by}`),
    ...(wanted.beside === undefined || alternatives.some(({ id }) => id === wanted.beside)
      ? []
      : [`${kind}: ${wanted.beside} is not named beside it`]),
  ];
}
