import {
  Bell,
  Check,
  Clock,
  type LucideIcon,
  Mail,
  MessageSquare,
  Minus,
  Monitor,
  PanelTop,
  SquareTerminal,
  Webhook,
  X,
} from 'lucide-react';
import { formatMoment, formatTime } from '#shared/format/date';
import type { DeliveryView } from '#shared/ipc/alerts';
import { Icon } from '../../components/icon';

const ICONS: Readonly<Record<string, LucideIcon>> = {
  window: Bell,
  desktop: Monitor,
  tray: PanelTop,
  email: Mail,
  webhook: Webhook,
  command: SquareTerminal,
};

/** The icon of a kind of channel; chat services share one. */
export function channelIcon(kind: string): LucideIcon {
  return ICONS[kind] ?? MessageSquare;
}

const OUTCOMES = {
  shown: { icon: Check, tone: 't-ok', words: 'told' },
  failed: { icon: X, tone: 't-crit', words: 'failed' },
  waiting: { icon: Clock, tone: 't-3', words: 'waiting' },
  'held-back': { icon: Minus, tone: 't-3', words: 'held back' },
} as const;

/** Who was told, when, and whether it arrived; the reason on hover. `dated` adds the day. */
export function DeliveryChips({
  deliveries,
  dated,
}: {
  readonly deliveries: readonly DeliveryView[];
  readonly dated: boolean;
}) {
  return deliveries.length === 0 ? null : (
    <ul className="chips" aria-label="Who was told">
      {deliveries.map((delivery) => (
        <Chip key={`${delivery.channel} ${delivery.at} ${delivery.outcome}`} delivery={delivery} dated={dated} />
      ))}
    </ul>
  );
}

function Chip({ delivery, dated }: { readonly delivery: DeliveryView; readonly dated: boolean }) {
  const { channelKind, channelTitle, at, outcome, reason, nextAt } = delivery;
  const { icon, tone, words } = OUTCOMES[outcome];
  const next = outcome === 'waiting' && nextAt !== null ? `again at ${formatTime(nextAt)}` : words;
  return (
    <li title={[`${channelTitle}, ${next}`, reason].filter((text) => text !== '').join(': ')}>
      <Icon of={channelIcon(channelKind)} size={14} />
      <span className="visually-hidden">{channelTitle}</span>
      {dated ? formatMoment(at) : formatTime(at)}
      {outcome === 'shown' ? <span className="visually-hidden">{words}</span> : ` ${next}`}
      {outcome === 'failed' ? <span className="visually-hidden">{reason}</span> : null}
      <span className={tone}>
        <Icon of={icon} size={14} />
      </span>
    </li>
  );
}
