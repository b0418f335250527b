import type { Notifier } from '#main/ports';
import { readSettings } from '#main/queries/home/settings';
import type { SecretStore } from '#main/secrets/secret-store';
import type { Store } from '#main/store/store';
import { type Channel, channelSecret } from '#shared/domain/channel';
import { type DeliveryChannel, failed, type Message, SHOWN } from './channel';
import type { ChannelTools } from './channels/channel-kind';
import { deferredDesktopChannel, desktopChannel } from './channels/desktop';
import { channelKind } from './channels/kinds';

/** What a window lends, so that a person is told in it and around it. */
export interface WindowPorts {
  readonly notifier: Notifier;
  hasFocus(): boolean;
  hasTray(): boolean;
  /** Shows a message in the window at once. */
  showInWindow(message: Message): void;
}

export interface ChannelsInUse {
  /** Where the person's settings and channels are: the own file, also for the sample account. */
  readonly store: Pick<Store, 'settings' | 'channels'>;
  /** Null in the terminal: what needs a window waits for one. */
  readonly window: WindowPorts | null;
  /** Null for the sample account: what is made up is told on this computer alone. */
  readonly own: { readonly secrets: Pick<SecretStore, 'get'>; readonly tools: ChannelTools } | null;
}

const WINDOW_CHANNEL = 'window';
const TRAY_CHANNEL = 'tray';

/** All channels that are in use now, the built-in ones first. */
export async function channelsInUse({ store, window, own }: ChannelsInUse): Promise<readonly DeliveryChannel[]> {
  const settings = await readSettings(store);
  const desktop = window === null ? deferredDesktopChannel : desktopChannel(window.notifier, () => window.hasFocus());
  const set = own === null ? [] : (await store.channels.list()).filter(({ enabled }) => enabled);
  return [
    windowChannel(window),
    settings.notifications ? desktop : { ...desktop, silent: { code: 'off' } },
    ...(settings.trayMessages && window !== null ? [trayChannel(window)] : []),
    ...(own === null ? [] : set.map((channel) => ownChannel(channel, own))),
  ];
}

/** The list of messages, which is there whether a window is or not; one with the focus shows them at once. */
function windowChannel(window: WindowPorts | null): DeliveryChannel {
  return {
    id: WINDOW_CHANNEL,
    async send(message) {
      if (window?.hasFocus()) window.showInWindow(message);
      return SHOWN;
    },
  };
}

/** The tray's menu reads what is unread by itself. */
function trayChannel(window: WindowPorts): DeliveryChannel {
  return {
    id: TRAY_CHANNEL,
    send: async () => (window.hasTray() ? SHOWN : { outcome: 'held-back', why: { code: 'no-tray' } }),
  };
}

/** Where it leads is read when it is sent: until then nothing asks the keychain. */
export function ownChannel(
  { id, kind }: Pick<Channel, 'id' | 'kind'>,
  { secrets, tools }: NonNullable<ChannelsInUse['own']>,
): DeliveryChannel {
  return {
    id,
    async send(message, signal) {
      const destination = await secrets.get(channelSecret(id));
      if (!destination.ok) return failed({ code: 'locked' }, true);
      if (destination.value === null) return failed({ code: 'not-set-up' }, false);
      return channelKind(kind).send(message, destination.value, tools, signal);
    },
  };
}
