import type { WorkedBill } from '#shared/core/costs/bill/account-bill';
import type { LastAttempt } from '#shared/domain/cycle';
import type { QuantityForecast } from '#shared/domain/forecast';
import type { Instant } from '#shared/domain/instant';
import type { ModelPrice, NamedPlanLimit, PlanRecord } from '#shared/domain/price-list';
import type { AdviceChange, BusinessAssumptions } from '#shared/domain/recommendation';
import type { Standing } from '#shared/domain/standing';

/** One metric of an account: how it stands and where it goes. */
export interface MeasuredUse {
  readonly service: string;
  readonly metric: string;
  /** As people read it: `Redis storage`. */
  readonly title: string;
  readonly unit: string;
  readonly standing: Standing;
  readonly forecast: QuantityForecast;
}

/** The account on one of its provider's plans. */
export interface PlanWorld {
  readonly record: PlanRecord;
  readonly name: string;
  readonly isCurrent: boolean;
  /** The whole bill there, the same use; today's for the current plan. */
  readonly worked: WorkedBill;
  readonly limits: readonly NamedPlanLimit[];
  /** The plan's limit of a metric under the name that the monitor gives it. */
  readonly limitOf: (service: string, metric: string) => NamedPlanLimit | null;
  /** For a flat-rate tier: the tier that a month of this use ends up at; null elsewhere. */
  readonly settlesAt: { readonly plan: string; readonly cycles: number } | null;
}

/** What one model did this month. Tokens a month at its expected end. */
export interface ModelUse {
  readonly model: string;
  readonly requests: number | null;
  readonly inputUncached: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly output: number;
  /** What the provider charges for it this month at its expected end, main units. */
  readonly cost: number;
  readonly price: ModelPrice | null;
}

/** A project of a database provider, by its own billed quantities of the last 30 whole days. */
export interface DatabaseUse {
  /** As usage names it. */
  readonly project: string;
  readonly name: string;
  /** CU-hours of this period at its expected end, and what they cost, main units. */
  readonly compute: number;
  readonly computeCost: number;
  /** Sent out within those days. */
  readonly sentBytes: number;
  /** Smallest and largest day's compute of the last 30, CU-hours. */
  readonly leastDay: number;
  readonly mostDay: number;
  readonly days: number;
}

/** A project of the platform: what it costs and whether anybody comes. */
export interface ProjectUse {
  readonly project: string;
  readonly name: string;
  /** Requests of the last 30 days; null: not told. */
  readonly requests: number | null;
  /** Charged for its use in this period so far, main units. */
  readonly cost: number;
  /** The person marked it as one that expects no traffic. */
  readonly expectsNone?: boolean;
}

/** The account with its functions in the region whose prices are lowest. */
export interface RegionWorld {
  /** Where most of what the functions cost is charged today. */
  readonly from: string;
  readonly to: string;
  /** `Washington, D.C.` */
  readonly city: string;
  /** `SERVICE METRIC` of each meter that is charged there. */
  readonly meters: readonly string[];
  readonly worked: WorkedBill;
  readonly sources: readonly { readonly text: string; readonly date: string | null }[];
}

/** A budget that the provider keeps; main units. */
export interface KeptBudget {
  readonly amount: number;
  readonly pauses: boolean;
}

/** Everything that is known of one account. */
export interface AccountFacts {
  readonly connectionId: string;
  /** The folder under `providers/`. */
  readonly provider: string;
  readonly title: string;
  /** As people call the service: `Vercel`, `Redis`. */
  readonly serviceTitle: string;
  readonly billing: { readonly provider: string; readonly plan: string; readonly planName: string } | null;
  /** Null: the account has no bill. */
  readonly today: WorkedBill | null;
  /** The current plan among them; empty where no plan is known. */
  readonly plans: readonly PlanWorld[];
  readonly uses: readonly MeasuredUse[];
  /** Standings beside those of the plan: budgets and the provider's further limits. */
  readonly otherStandings: readonly Standing[];
  readonly models: readonly ModelUse[];
  /** Models that the provider sells, the cheapest first. */
  readonly modelPrices: readonly ModelPrice[];
  readonly databases: readonly DatabaseUse[];
  readonly projects: readonly ProjectUse[];
  /** Null: the functions run in no dearer region, or nobody tells where. */
  readonly cheaperRegion: RegionWorld | null;
  /** Share of requests that the cache answers, 0 to 1; null: not told. */
  readonly cacheHitRatio: number | null;
  readonly providerBudgets: readonly KeptBudget[];
  readonly ownBudgets: number;
  /** Seats that the provider tells of now; a bill counts those that its period began with. Absent: not told. */
  readonly seatsTold?: number | null;
  readonly attempts: readonly LastAttempt[];
  /** What the person says of the business behind this very account; absent: what holds for all. */
  readonly assumptions?: BusinessAssumptions;
  /** A metric as people read it. */
  readonly titleOf: (service: string, metric: string) => string;
  /** Titles of capabilities by id. */
  readonly capabilityTitle: (capability: string) => string;
  /** Plans of the provider, where nobody tells which one this account is on. */
  readonly possiblePlans: readonly { readonly record: PlanRecord; readonly limits: readonly NamedPlanLimit[] }[];
  /** The provider's page of what is used, or of its plans. */
  readonly link: (page: 'usage' | 'upgrade', plan?: string) => string | null;
  /** The provider's page for exactly this change; null where there is none of its own. */
  readonly pageFor: (change: AdviceChange) => string | null;
}

/** What the engine looks at: every account, and what the person told. */
export interface AdviceFacts {
  readonly now: Instant;
  readonly accounts: readonly AccountFacts[];
  readonly assumptions: BusinessAssumptions;
  /** What the person answered: figures by `key of the advice` and name. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, number>>>>;
}
