import { Check, Clock, Mail, Monitor, Webhook, X } from 'lucide-react';
import { formatMoment, formatTime } from '#shared/format/date';
import type { AlertView } from '#shared/ipc/alerts';
import { Icon } from '../../components/icon';

type Delivery = AlertView['deliveries'][number];

const CHANNELS = { desktop: Monitor, email: Mail, webhook: Webhook } as const;
const CHANNEL_WORDS = { desktop: 'This computer', email: 'E-mail', webhook: 'Webhook' } as const;
const OUTCOMES = {
  shown: { icon: Check, tone: 't-ok', words: 'shown' },
  failed: { icon: X, tone: 't-crit', words: 'failed' },
  waiting: { icon: Clock, tone: 't-3', words: 'waiting' },
  'held-back': { icon: Clock, tone: 't-3', words: 'held back' },
} as const;

/** Who was told, when, and whether it arrived; the reason on hover. `dated` adds the day. */
export function DeliveryChips({
  deliveries,
  dated,
}: {
  readonly deliveries: readonly Delivery[];
  readonly dated: boolean;
}) {
  return deliveries.length === 0 ? null : (
    <ul className="chips" aria-label="Who was told">
      {deliveries.map((delivery) => {
        const outcome = OUTCOMES[delivery.outcome];
        const time = formatTime(delivery.at);
        const words = `${channelWords(delivery.channel)}, ${outcome.words}`;
        return (
          <li key={`${delivery.channel} ${delivery.at} ${delivery.outcome}`} title={delivery.reason || words}>
            <Icon of={isKnown(delivery.channel) ? CHANNELS[delivery.channel] : Monitor} size={14} />
            <span className="visually-hidden">{channelWords(delivery.channel)}</span>
            {dated ? formatMoment(delivery.at) : time}
            {delivery.outcome === 'shown' ? null : ` ${outcome.words}`}
            <span className={outcome.tone}>
              <Icon of={outcome.icon} size={14} />
            </span>
            {delivery.outcome === 'shown' ? <span className="visually-hidden">shown</span> : null}
          </li>
        );
      })}
    </ul>
  );
}

/** A channel as people call it; a channel without words keeps its own name. */
export function channelWords(channel: string): string {
  return isKnown(channel) ? CHANNEL_WORDS[channel] : channel;
}

function isKnown(channel: string): channel is keyof typeof CHANNELS {
  return channel in CHANNELS;
}
