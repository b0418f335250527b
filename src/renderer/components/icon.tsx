import {
  Activity,
  AlarmClock,
  ArrowUpRight,
  Bell,
  Boxes,
  CalendarRange,
  ChartLine,
  Clock,
  Cloud,
  Cpu,
  Database,
  FileText,
  Gauge,
  Globe,
  Hammer,
  HardDrive,
  type LucideIcon,
  Mail,
  Monitor,
  Network,
  Plug,
  Radio,
  RefreshCw,
  Rocket,
  Server,
  Sparkles,
  Terminal,
  Timer,
  Wallet,
  Webhook,
  Zap,
} from 'lucide-react';

/** Icons that a provider's descriptor may name, under lucide's own names. */
const ICONS: Readonly<Record<string, LucideIcon>> = {
  activity: Activity,
  'alarm-clock': AlarmClock,
  'arrow-up-right': ArrowUpRight,
  bell: Bell,
  boxes: Boxes,
  'calendar-range': CalendarRange,
  'chart-line': ChartLine,
  clock: Clock,
  cloud: Cloud,
  cpu: Cpu,
  database: Database,
  'file-text': FileText,
  gauge: Gauge,
  globe: Globe,
  hammer: Hammer,
  'hard-drive': HardDrive,
  mail: Mail,
  monitor: Monitor,
  network: Network,
  plug: Plug,
  radio: Radio,
  'refresh-cw': RefreshCw,
  rocket: Rocket,
  server: Server,
  sparkles: Sparkles,
  terminal: Terminal,
  timer: Timer,
  wallet: Wallet,
  webhook: Webhook,
  zap: Zap,
};

export type IconSize = 12 | 14 | 16 | 20;

/** A decorative icon by lucide's name; a name that is not bundled becomes a neutral one. */
export function NamedIcon({ name, size = 16 }: { readonly name: string; readonly size?: IconSize }) {
  return <Icon of={ICONS[name] ?? Activity} size={size} />;
}

/** A decorative icon: words beside it say the same. */
export function Icon({ of: Shape, size = 16 }: { readonly of: LucideIcon; readonly size?: IconSize }) {
  return <Shape size={size} strokeWidth={1.75} aria-hidden="true" className="icon" />;
}
