import type { AdviceChange, RecommendationPriority } from './advice-change';
import type { Instant } from './instant';
import type { Micros } from './money';
import type { LifeReason } from './recommendation-life';

export type { AdviceChange, RecommendationPriority } from './advice-change';

export const RecommendationStatus = {
  PENDING: 'PENDING',
  REVIEWED: 'REVIEWED',
  APPROVED: 'APPROVED',
  IMPLEMENTED: 'IMPLEMENTED',
  DISMISSED: 'DISMISSED',
  EXPIRED: 'EXPIRED',
} as const;
export type RecommendationStatus = keyof typeof RecommendationStatus;

/** What the person told about the business. Null: not told, so what depends on it is unknown. */
export interface BusinessAssumptions {
  /** USD a day. */
  readonly revenuePerDay: number | null;
  /** Share of the revenue that is lost while the service fails, 0 to 1. */
  readonly lostShare: number;
  /** Hours from the outage to normal service. */
  readonly hoursToRecover: number;
  /** Hours that a change takes; null: each advice's own estimate. */
  readonly hoursOfWork: number | null;
  /** USD an hour of that work; null: not told, and the work is left out. */
  readonly hourlyRate: number | null;
}

/** Known kinds of advice. The type is open: a provider brings its own. */
export type RecommendationKind =
  | 'upgrade'
  | 'downgrade'
  | 'switch-plan'
  | 'set-budget'
  | 'raise-budget'
  | 'seats'
  | 'idle-database'
  | 'idle-project'
  | 'preview-deployments'
  | 'retention'
  | 'images'
  | 'isr'
  | 'functions'
  | 'builds'
  | 'cache-hits'
  | 'bots'
  | 'smaller-model'
  | 'prompt-cache'
  | 'batch'
  | 'fix-source'
  | (string & {});

/**
 * Something that can be said of an advice: a code and its figures, from which `words/recommendation.ts` makes the
 * sentence. Amounts of money are main units of the advice's currency, shares 0 to 1, moments UTC seconds.
 */
export interface AdvicePoint {
  readonly code: string;
  readonly figures: Readonly<Record<string, number | string>>;
}

/** How the limit stands that an advice is about. */
export interface AdviceLimit {
  /** Key of its standing. */
  readonly standing: string;
  /** In `unit`. */
  readonly used: number;
  readonly value: number;
  readonly unit: string;
  /** One decimal. */
  readonly percent: number;
  /** True where writes, requests or the whole service stop there; false where it only charges or informs. */
  readonly stops: boolean;
  /** Whole days, median; null when the limit is not in sight. 0 while it is reached. */
  readonly days: number | null;
  /** 80 % interval of the days. */
  readonly daysInterval: readonly [number | null, number | null] | null;
  readonly growthPerDay: number | null;
  /** Of the recommended plan; null when it has no figure. */
  readonly recommended: number | null;
  /** Moment until which the larger limit lasts; null: beyond what is looked at, or not known. */
  readonly lastsUntil: Instant | null;
}

/** Costs a month over the whole of the account that is billed, in micros; null is unknown. */
export interface AdviceCost {
  readonly currency: string;
  /** On today's terms: the bill as it is expected. */
  readonly current: Micros | null;
  /** On today's terms were the limit reached, overage included. */
  readonly projected: Micros | null;
  /** On the recommended terms. */
  readonly recommended: Micros | null;
  /** Which of them, and of their difference, are lower bounds: a part of that bill is in no source. Absent: none. */
  readonly least?: { readonly current: boolean; readonly recommended: boolean; readonly extra: boolean };
}

/** What an advice brings a month, in micros. */
export interface AdviceGain {
  /** bill(now) - bill(after), the same work done; negative where it costs more. */
  readonly amount: Micros;
  /** 80 of 100 drawn futures lie between these. */
  readonly low: Micros;
  readonly high: Micros;
  /** Share of the futures in which it is no dearer, 0 to 1: how sure the choice is. */
  readonly probability: number;
  /** The same against a month that a hard limit cuts off: what is really paid; null where none does. */
  readonly againstCut: Micros | null;
  /** Probability of reaching a hard limit within 30 days times what that costs; null while the revenue is not told. */
  readonly averted: Micros | null;
}

/** How an advice moves one account's bill at its expected end, so that several can be added up. Micros. */
export interface AdviceEffect {
  /** Fees more (or less), which no credit pays. */
  readonly fees: Micros;
  /** Creditable use more or less, before the credit. */
  readonly use: Micros;
  /** The account's use and fees today, its credit, and the amount at which a hard limit ends the month. */
  readonly useNow: Micros;
  readonly feesNow: Micros;
  readonly credit: Micros;
  readonly cap: Micros | null;
  /** `SERVICE METRIC` of each meter that it changes: two that change one meter are not added up. */
  readonly touches: readonly string[];
}

/** One way to answer the question, weighed. */
export interface WeighedAlternative {
  /** A plan, model, tier or size as the provider calls it; `stay` leaves everything as it is. */
  readonly id: string;
  readonly name: string;
  /** The account's bill a month with it, micros; null is unknown. */
  readonly cost: Micros | null;
  /** True: a lower bound, a part of it is in no source. */
  readonly isLeast?: true;
  /** Null: it won. */
  readonly lost: AdvicePoint | null;
}

/** From which use on the choice would be another. */
export interface AdviceBreakEven {
  readonly service: string;
  readonly metric: string;
  readonly unit: string;
  /** A month's quantity. */
  readonly quantity: number;
  /** Names of the alternatives that are cheaper below and above it. */
  readonly below: string;
  readonly above: string;
  /** Start of the day of this period on which the use passes it; null where it does not. */
  readonly day: Instant | null;
}

/** One figure that only a person knows. */
export interface AskedFigure {
  readonly name: string;
  readonly unit: 'share' | 'hours' | 'seats' | 'USD' | 'yes-no';
  readonly value: number;
  /** False: the person told it. */
  readonly assumed: boolean;
  readonly least: number;
  readonly most: number;
}

/** The one question that would settle an advice, with what is assumed until it is answered. */
export interface AskedQuestion {
  readonly code: string;
  readonly figures: readonly AskedFigure[];
}

export type Confidence = 'high' | 'medium' | 'low';
export type Doer = 'account-owner' | 'developer';

/** What the engine advises, before it has an id, a status and a history. Codes and figures, no sentences. */
export interface Advice {
  /** The question that it answers, `connection/question`: one decision a question, whatever the answer. */
  readonly key: string;
  readonly kind: RecommendationKind;
  /** `risk`: something would stop, be lost or stay hidden. `saving`: money. */
  readonly aim: 'risk' | 'saving';
  readonly connectionId: string;
  readonly service: string;
  /** Empty where it is about the whole account. */
  readonly metric: string;
  /** As people read them; `thing` is the project, database, model or source that it is about, else empty. */
  readonly names: {
    readonly account: string;
    readonly service: string;
    readonly metric: string;
    readonly thing: string;
  };
  readonly priority: RecommendationPriority;
  readonly priorityReason: AdvicePoint;
  /** As the price list calls them; equal where the plan stays, empty where none is known. */
  readonly currentPlan: string;
  readonly recommendedPlan: string;
  readonly currentPlanName: string;
  readonly recommendedPlanName: string;
  readonly change: AdviceChange;
  /** Null where it is about no limit. */
  readonly limit: AdviceLimit | null;
  readonly cost: AdviceCost;
  /** Null where it is about no money. */
  readonly gain: AdviceGain | null;
  /** Null where it moves no bill. */
  readonly effect: AdviceEffect | null;
  readonly alternatives: readonly WeighedAlternative[];
  readonly breakEven: AdviceBreakEven | null;
  readonly reason: readonly AdvicePoint[];
  readonly benefits: readonly AdvicePoint[];
  /** What happens to those who wait. */
  readonly risks: readonly AdvicePoint[];
  /** What really speaks against it: price, work, lock-in, latency, quality. */
  readonly against: readonly AdvicePoint[];
  readonly evidence: {
    /** `connection/service/metric` of the series to draw; null where none tells. */
    readonly series: string | null;
    readonly start: Instant;
    readonly end: Instant;
    readonly points: readonly AdvicePoint[];
  };
  /** Each price with its source and the source's date. */
  readonly sources: readonly { readonly text: string; readonly date: string | null }[];
  readonly steps: {
    /** The provider's page for exactly this change. */
    readonly url: string | null;
    readonly points: readonly AdvicePoint[];
  };
  readonly confidence: Confidence;
  readonly work: { readonly hours: number; readonly who: Doer };
  readonly question: AskedQuestion | null;
}

/** Why a figure of the ROI is not known, or needs none. */
export type RoiNote =
  | 'no-current-cost'
  | 'no-projected-cost'
  | 'no-recommended-cost'
  /** The one question: what does a day bring in? */
  | 'revenue-not-told'
  /** It costs no more: there is nothing to divide by. */
  | 'free'
  | 'saving'
  /** It has no price: what is then used is charged, up to the new limit. */
  | 'no-price'
  /** Nothing stops, so no revenue is at stake. */
  | 'nothing-stops'
  /** Whether anything stops is what is to be found out. */
  | 'stake-not-known'
  | 'rate-not-told';

/** Which way a figure of the ROI may be off: a part of a bill is in no source. */
export type RoiBound = 'at least' | 'at most';

/** ROI of one recommendation by the brief, amounts a month in micros of `currency`. Null is unknown. */
export interface RoiAnalysis {
  readonly currency: string;
  readonly currentCost: Micros | null;
  readonly projectedCost: Micros | null;
  /** Monthly cost on the recommended plan. */
  readonly upgradeCost: Micros | null;
  /** `upgradeCost - currentCost`; below 0 it saves. */
  readonly extraCost: Micros | null;
  /** Revenue that an outage would cost, by the person's assumptions; 0 where nothing stops. */
  readonly revenueImpact: Micros | null;
  /** `revenueImpact - extraCost`. */
  readonly profitImpact: Micros | null;
  /** `profitImpact / extraCost` in percent; null when unknown or when it costs nothing more. */
  readonly roi: number | null;
  /** Once: hours of work times their rate; null while the rate is not told. */
  readonly workCost: Micros | null;
  /** Days until `profitImpact` has paid the work; null while either is not known. */
  readonly paybackDays: number | null;
  readonly notes: Readonly<Partial<Record<string, RoiNote>>>;
  /** By the figure's name; what is not in it is exact or unknown. */
  readonly bounds: Readonly<Partial<Record<string, RoiBound>>>;
}

/** A row of `upgrade_recommendation`: an advice with its life. */
export interface Recommendation extends Advice {
  readonly id: number;
  readonly status: RecommendationStatus;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly snoozedUntil: Instant | null;
  /** Why it stands where it does; null where that needs no reason. */
  readonly statusReason: LifeReason | null;
}

/** A row of `recommendation_event`: one step of the life cycle. A snooze leads from a status to itself. */
export interface RecommendationEvent {
  readonly id: number;
  readonly recommendationId: number;
  readonly at: Instant;
  readonly from: RecommendationStatus;
  readonly to: RecommendationStatus;
  readonly actor: 'user' | 'app';
  readonly reason: LifeReason | null;
}
