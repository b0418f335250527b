/** Who may word things: a model of one of these, or a server of one's own that speaks OpenAI's protocol. */
export const ASSISTANT_PROVIDERS = ['openai', 'anthropic', 'gateway', 'compatible'] as const;
export type AssistantProvider = (typeof ASSISTANT_PROVIDERS)[number];

/** The closed list of why the model's words are not there; the rule-written text stands then. */
export const ASSISTANT_REASONS = [
  'off',
  'no-model',
  'unknown-model',
  'no-key',
  'key-refused',
  'unsafe-address',
  'cap-reached',
  'uncounted',
  'offline',
  'unreachable',
  'rate-limited',
  'timeout',
  'too-long',
  'refused',
  'rubbish',
  'wrong-schema',
  'provider-error',
  'stopped',
  'unavailable',
] as const;
export type AssistantReason = (typeof ASSISTANT_REASONS)[number];

/** What a model is asked for. `test` is one word, to try a key out. */
export const ASSISTANT_TASKS = ['summary', 'weighing', 'ask', 'test'] as const;
export type AssistantTask = (typeof ASSISTANT_TASKS)[number];

/** Name under which the keychain holds the keys of models. */
export const ASSISTANT_SECRET = 'assistant';

/** What a person chose. */
export interface AssistantSettings {
  readonly enabled: boolean;
  readonly provider: AssistantProvider;
  /** As the provider names it; empty: none was chosen. */
  readonly model: string;
  /** Of a server of one's own: `http://127.0.0.1:11434/v1`. */
  readonly address: string;
  /** Names of projects, accounts, hosts and persons leave this computer as placeholders. */
  readonly maskNames: boolean;
  /** US dollars in a calendar month (UTC). */
  readonly capUsd: number;
  /** Tokens in a month of models whose price nobody tells. */
  readonly capTokens: number;
}

/** Tokens of one request. */
export interface TokenUse {
  readonly input: number;
  readonly cachedInput: number;
  readonly output: number;
}

/** What calls to a model took. */
export interface AssistantCost {
  readonly tokens: number;
  /** Null: nobody tells the price of this model. */
  readonly usd: number | null;
  /** True where the answer broke off, so that the most it can have taken is counted. */
  readonly atMost: boolean;
}

/** A sentence of a model after the proof. */
export interface ProvedSentence {
  readonly text: string;
  /** True: something in it is in nothing that was sent or read. */
  readonly struck: boolean;
  /** Why it is struck; empty where it is not. */
  readonly why: string;
}
