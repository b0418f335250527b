import type { Instant, Period } from './instant';
import type { Micros } from './money';

/** A budget that the provider keeps. Headroom never writes it. */
export interface ProviderBudget {
  readonly amount: Micros;
  readonly currency: string;
  /** Percent of `amount` at which the provider tells someone. */
  readonly thresholds: readonly number[];
  /** What it counts: the team, one project, a product, an organization, a database. */
  readonly scope: string;
  /** Which project or product; null for the team. */
  readonly key: string | null;
  /** True when the provider stops the account at 100 percent. */
  readonly pauses: boolean;
  /** True when the provider refuses requests at 100 percent until the period is over. */
  readonly rejects?: boolean;
}

/** The scope of a budget over all that one database costs. */
export const DATABASE_SCOPE = 'database';

/** How often a budget of the AI Gateway begins anew, in UTC; `none`: never. */
export const GATEWAY_REFRESHES = ['daily', 'weekly', 'monthly', 'none'] as const;
export type GatewayRefresh = (typeof GATEWAY_REFRESHES)[number];

/** A budget of the AI Gateway, which refuses requests at its amount. */
export interface GatewayBudget {
  /** `team`, `project`, `user` or `api-key`. */
  readonly scope: string;
  /** Id of the team, project, user or key. */
  readonly key: string;
  readonly name: string | null;
  readonly amount: Micros;
  /** In the period that it was told in. */
  readonly spent: Micros;
  /** Null: not understood. */
  readonly refresh: GatewayRefresh | null;
}

/** What an account tells of its own bill. Null: not told. */
export interface ToldAccount {
  /** The billing period as the provider has it; it wins over an anchor day. */
  readonly period: Period | null;
  /** Seats that are paid for. */
  readonly seats: number | null;
  readonly seatPrice: Micros | null;
  /** False: the plan comes without a credit of its own. */
  readonly hasCredit: boolean;
  /** When a trial ends, in which the plan costs nothing; null: there is none. */
  readonly trialEnd: Instant | null;
}

/** What the provider has invoiced. Amounts as it writes them: of their unit nothing is known before they are compared. */
export interface Invoice {
  readonly id: string;
  /** As it is printed on it; empty where the provider tells none. */
  readonly number: string;
  /** The provider's word, such as `paid`. */
  readonly status: string;
  readonly total: number;
  /** The part of `total` that is tax; null where it is not told. */
  readonly tax: number | null;
  readonly currency: string;
  readonly issuedAt: Instant | null;
  /** The stretch that its lines are for; null where they tell none. */
  readonly start: Instant | null;
  readonly end: Instant | null;
  readonly lines: readonly InvoiceLine[];
}

/** A line of an invoice, before tax. A fee may be for the next period, while use is for the one that is over. */
export interface InvoiceLine {
  readonly title: string;
  readonly amount: number;
  readonly start: Instant | null;
  readonly end: Instant | null;
}

/** Credit that is paid already and lapses at `end`. */
export interface CreditLedger {
  readonly title: string;
  /** `USD`, or the provider's own unit, which is no money. */
  readonly unit: string;
  readonly total: number;
  readonly remaining: number;
  readonly start: Instant | null;
  readonly end: Instant | null;
}

/** The provider has stopped the account or a part of it. */
export interface AccountBlock {
  readonly since: Instant | null;
  /** The provider's own word, such as `FAIR_USE_LIMITS_EXCEEDED`. */
  readonly reason: string;
  /** What was used too much, in the provider's word; null when that is not the reason. */
  readonly resource: string | null;
  /** When it ends by itself, as far as the provider says. */
  readonly until: Instant | null;
}
