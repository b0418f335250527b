import type { ChannelKind } from '#shared/domain/channel';
import type { ChannelKindEntry } from './channel-kind';
import { command } from './command';
import { email } from './email';
import { discord, ntfy, plainWebhook, slack, teams, telegram } from './webhooks';

/** Every kind of channel that can be set up, in the order of the form. A new one is one line. */
export const channelKinds: readonly ChannelKindEntry[] = [
  email,
  slack,
  discord,
  teams,
  ntfy,
  telegram,
  plainWebhook,
  command,
];

export function channelKind(id: ChannelKind): ChannelKindEntry {
  const found = channelKinds.find((kind) => kind.id === id);
  if (found === undefined) throw new Error(`No channel of the kind ${id}`);
  return found;
}
