import { randomUUID } from 'node:crypto';
import { saveSettings } from '#main/actions/save-settings';
import type { Clock } from '#main/clock';
import { readSettings } from '#main/queries/home/settings';
import type { SecretFields, SecretStore } from '#main/secrets/secret-store';
import type { Store } from '#main/store/store';
import { BUILT_IN_CHANNELS, type BuiltInChannel, type Channel, channelSecret } from '#shared/domain/channel';
import type { Delivery } from '#shared/domain/delivery';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { DAY } from '#shared/domain/instant';
import type { ChannelDraft, ChannelKindView, OwnChannelView } from '#shared/ipc/channels';
import type { ChannelOutput } from '#shared/ipc/contract';
import { CHANNEL_TITLES, channelFailures, FIELD_WORDS, fieldMissing, testMessage } from '#shared/words/channel';
import { deliveryReason, whyWords } from '#shared/words/delivery';
import type { ChannelOutcome, DeliveryChannel, Message } from './channel';
import type { ChannelKindEntry, ChannelTools, Destination } from './channels/channel-kind';
import { channelKind, channelKinds } from './channels/kinds';
import { ownChannel } from './channels-in-use';
import { sendWithin } from './outbox';

export type SentView = ChannelOutput<'channels:test'>;

export interface ChannelDeskOptions {
  /** The own file, also while the sample account is looked at. */
  readonly store: Pick<Store, 'channels' | 'deliveries' | 'settings'>;
  readonly secrets: SecretStore;
  readonly tools: ChannelTools;
  readonly clock: Clock;
  /** Those that need no setting up, as they are now. */
  readonly builtIn: () => Promise<readonly DeliveryChannel[]>;
}

/** Where a person sets up who is told, and tries it out. */
export interface ChannelDesk {
  list(): Promise<Omit<ChannelOutput<'channels:list'>, 'inSample'>>;
  values(id: string): Promise<Result<ChannelOutput<'channels:values'>>>;
  save(draft: ChannelDraft): Promise<Result<OwnChannelView>>;
  enable(id: string, enabled: boolean): Promise<Result<null>>;
  /** Removes it with what the keychain holds of it. */
  remove(id: string): Promise<Result<null>>;
  test(id: string): Promise<Result<SentView>>;
  testDraft(draft: ChannelDraft): Promise<Result<SentView>>;
}

export function channelDesk(options: ChannelDeskOptions): ChannelDesk {
  const { store, secrets, clock } = options;
  const find = async (id: string) => (await store.channels.list()).find((channel) => channel.id === id);
  return {
    list: () => list(options),
    async values(id) {
      const channel = await find(id);
      if (channel === undefined) return fail(gone);
      const kept = await secrets.get(channelSecret(id));
      if (!kept.ok) return kept;
      const held = kept.value ?? {};
      const isSecret = (key: string) =>
        channelKind(channel.kind).fields.some((field) => field.key === key && field.secret);
      return succeed({
        values: Object.fromEntries(Object.entries(held).filter(([key]) => !isSecret(key))),
        kept: Object.keys(held).filter(isSecret),
      });
    },
    save: (draft) => save(options, draft),
    async enable(id, enabled) {
      if (isBuiltIn(id)) {
        if (id === 'window') return fail(always);
        await saveSettings(store, id === 'desktop' ? { notifications: enabled } : { trayMessages: enabled });
        return succeed(null);
      }
      const channel = await find(id);
      if (channel === undefined) return fail(gone);
      await store.channels.save({ ...channel, enabled });
      return succeed(null);
    },
    async remove(id) {
      const removed = await secrets.delete(channelSecret(id));
      if (!removed.ok) return removed;
      await store.channels.remove(id);
      return succeed(null);
    },
    async test(id) {
      const channel = isBuiltIn(id)
        ? (await options.builtIn()).find((one) => one.id === id)
        : await find(id).then((own) => own && ownChannel(own, options));
      if (channel === undefined) return fail(isBuiltIn(id) ? inWindow : gone);
      return channel.defers ? fail(inWindow) : succeed(await tryOut(clock, channel));
    },
    async testDraft(draft) {
      const destination = await destinationOf(options, draft);
      if (!destination.ok) return destination;
      const kind = channelKind(draft.kind);
      const send: DeliveryChannel['send'] = (message, signal) =>
        kind.send(message, destination.value, options.tools, signal);
      return succeed(await tryOut(clock, { id: CHANNEL_TITLES[draft.kind], send }));
    },
  };
}

const neverStopped = new AbortController().signal;

async function tryOut(clock: Clock, channel: DeliveryChannel): Promise<SentView> {
  const message: Message = {
    ...testMessage,
    key: randomUUID(),
    kind: 'test',
    severity: null,
    path: '/settings/notifications',
    at: clock.now(),
    alerts: [],
  };
  const outcome: ChannelOutcome =
    channel.silent === undefined
      ? await sendWithin(clock, channel, message, neverStopped)
      : { outcome: 'held-back', why: channel.silent };
  return { outcome: outcome.outcome, reason: outcome.why === null ? '' : whyWords(outcome.why) };
}

async function list({ store, clock }: ChannelDeskOptions): ReturnType<ChannelDesk['list']> {
  const settings = await readSettings(store);
  const sent = await store.deliveries.list({ start: clock.now() - 30 * DAY, end: clock.now() + 1 });
  const lastOf = (id: string) => lastTry(sent, id);
  const isOn: Readonly<Record<BuiltInChannel, boolean>> = {
    window: true,
    desktop: settings.notifications,
    tray: settings.trayMessages,
  };
  return {
    builtIn: BUILT_IN_CHANNELS.map((id) => ({ id, enabled: isOn[id], last: lastOf(id) })),
    own: (await store.channels.list()).map((channel) => ({ ...channel, last: lastOf(channel.id) })),
    kinds: channelKinds.map(kindView),
  };
}

/** The newest try that was made at all. */
function lastTry(sent: readonly Delivery[], channel: string): OwnChannelView['last'] {
  const tries = sent.filter((row) => row.channel === channel && (row.outcome === 'shown' || row.outcome === 'failed'));
  const last = tries.at(-1);
  return last === undefined ? null : { at: last.at, outcome: last.outcome, reason: deliveryReason(last) };
}

function kindView({ id, fields }: ChannelKindEntry): ChannelKindView {
  return {
    id,
    fields: fields.map(({ key, required, secret, input, choices = [] }) => ({
      ...{ key, required, secret, input },
      choices: [...choices],
    })),
  };
}

/** Checks the form, keeps where it leads in the keychain alone, and the rest as a channel. */
async function save(options: ChannelDeskOptions, draft: ChannelDraft): Promise<Result<OwnChannelView>> {
  const { store, secrets } = options;
  const destination = await destinationOf(options, draft);
  if (!destination.ok) return destination;
  const known = (await store.channels.list()).find(({ id }) => id === draft.id);
  const id = known?.id ?? (await freeId(options, draft.kind));
  const kept = await secrets.set(channelSecret(id), destination.value);
  if (!kept.ok) return kept;
  const channel: Channel = {
    id,
    kind: draft.kind,
    title: draft.title.trim(),
    target: channelKind(draft.kind).target(destination.value),
    enabled: known?.enabled ?? true,
  };
  await store.channels.save(channel);
  return succeed({ ...channel, last: null });
}

/** What the form says, with the secrets that are kept and were not entered anew. */
async function destinationOf({ secrets }: ChannelDeskOptions, draft: ChannelDraft): Promise<Result<Destination>> {
  const kind = channelKind(draft.kind);
  const kept = draft.id === null ? succeed<SecretFields | null>(null) : await secrets.get(channelSecret(draft.id));
  if (!kept.ok) return kept;
  const entries = kind.fields.flatMap(({ key, secret }) => {
    const typed = draft.values[key]?.trim() ?? '';
    const value = typed === '' && secret ? (kept.value?.[key] ?? '') : typed;
    return value === '' ? [] : [[key, value] as const];
  });
  const destination: Destination = Object.fromEntries(entries);
  const missing = kind.fields.find(({ key, required }) => required && destination[key] === undefined);
  const complaint =
    missing === undefined
      ? kind.complaint(destination)
      : fieldMissing(FIELD_WORDS[draft.kind][missing.key]?.label ?? missing.key);
  return complaint === null ? succeed(destination) : fail(invalid(complaint));
}

/** An id that neither a channel nor an entry of the keychain has: it also holds what other data folders keep. */
async function freeId({ store, secrets }: ChannelDeskOptions, kind: string): Promise<string> {
  const taken = new Set((await store.channels.list()).map(({ id }) => id));
  for (let number = 1; ; number += 1) {
    const id = `${kind}-${number}`;
    const held = taken.has(id) ? null : await secrets.get(channelSecret(id));
    // A place that does not answer will not take a secret either.
    if (held !== null && (!held.ok || held.value === null)) return id;
  }
}

function isBuiltIn(id: string): id is BuiltInChannel {
  return (BUILT_IN_CHANNELS as readonly string[]).includes(id);
}

function invalid(message: string): Failure {
  return { code: 'invalid-input', message, ...channelFailures.wrong, retryable: false };
}

const gone: Failure = {
  code: 'not-found',
  ...channelFailures.gone,
  retryable: false,
};

const inWindow: Failure = {
  code: 'conflict',
  ...channelFailures.inWindow,
  retryable: false,
};

const always: Failure = {
  code: 'invalid-input',
  ...channelFailures.always,
  retryable: false,
};
