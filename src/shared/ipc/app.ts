import { z } from 'zod';
import { failureSchema } from '#shared/domain/failure-schema';
import { channel, instantSchema, nothing } from './channel';

export const appStateSchema = z.object({
  version: z.string(),
  platform: z.string(),
  /** `empty`: nothing connected yet; `sample`: the sample account; `own`: the user's accounts. */
  mode: z.enum(['empty', 'sample', 'own']),
  /** While the sample account is being filled: how far. */
  preparing: z.object({ done: z.number(), total: z.number(), label: z.string() }).nullable(),
  account: z.object({ title: z.string(), plan: z.string() }).nullable(),
  openRecommendations: z.number().int(),
  firingAlerts: z.number().int(),
  /** Messages in the window that were not read yet. */
  unreadMessages: z.number().int(),
  /** Set when the clock is not the computer's: where it started, and how many seconds it is ahead. */
  clockStart: z.object({ at: instantSchema, offsetSeconds: z.number().int() }).nullable(),
  /** Trouble that the window must tell on every screen, in order of weight: the store, the keychain, a paused account. */
  problems: z.array(failureSchema),
  /** What happened to the file while it was opened, once: migrated, rescued. */
  notices: z.array(z.string()),
});
export type AppState = z.infer<typeof appStateSchema>;

export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  /** Minutes between two cycles. */
  intervalMinutes: z.number().int().min(5).max(1440),
  /** Notices of this desktop. */
  notifications: z.boolean(),
  /** What is unread in the menu of the tray. */
  trayMessages: z.boolean(),
  keepInTray: z.boolean(),
  /** Whether the public status pages of the providers are asked too: they belong to others than the providers' own APIs. */
  statusPages: z.boolean(),
  lastScreen: z.string().max(200),
});
export type Settings = z.infer<typeof settingsSchema>;

export const providerFormSchema = z.object({
  id: z.string(),
  title: z.string(),
  icon: z.string(),
  fields: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      secret: z.boolean(),
      required: z.boolean(),
      help: z.string(),
      placeholder: z.string(),
      /** True when the provider has a page where it is made; `connections:open-credential-page` opens it. */
      hasPage: z.boolean(),
    }),
  ),
});
export type ProviderForm = z.infer<typeof providerFormSchema>;

export const connectionViewSchema = z.object({
  id: z.string(),
  provider: z.string(),
  providerTitle: z.string(),
  icon: z.string(),
  title: z.string(),
  planName: z.string().nullable(),
  expiresAt: instantSchema.nullable(),
  /** Where it is asked when the environment says so; null: at the provider's own address. */
  askedAt: z.string().nullable(),
  /** Titles of the metrics it feeds. */
  feeds: z.array(z.string()),
  lastGoodAt: instantSchema.nullable(),
  /** True: it is left alone until somebody resumes it. */
  paused: z.boolean(),
});
export type ConnectionView = z.infer<typeof connectionViewSchema>;

/** Where the secret of a connection is, as a sentence; holds nothing of the secret. */
export const secretPlaceViewSchema = z.object({
  connectionId: z.string(),
  place: z.enum(['keychain', 'safe-storage', 'plain-file', 'environment', 'sample', 'none', 'unknown']),
  text: z.string(),
});
export type SecretPlaceView = z.infer<typeof secretPlaceViewSchema>;

export const verificationViewSchema = z.object({
  title: z.string(),
  planName: z.string().nullable(),
  expiresAt: instantSchema.nullable(),
  scopes: z.array(z.object({ id: z.string(), title: z.string(), plan: z.string().nullable() })),
  capabilities: z.array(z.object({ title: z.string(), ok: z.boolean(), message: z.string() })),
});
export type VerificationView = z.infer<typeof verificationViewSchema>;

/** A store that was found on an account, with what it still needs before it can be watched. */
const foundStoreViewSchema = z.object({
  connectionId: z.string(),
  storeId: z.string(),
  name: z.string(),
  kind: z.enum(['redis', 'postgres', 'blob', 'edge-config', 'other']),
  host: z.string(),
  plan: z.string().nullable(),
  status: z.string().nullable(),
  quotaExceeded: z.boolean(),
  /** Names of the variables that hold its address; their values are never read. */
  variables: z.array(z.string()),
  needs: z.string(),
});

/** What a pasted address or key is. The pasted text itself stays in the form. */
const recognizedSchema = z.object({
  provider: z.string(),
  title: z.string(),
  /** The form's values by field key, filled in from what was pasted. */
  values: z.record(z.string(), z.string()),
  needs: z.string(),
});

const credentialInput = z.object({
  provider: z.string().max(40),
  /** By field key. Goes to the keychain at once and never comes back. */
  values: z.record(z.string(), z.string().max(4000)),
});

export const appChannels = {
  'app:state': channel(nothing, appStateSchema),
  'app:dismiss-notices': channel(nothing, nothing),
  'settings:get': channel(nothing, settingsSchema),
  'settings:set': channel(settingsSchema.partial(), settingsSchema),
  'sample:start': channel(nothing, nothing),
  /** Leaves the sample account and deletes its file. */
  'sample:leave': channel(nothing, nothing),
  'connections:forms': channel(nothing, z.array(providerFormSchema)),
  'connections:recognize': channel(z.object({ text: z.string().max(4000) }), recognizedSchema.nullable()),
  'stores:list': channel(nothing, z.array(foundStoreViewSchema)),
  'connections:list': channel(nothing, z.array(connectionViewSchema)),
  /** Where the secret of each connection is. Unlocks nothing. */
  'connections:secret-places': channel(nothing, z.array(secretPlaceViewSchema)),
  'connections:verify': channel(credentialInput, verificationViewSchema),
  'connections:add': channel(credentialInput.extend({ scope: z.string().max(200).nullable() }), connectionViewSchema),
  /** Removes the connection, its secret and its samples. */
  'connections:remove': channel(z.object({ id: z.string().max(100) }), nothing),
  /** Leaves the connection alone from the next cycle on, or reads it again. */
  'connections:pause': channel(z.object({ id: z.string().max(100), paused: z.boolean() }), nothing),
  'connections:open-credential-page': channel(
    z.object({ provider: z.string().max(40), field: z.string().max(40) }),
    nothing,
  ),
};
