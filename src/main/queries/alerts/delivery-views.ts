import type { BuiltInChannel, Channel, ChannelKind } from '#shared/domain/channel';
import type { Delivery, DeliveryAttempt } from '#shared/domain/delivery';
import type { DeliveryView } from '#shared/ipc/alerts';
import { CHANNEL_TITLES } from '#shared/words/channel';
import { deliveryReason } from '#shared/words/delivery';

/** Deliveries by what they are about, as they are shown. */
export interface DeliveryIndex {
  ofAlert(id: number): DeliveryView[];
  ofEvent(id: number): DeliveryView[];
}

export const noDeliveries: DeliveryIndex = { ofAlert: () => [], ofEvent: () => [] };

export function deliveryIndex(rows: readonly Delivery[], channels: readonly Channel[]): DeliveryIndex {
  const byAlert = new Map<number, Delivery[]>();
  for (const row of rows) {
    const known = byAlert.get(row.alertId);
    if (known === undefined) byAlert.set(row.alertId, [row]);
    else known.push(row);
  }
  const byEvent = new Map<number, Delivery[]>();
  for (const row of rows) {
    const known = byEvent.get(row.alertEventId);
    if (known === undefined) byEvent.set(row.alertEventId, [row]);
    else known.push(row);
  }
  const views = (list: readonly Delivery[] | undefined) => (list ?? []).map((row) => deliveryView(row, channels));
  return { ofAlert: (id) => views(byAlert.get(id)), ofEvent: (id) => views(byEvent.get(id)) };
}

/** One try as it is shown. */
function deliveryView(row: DeliveryAttempt & Pick<Delivery, 'reason'>, channels: readonly Channel[]): DeliveryView {
  const { channel, at, outcome, nextAt } = row;
  return { channel, ...channelNames(channel, channels), at, outcome, reason: deliveryReason(row), nextAt };
}

/** How a channel is called, one of several of its kind with whom it tells; one that was removed goes by its kind, which its id begins with. */
function channelNames(
  id: string,
  channels: readonly Channel[],
): { readonly channelKind: string; readonly channelTitle: string } {
  const kind = id.replace(/-\d+$/, '');
  const channel = channels.find((one) => one.id === id);
  const ofKind = CHANNEL_TITLES[kind as ChannelKind | BuiltInChannel] ?? id;
  const isOneOfMany = channel !== undefined && channels.filter((one) => one.kind === channel.kind).length > 1;
  const unnamed = isOneOfMany ? `${ofKind} (${channel.target})` : ofKind;
  return { channelKind: kind, channelTitle: channel?.title || unnamed };
}
