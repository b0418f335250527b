import type { Day } from './instant';
import type { Plan, PlanLimit } from './plan';

/**
 * `current`: valid on the list's date as far as its sources show. `historic`: really published once,
 * ended. `legacy-seed`: figures of the client's brief, chosen by hand and never by detection.
 */
export type Edition = 'current' | 'historic' | 'legacy-seed';

/**
 * What usage beyond the included amount costs. `charged`: the overage price. `refused`: nothing, the
 * provider sells no more. `free`: nothing, by a flat rate or because the figure only guides.
 * `by-machine`: the price of the build machine that ran. `unknown`: it is charged, at a price that no
 * source gives; such a cost is unknown, never 0.
 */
export type Beyond = 'charged' | 'refused' | 'free' | 'by-machine' | 'unknown';

/**
 * `infrastructure`: use, which an included credit pays first. `licence`: seats and fees, which it does
 * not. `credit`: the credit itself. `spend`: already money.
 */
export type BilledAs = 'infrastructure' | 'licence' | 'credit' | 'spend';

/** Where a figure comes from. `sourceDated` is the date as the source has it, such as `2026-10`. */
export interface Sourced {
  readonly source: string;
  readonly sourceDate: Day | null;
  readonly sourceDated: string;
  readonly grade: 'A' | 'B' | 'C';
}

/** An entry of the price list, under the price list's own metric name. */
export interface PriceEntry extends PlanLimit, Sourced {
  /** Stable name of the entry; an override and a diff refer to it. */
  readonly id: string;
  readonly edition: Edition;
  readonly billedAs: BilledAs;
  readonly beyond: Beyond;
  /** The region that `overage` is for; null where one price holds everywhere. */
  readonly region: string | null;
  /** How the provider counts the quantity before pricing, in its words; empty for "exactly". */
  readonly rounding: string;
}

/** A plan as the price list keeps it. */
export interface PlanRecord extends Plan, Sourced {
  readonly edition: Edition;
  /** Plans that carried one name in turn: `pro-2024` was the `pro` of its time. Null for none. */
  readonly family: string | null;
  /** The plan that this one comes on top of: its fee, credit and limits hold where this one is silent. */
  readonly basePlan: string | null;
  /** How a provider's answer shows this plan. */
  readonly detect: string;
}

/** What a metric costs in one region, where it differs from the entry's own. */
export interface RegionalPrice extends Sourced {
  readonly provider: string;
  readonly region: string;
  readonly city: string;
  readonly service: string;
  readonly metric: string;
  readonly price: number;
  readonly per: number;
  readonly currency: string;
}

/** Prices of one AI model per million tokens; null where the model has no such price. */
export interface ModelPrice extends Sourced {
  readonly provider: string;
  readonly model: string;
  readonly inputPerMTok: number | null;
  readonly outputPerMTok: number | null;
  readonly cacheReadPerMTok: number | null;
  readonly cacheWritePerMTok: number | null;
  readonly cacheWrite1hPerMTok: number | null;
  /** Prompts above the threshold are priced dearer as a whole. */
  readonly longContext: {
    readonly promptTokensOver: number;
    readonly inputPerMTok: number;
    readonly outputPerMTok: number;
    readonly cacheReadPerMTok: number;
  } | null;
  /** Factor on input and output of a batch call. */
  readonly batchFactor: number;
  readonly currency: string;
  readonly effectiveFrom: Day | null;
  readonly effectiveTo: Day | null;
  readonly note: string;
}

/** A product with a fixed price beside the plan. */
export interface AddOn extends Sourced {
  readonly provider: string;
  readonly plan: string;
  readonly name: string;
  readonly price: number;
  readonly unit: string;
  readonly currency: string;
}

/** Another name of a metric: one unit of the price list's is `factor` units of the other. */
export interface MetricAlias {
  readonly provider: string;
  readonly service: string;
  readonly metric: string;
  readonly asService: string;
  readonly asMetric: string;
  readonly factor: number;
}

/** The service name that a store carries when it was found through another provider. */
export interface ServiceAlias {
  readonly provider: string;
  readonly service: string;
  readonly asService: string;
}

/** A build machine and the metric that prices its minutes. */
export interface BuildMachine {
  readonly machine: string;
  readonly vcpus: number;
  readonly metric: string;
}

/** Every plan, limit and price that Headroom knows, as dated data in one currency. */
export interface PriceList {
  readonly schema: 1;
  /** The day on which the list was put together. */
  readonly asOf: Day;
  readonly currency: string;
  readonly plans: readonly PlanRecord[];
  readonly limits: readonly PriceEntry[];
  readonly regionalPrices: readonly RegionalPrice[];
  readonly modelPrices: readonly ModelPrice[];
  readonly addOns: readonly AddOn[];
  readonly aliases: readonly MetricAlias[];
  readonly serviceAliases: readonly ServiceAlias[];
  readonly buildMachines: readonly BuildMachine[];
  /** Metrics that are watched but never billed. */
  readonly unbilledMetrics: readonly string[];
}

/** A limit of a plan under the names that Headroom's monitors use. */
export interface NamedPlanLimit extends PlanLimit {
  /** The entry that it comes from. */
  readonly priceId: string;
  readonly beyond: Beyond;
  readonly billedAs: BilledAs;
  readonly region: string | null;
  readonly rounding: string;
  /** The last day on which the entry held, where that day has passed: it is then the last known figure. */
  readonly ended: Day | null;
}
