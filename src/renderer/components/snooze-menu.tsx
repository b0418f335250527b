import { AlarmClock, ChevronDown, Ellipsis } from 'lucide-react';
import type { Instant } from '#shared/domain/instant';
import { Button, type ButtonProps, IconButton } from './button';
import { Menu } from './menu';
import { snoozeChoices } from './snooze-choices';

interface SnoozeMenuProps {
  readonly clock: () => Instant;
  readonly onChoose: (until: Instant) => void;
  readonly variant?: ButtonProps['variant'];
  readonly size?: ButtonProps['size'];
  /** Only dots, for narrow windows. */
  readonly compact?: boolean;
}

/** Until when to be quiet about something. */
export function SnoozeMenu({ clock, onChoose, variant = 'plain', size = 'normal', compact = false }: SnoozeMenuProps) {
  const items = snoozeChoices(clock()).map(({ label, until }) => ({ label, onSelect: () => onChoose(until) }));
  const trigger = compact ? (
    <IconButton icon={Ellipsis} label="More" />
  ) : (
    <Button variant={variant} size={size} {...(variant === 'ghost' ? {} : { trailingIcon: ChevronDown })}>
      Snooze
    </Button>
  );
  const menuItems = items.map((item) => ({ ...item, icon: AlarmClock }));
  return <Menu trigger={trigger} heading="Snooze" align="start" items={menuItems} />;
}
