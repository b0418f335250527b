import { z } from 'zod';
import { ASSISTANT_PROVIDERS, ASSISTANT_REASONS, ASSISTANT_TASKS } from '#shared/domain/assistant';
import { channel, instantSchema, nothing } from './channel';

export const assistantSettingsSchema = z.object({
  enabled: z.boolean(),
  provider: z.enum(ASSISTANT_PROVIDERS),
  model: z.string().max(200),
  address: z.string().max(500),
  maskNames: z.boolean(),
  capUsd: z.number().min(0).max(10_000),
  capTokens: z.number().int().min(0).max(1_000_000_000),
});

const failureSchema = z.object({
  reason: z.enum(ASSISTANT_REASONS),
  /** What happened, and what to do about it. */
  text: z.string(),
});
export type AssistantFailureView = z.infer<typeof failureSchema>;

const sentenceSchema = z.object({ text: z.string(), struck: z.boolean(), why: z.string() });
export type ProvedSentenceView = z.infer<typeof sentenceSchema>;

const sentences = z.array(sentenceSchema);

/** What was read for an answer: each figure with the path of its screen in this window. */
const readSchema = z.object({
  tool: z.string(),
  title: z.string(),
  figures: z.array(z.object({ label: z.string(), value: z.string(), path: z.string() })),
  /** Why nothing was read; empty where it was. */
  problem: z.string(),
});
export type AssistantReadView = z.infer<typeof readSchema>;

/** What it took, in words: `$0.004, 1,240 tokens`; empty while nothing was sent. */
const cost = z.string();

/** That not all open recommendations are sent, in words; empty where they are. */
const leftOut = z.string();

export const assistantStateSchema = z.object({
  settings: assistantSettingsSchema,
  /** The sample account is worded by a made-up model on this computer, whatever is set. */
  inSample: z.boolean(),
  /** Who words, as a person knows it: `Anthropic, claude-sonnet-5`, `sample model`. */
  model: z.string(),
  /** Where requests go: a host; empty where nothing is chosen. */
  host: z.string(),
  /** Why nothing can be asked now; null: it can. */
  blocked: failureSchema.nullable(),
  hasKey: z.boolean(),
  /** What was spent this month, of what: `$0.12 of $5.00 this month`, or tokens where nobody tells the price. */
  spent: z.string(),
  /** `The price of this model is not known: 1,200 of 500,000 tokens this month are counted instead.`; else empty. */
  priceNote: z.string(),
});
export type AssistantStateView = z.infer<typeof assistantStateSchema>;

const briefSchema = z.object({ what: sentences, why: sentences, byWhen: sentences, ifNot: sentences });

/** What a model wrote about the open recommendations, proved; null where it was not asked or failed. */
export const wordingSchema = z.object({
  /** When it was written; null: never, or what it was about has changed. */
  at: instantSchema.nullable(),
  /** True: one was written, and the figures have changed since. */
  isOld: z.boolean(),
  brief: briefSchema.nullable(),
  /** By recommendation. */
  texts: z.array(z.object({ id: z.number().int(), sentences })),
  leftOut,
  failure: failureSchema.nullable(),
  cost,
});
export type WordingView = z.infer<typeof wordingSchema>;

export const weighingSchema = z.object({
  goal: z.string(),
  at: instantSchema,
  /** In the model's order; empty where it failed, so that the rules' order stands. */
  order: z.array(z.object({ id: z.number().int(), title: z.string(), account: z.string(), reason: sentences })),
  /** What the model proposed and the engine confirmed, each with the difference of two bills. */
  further: z.array(
    z.object({
      account: z.string(),
      title: z.string(),
      gain: z.string(),
      reason: sentences,
      notes: z.array(z.string()),
    }),
  ),
  leftOut,
  /** Proposals that the engine did not confirm: they are not shown. */
  unconfirmed: z.number().int(),
  failure: failureSchema.nullable(),
  cost,
});
export type WeighingView = z.infer<typeof weighingSchema>;

export const assistantAnswerSchema = z.object({
  id: z.string(),
  question: z.string(),
  status: z.enum(['running', 'done', 'failed']),
  sentences,
  reads: z.array(readSchema),
  failure: failureSchema.nullable(),
  cost,
  model: z.string(),
});
export type AssistantAnswerView = z.infer<typeof assistantAnswerSchema>;

/** One exchange with a model, as it went over the wire, without the key. */
const loggedSchema = z.object({
  id: z.string(),
  at: instantSchema,
  task: z.enum(ASSISTANT_TASKS),
  model: z.string(),
  host: z.string(),
  sent: z.string(),
  received: z.string(),
  outcome: z.string(),
  cost,
});
export type LoggedExchangeView = z.infer<typeof loggedSchema>;

const runId = z.string().min(1).max(60);

export const assistantChannels = {
  'assistant:state': channel(nothing, assistantStateSchema),
  'assistant:set': channel(assistantSettingsSchema.partial(), nothing),
  /** Keeps the key of the chosen model where other secrets are; null takes it away. It never comes back. */
  'assistant:set-key': channel(z.object({ key: z.string().min(1).max(4000).nullable() }), nothing),
  /** Asks the model for one word. */
  'assistant:test': channel(nothing, z.object({ text: z.string(), ok: z.boolean() })),
  /** Exactly what would be sent first, as text. Sends nothing. */
  'assistant:preview': channel(
    z.object({
      task: z.enum(['summary', 'weighing', 'ask']),
      text: z.string().max(4000),
      /** Of a question that follows others. */
      conversation: runId.optional(),
    }),
    z.object({ address: z.string(), body: z.string(), masked: z.number().int(), leftOut }),
  ),
  /** What was written, if anything, and still holds. */
  'assistant:wording': channel(nothing, wordingSchema),
  'assistant:write': channel(z.object({ id: runId }), wordingSchema),
  'assistant:weigh': channel(z.object({ id: runId, goal: z.string().trim().min(1).max(2000) }), weighingSchema),
  /** Answers once all is said; meanwhile `assistant-answer` tells how far it is. */
  'assistant:ask': channel(
    z.object({ id: runId, conversation: runId, question: z.string().trim().min(1).max(4000) }),
    assistantAnswerSchema,
  ),
  /** Stops what was begun under this id. Harmless when it is over. */
  'assistant:stop': channel(z.object({ id: runId }), nothing),
  'assistant:log': channel(nothing, z.array(loggedSchema)),
  'assistant:log-delete': channel(nothing, nothing),
};
