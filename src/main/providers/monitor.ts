import type { Clock } from '#main/clock';
import type { HttpClient } from '#main/http/http-client';
import type { AdviceKind } from '#shared/core/recommendations/finding';
import type { AiUsageWindow } from '#shared/domain/ai-usage';
import type { Charge } from '#shared/domain/charge';
import type { Connection } from '#shared/domain/connection';
import type { CapabilityOutcome, CollectionAttempt } from '#shared/domain/cycle';
import type { Failure, Result } from '#shared/domain/failure';
import type { Instant, Period } from '#shared/domain/instant';
import type { InfrastructureLimit } from '#shared/domain/limit';
import type { MetricDefinition } from '#shared/domain/metric';
import type { PlanLimit } from '#shared/domain/plan';
import type { Deployment, FoundStore, Project } from '#shared/domain/project';
import type { AdviceChange } from '#shared/domain/recommendation';
import type { MetricSample } from '#shared/domain/series';
import type {
  AccountBlock,
  CreditLedger,
  GatewayBudget,
  Invoice,
  ProviderBudget,
  ToldAccount,
} from '#shared/domain/spend';
import type { OwnAdviceWords } from '#shared/words/recommendation';
import type { KindGuide } from '#shared/words/recommendation-guide';

/** Secrets of one connection by field key, as the keychain or the environment holds them. */
export type Credentials = Readonly<Record<string, string>>;

/** One field of the form that connects an account. The form, the terminal and the docs follow from it. */
export interface CredentialField {
  readonly key: string;
  readonly label: string;
  /** Secret fields go to the keychain, the others into the connection's settings. */
  readonly secret: boolean;
  readonly required: boolean;
  readonly help: string;
  readonly placeholder?: string;
  /** Page of the provider where it is made. */
  readonly link?: string;
  /** Environment variables that the terminal reads it from, first found wins. */
  readonly environment: readonly string[];
  /** A sentence that says what is wrong with the value's form, or null when it looks right. No network. */
  readonly check?: (value: string) => string | null;
}

export interface Capability {
  readonly id: string;
  /** As a person reads it: `Usage by day`. */
  readonly title: string;
  /** Summary keys (`VERCEL_EDGE_EDGE_REQUESTS`) of the metrics it brings; a metric that no capability brought is not available. */
  readonly feeds: readonly string[];
}

/** What a pasted text turned out to be: which provider, and which of its fields it fills. */
export interface RecognizedAddress {
  readonly provider: string;
  /** As a person reads it: `A Redis with TLS at cache.example`. Holds no secret. */
  readonly title: string;
  /** Values by field key, secret ones among them. */
  readonly fields: Readonly<Record<string, string>>;
  /** What is still missing, as a sentence; empty when nothing is. */
  readonly needs: string;
}

/** A public page that tells of incidents as JSON. No credential goes there. */
export interface StatusPage {
  /** Whose it is, as a person knows them: `Vercel`. */
  readonly title: string;
  readonly url: string;
  /** `status`: as `status.json` of Statuspage; `summary`: as that of incident.io. */
  readonly form: 'status' | 'summary';
}

/** What a provider advises beside the kinds that all of them have, with its words. */
export interface ProviderAdvice extends OwnAdviceWords {
  readonly kinds: readonly AdviceKind[];
  /** What `docs/cost-optimization.md` says of each kind, by its id. */
  readonly guide: Readonly<Record<string, KindGuide>>;
}

/** The single source of truth on a provider: forms, menus, pages, docs follow from it. */
export interface ProviderDescriptor {
  readonly id: string;
  readonly title: string;
  /** An icon name of lucide. */
  readonly icon: string;
  readonly fields: readonly CredentialField[];
  readonly metrics: readonly MetricDefinition[];
  readonly capabilities: readonly Capability[];
  /** Who bills it, for the price list, when the provider does not tell. */
  readonly billingProvider: string;
  /** Base URL of its API; empty for protocols without one. */
  readonly baseUrl: string;
  /** Environment variable that points the base URL elsewhere, to this computer alone; empty where nothing may. */
  readonly baseUrlVariable: string;
  /** Other interfaces of the provider, each with the setting that holds its address and the variable for it. */
  readonly otherBaseUrls?: readonly {
    readonly title: string;
    readonly url: string;
    readonly setting: string;
    readonly variable: string;
  }[];
  /**
   * Further keys of settings that hold an address to which a credential goes. Others than these, `baseUrl` and those
   * of `otherBaseUrls` are not read.
   */
  readonly addressSettings?: readonly string[];
  /** The public page that tells of incidents of what a connection reads; asked only where the person allows it. */
  readonly statusPage?: (connection: Connection) => StatusPage | null;
  /** Recognizes a pasted address or key as one of this provider; null for anything else. No network. */
  readonly recognize?: (text: string) => RecognizedAddress | null;
  /** The metric that the provider's bill calls by this name; null for a product that is new. Absent: its bill names none. */
  readonly billedAs?: (product: string) => { readonly service: string; readonly metric: string } | null;
  /** Kinds of advice of its own, with their words. */
  readonly advice?: ProviderAdvice;
  readonly links: {
    usage(connection: Connection): string;
    upgrade(connection: Connection, plan: string): string;
    /** The page for exactly this change; null, or left out, where the others have to do. */
    change?(connection: Connection, change: AdviceChange): string | null;
  };
}

/** What a credential turned out to be. */
export interface Verification {
  /** Whom it belongs to: an account, team or host. */
  readonly title: string;
  readonly billing: Connection['billing'];
  readonly billingAnchor: Connection['billingAnchor'];
  readonly expiresAt: Instant | null;
  /** Settings to keep with the connection, such as the team id. */
  readonly settings: Readonly<Record<string, string>>;
  /** Scopes to choose from, such as teams. */
  readonly scopes: readonly { readonly id: string; readonly title: string; readonly plan: string | null }[];
  readonly capabilities: readonly {
    readonly capability: string;
    readonly outcome: CapabilityOutcome;
    readonly message: string;
  }[];
}

/** What a monitor may use while it collects. The clock and the network come in; nothing is global. */
export interface CollectionContext {
  readonly connection: Connection;
  readonly credentials: Credentials;
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  /** Cursor kept between cycles, such as the last counter reading. Written back from the result. */
  readonly cursors: Readonly<Record<string, unknown>>;
  /** Takes charges as they stream in, some thousand at a time, so that they never lie in memory all at once. */
  readonly onCharges?: (batch: ChargeBatch) => Promise<void>;
  /** Asks for history instead of the latest: daily sources answer for these days. */
  readonly backfill?: Period;
  /** With `backfill`: only these capabilities are asked; default all that can tell history. */
  readonly capabilities?: readonly string[];
}

/** Charges of one source for a stretch of time, of which the answer tells. */
export interface ChargeBatch {
  /** Such as `vercel:/v1/billing/charges`. */
  readonly source: string;
  readonly range: Period;
  /** When the answer began: the same in all of its batches. */
  readonly asOf: Instant;
  /** True: with this batch every charge of the range has been told. False: more come, or the answer broke off. */
  readonly complete: boolean;
  readonly charges: readonly Charge[];
}

/**
 * Key of the setting with which a person says `yes` to keeping and showing the texts of queries. Without
 * it they are dropped before anything is written: even without values a text may hold data.
 */
export const QUERY_TEXTS_SETTING = 'queryTexts';

/** Key of the setting with which a person says `yes` to sending the password of a store to another computer in clear. */
const UNENCRYPTED_SETTING = 'unencrypted';

/** The form's field for it, the same for every store that is reached by a protocol of its own. */
export function unencryptedField(variable: string): CredentialField {
  return {
    key: UNENCRYPTED_SETTING,
    label: 'Send the password without encryption',
    secret: false,
    required: false,
    help: 'Write yes where the server knows no TLS and you trust every network on the way to it. Empty: the password never leaves this computer in clear.',
    placeholder: 'no',
    environment: [variable],
    check: (value) => (/^(yes|no)$/i.test(value) ? null : 'Write yes or no.'),
  };
}

/** Whether the person has said yes to it. */
export function maySendInClear({ settings }: Pick<Connection, 'settings'>): boolean {
  return settings[UNENCRYPTED_SETTING]?.toLowerCase() === 'yes';
}

/** Why nothing was sent to a store: who listens on the way could read its password. */
export function wouldSendInClear(host: string, mend: string): Failure {
  return {
    code: 'invalid-input',
    message: `The password would go to ${host} without encryption, so it was not sent.`,
    action: `${mend} Where the server knows no TLS and you trust the network, write yes under "Send the password without encryption".`,
    retryable: false,
  };
}

/** A statement of a database, with what it cost since the statistics began. */
export interface TopQuery {
  /** Stable id that the server gives; empty where it hides it. */
  readonly queryId: string;
  /** Without values; null where the role may not see it. */
  readonly text: string | null;
  readonly calls: number;
  readonly meanMs: number;
  readonly totalMs: number;
}

/** What a provider told besides samples; each part only where it was asked and answered. */
export interface CollectedFacts {
  /** Whom the account belongs to, as the provider calls it: the name of a team. Empty where it tells none. */
  readonly title?: string;
  readonly billing?: Connection['billing'];
  readonly billingAnchor?: Connection['billingAnchor'];
  readonly expiresAt?: Instant | null;
  /** Projects by the references that usage names them by; workspaces and projects of AI providers too. */
  readonly projects?: readonly Project[];
  readonly deployments?: readonly Deployment[];
  readonly stores?: readonly FoundStore[];
  /** Charges by source; sources are never added up. Absent where `onCharges` took them. */
  readonly charges?: readonly ChargeBatch[];
  /** Each window replaces what was kept for its stretch of time. */
  readonly aiUsage?: readonly AiUsageWindow[];
  readonly budgets?: readonly ProviderBudget[];
  readonly gatewayBudgets?: readonly GatewayBudget[];
  readonly credit?: readonly CreditLedger[];
  /** Period and seats as the account itself tells them. */
  readonly account?: ToldAccount;
  /** What the provider has invoiced, the newest first. */
  readonly invoices?: readonly Invoice[];
  /** Null: the provider says that nothing is stopped. */
  readonly block?: AccountBlock | null;
  /** Statements that took the most time in a database, their values taken out. */
  readonly topQueries?: readonly TopQuery[];
  /** Limits that the provider itself states; they beat the price list. */
  readonly limits?: readonly (Pick<
    InfrastructureLimit,
    'service' | 'metric' | 'value' | 'unit' | 'window' | 'atLimit'
  > & {
    /** Where in the answer it stood: `INFO maxmemory`. */
    readonly reason: string;
    /** One that holds for a single project, and is held against that project's own series. */
    readonly projectId?: string;
    /** Tells further limits of one metric apart: `provider:daily`. Left out: the one of the plan. */
    readonly limitId?: `provider:${string}`;
  })[];
}

/** Samples and, per capability, an outcome. One capability's failure never loses another's samples. */
export interface CollectionResult {
  readonly samples: readonly MetricSample[];
  readonly attempts: readonly CollectionAttempt[];
  readonly facts: CollectedFacts;
  readonly cursors: Readonly<Record<string, unknown>>;
}

/** Quantity by summary key (`VERCEL_BUILD_BUILD_MINUTES`), in the metric's unit. */
export type UsageQuantities = Readonly<Record<string, number>>;

/** The one interface behind which every source lives. Monitors return; they never write. */
export interface Monitor {
  collectMetrics(context: CollectionContext): Promise<CollectionResult>;
  /** Limits of a plan by the price list; a plan without a figure has `included: null`. */
  getPlanLimits(plan: string): readonly PlanLimit[];
}

/** A line of the registry. The code behind it is loaded when it is first asked, not when the app starts. */
export interface ProviderEntry {
  readonly descriptor: ProviderDescriptor;
  load(): Promise<Provider>;
}

/** A folder under `providers/`: what it describes, and what it does. */
export interface Provider {
  readonly descriptor: ProviderDescriptor;
  /** Who am I, which plan, what may I read, until when. Cheap: a read or two. */
  verify(
    context: Pick<CollectionContext, 'connection' | 'credentials' | 'http' | 'clock' | 'signal'>,
  ): Promise<Result<Verification>>;
  readonly monitor: Monitor;
}
