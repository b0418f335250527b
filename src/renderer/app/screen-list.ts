import { Bell, ChartLine, Gauge, Lightbulb, type LucideIcon, Settings, SlidersHorizontal, Wallet } from 'lucide-react';
import type { ComponentType } from 'react';
import type { AppState } from '#shared/ipc/app';
import { AlertsPages } from '../screens/alerts/alerts-pages';
import { CostsPages } from '../screens/costs/costs-pages';
import { LimitsScreen } from '../screens/limits/limits-screen';
import { OverviewScreen } from '../screens/overview/overview-screen';
import { RecommendationsScreen } from '../screens/recommendations/recommendations-screen';
import { SettingsScreen } from '../screens/settings/settings-screen';
import { UsageScreen } from '../screens/usage/usage-screen';

export interface ScreenEntry {
  readonly title: string;
  readonly path: string;
  /** Which addresses it shows, in wouter's notation. */
  readonly pattern: string;
  readonly icon: LucideIcon;
  readonly component: ComponentType;
  /** The number behind its name; 0 shows none. */
  readonly count?: (state: AppState) => number;
  /** Messages that were not read yet; 0 shows nothing. */
  readonly unread?: (state: AppState) => number;
  /** Stands at the foot of the sidebar. */
  readonly foot?: boolean;
}

/** Every screen, in the order of the sidebar, the palette and the number keys. A new one is one line. */
export const SCREENS: readonly ScreenEntry[] = [
  { title: 'Overview', path: '/', pattern: '/', icon: Gauge, component: OverviewScreen },
  { title: 'Usage', path: '/usage', pattern: '/usage/*?', icon: ChartLine, component: UsageScreen },
  { title: 'Costs', path: '/costs', pattern: '/costs/*?', icon: Wallet, component: CostsPages },
  {
    title: 'Recommendations',
    path: '/recommendations',
    pattern: '/recommendations/:id?',
    icon: Lightbulb,
    component: RecommendationsScreen,
    count: (state) => state.openRecommendations,
  },
  {
    title: 'Alerts',
    path: '/alerts',
    pattern: '/alerts/*?',
    icon: Bell,
    component: AlertsPages,
    count: (state) => state.firingAlerts,
    unread: (state) => state.unreadMessages,
  },
  { title: 'Limits', path: '/limits', pattern: '/limits', icon: SlidersHorizontal, component: LimitsScreen },
  {
    title: 'Settings',
    path: '/settings',
    pattern: '/settings/:section?',
    icon: Settings,
    component: SettingsScreen,
    foot: true,
  },
];
