import { z } from 'zod';
import { BUILT_IN_CHANNELS, CHANNEL_KINDS } from '#shared/domain/channel';
import { alertSettingsSchema } from './alert-rules';
import { channel, instantSchema, nothing } from './channel';

const channelId = z.string().min(1).max(60);
/** By field key. What is secret of it goes to the keychain at once and never comes back. */
const values = z.record(z.string().max(40), z.string().max(4000));

/** What became of a message, as a sentence; empty when it arrived. */
const sentSchema = z.object({
  outcome: z.enum(['waiting', 'shown', 'failed', 'held-back']),
  reason: z.string(),
});

const ownChannelSchema = z.object({
  id: channelId,
  kind: z.enum(CHANNEL_KINDS),
  title: z.string(),
  /** Whom it tells: a host, addresses, the name of a program. */
  target: z.string(),
  enabled: z.boolean(),
  /** The newest try within 30 days. */
  last: sentSchema.extend({ at: instantSchema }).nullable(),
});
export type OwnChannelView = z.infer<typeof ownChannelSchema>;

const fieldSchema = z.object({
  key: z.string(),
  required: z.boolean(),
  secret: z.boolean(),
  input: z.enum(['text', 'lines', 'choice', 'switch']),
  choices: z.array(z.string()),
});

const channelKindSchema = z.object({ id: z.enum(CHANNEL_KINDS), fields: z.array(fieldSchema) });
export type ChannelKindView = z.infer<typeof channelKindSchema>;

const draftSchema = z.object({
  /** Null: a new one. */
  id: channelId.nullable(),
  kind: z.enum(CHANNEL_KINDS),
  title: z.string().max(60),
  /** Of one that is there, a secret that is left out stays as it is. */
  values,
});
export type ChannelDraft = z.infer<typeof draftSchema>;

export const messageSchema = z.object({
  key: z.string(),
  at: instantSchema,
  title: z.string(),
  sentence: z.string(),
  /** Null for what is over, and for digests. */
  severity: z.enum(['warning', 'critical']).nullable(),
  isOver: z.boolean(),
  path: z.string(),
  readAt: instantSchema.nullable(),
});
export type MessageView = z.infer<typeof messageSchema>;

const quietSchema = z.object({ why: z.enum(['quiet-hours', 'maintenance']), until: instantSchema, title: z.string() });

export const channelChannels = {
  'channels:list': channel(
    nothing,
    z.object({
      builtIn: z.array(
        z.object({
          id: z.enum(BUILT_IN_CHANNELS),
          enabled: z.boolean(),
          last: sentSchema.extend({ at: instantSchema }).nullable(),
        }),
      ),
      own: z.array(ownChannelSchema),
      kinds: z.array(channelKindSchema),
      /** What is made up is told on this computer alone. */
      inSample: z.boolean(),
    }),
  ),
  /** What a form shows of a channel: what is not secret, and which secrets are kept. */
  'channels:values': channel(z.object({ id: channelId }), z.object({ values, kept: z.array(z.string()) })),
  'channels:save': channel(draftSchema, ownChannelSchema),
  'channels:enable': channel(z.object({ id: channelId, enabled: z.boolean() }), nothing),
  'channels:remove': channel(z.object({ id: channelId }), nothing),
  /** Sends a message that says that it is a test; waits for what came of it. */
  'channels:test': channel(z.object({ id: channelId }), sentSchema),
  /** The same of a form that is not saved yet. */
  'channels:test-draft': channel(draftSchema, sentSchema),
  /** What was told in the window, newest first: of the last 30 days. */
  'messages:list': channel(nothing, z.array(messageSchema)),
  /** Null: all of them. */
  'messages:read': channel(z.object({ keys: z.array(z.string().max(100)).max(1000).nullable() }), nothing),
  'telling:get': channel(
    nothing,
    z.object({ settings: alertSettingsSchema, pausedUntil: instantSchema.nullable(), quiet: quietSchema.nullable() }),
  ),
  'telling:set': channel(alertSettingsSchema.partial(), nothing),
  /** Projects, as rules name them: `connection@project`. */
  'telling:projects': channel(nothing, z.array(z.object({ key: z.string(), title: z.string() }))),
  /** Null: people are told again. */
  'telling:pause': channel(z.object({ pause: z.enum(['hour', 'until-tomorrow']).nullable() }), nothing),
};
