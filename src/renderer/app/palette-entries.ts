import type { LucideIcon } from 'lucide-react';

import {
  CalendarCheck,
  FileText,
  FlaskConical,
  Keyboard,
  Monitor,
  Moon,
  Play,
  RefreshCw,
  Scale,
  Sparkles,
  Sun,
  Target,
} from 'lucide-react';

import type { Instant } from '#shared/domain/instant';
import { formatQuantity } from '#shared/format/quantity';
import type { MetricView } from '#shared/ipc/metric-view';
import { links } from '../screens/shared/links';
import { percentOf, timeToLimit } from '../screens/shared/metric-words';
import { SCREENS } from './screen-list';

export interface PaletteEntry {
  readonly id: string;
  readonly group: 'Go to' | 'Services' | 'Actions' | 'Settings';
  readonly title: string;
  readonly context: string;
  readonly icon: LucideIcon | string;
  readonly keys: string;
  readonly run: () => void;
}

export interface PaletteDoors {
  readonly navigate: (path: string) => void;
  readonly collect: () => void;
  readonly openReport: () => void;
  readonly setTheme: (theme: 'system' | 'light' | 'dark') => void;
  readonly openShortcuts: () => void;
  readonly openAsk: () => void;
  readonly leaveSample: (() => void) | null;
}

/**
 * How well an entry fits what was typed, 0 (not shown) to 1. Every word must stand in its title or context
 * (`keywords`); best is a title that begins so, then words that begin so. The id is not looked at.
 */
export function paletteScore(_id: string, typed: string, keywords: readonly string[] = []): number {
  const text = keywords.join(' ').toLowerCase();
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.every((word) => text.includes(word))) {
    return 0;
  }
  if (text.startsWith(words.join(' '))) {
    return 1;
  }
  return words.every((word) => ` ${text}`.includes(` ${word}`)) ? 0.8 : 0.5;
}

/** Everything that the palette finds. */
export function paletteEntries(
  metrics: readonly MetricView[],
  doors: PaletteDoors,
  modifier: string,
  now: Instant,
): readonly PaletteEntry[] {
  return [...screenEntries(doors, modifier), ...metricEntries(metrics, doors, now), ...actionEntries(doors, modifier)];
}

function screenEntries(doors: PaletteDoors, modifier: string): readonly PaletteEntry[] {
  const below = (title: string, context: string, icon: LucideIcon, path: string): PaletteEntry => ({
    ...{ id: `screen ${title}`, group: 'Go to', title, context, icon, keys: '' },
    run: () => doors.navigate(path),
  });
  const screens = SCREENS.map(
    (screen, index): PaletteEntry => ({
      id: `screen ${screen.path}`,
      group: 'Go to',
      title: screen.title,
      context: '',
      icon: screen.icon,
      keys: `${modifier} ${index + 1}`,
      run: () => doors.navigate(screen.path),
    }),
  );
  return [
    ...screens,
    below('Closed periods', 'Costs', CalendarCheck, links.closedPeriods()),
    below('Forecast record', 'Alerts', Target, links.record()),
    below('Alert rules', 'Alerts', Scale, links.rules()),
    below('Fire drill', 'Alerts', Play, links.drill()),
  ];
}

function metricEntries(metrics: readonly MetricView[], doors: PaletteDoors, now: Instant): readonly PaletteEntry[] {
  return metrics.map((metric) => ({
    id: `metric ${metric.key}`,
    group: 'Services',
    title: metric.title,
    context: metricContext(metric, metrics, now),
    icon: metric.icon,
    keys: '',
    run: () => doors.navigate(links.usage(metric.key)),
  }));
}

function metricContext(metric: MetricView, all: readonly MetricView[], now: Instant): string {
  const parts: string[] = [];
  if (all.filter(({ title }) => title === metric.title).length > 1) {
    parts.push(metric.connectionTitle);
  }
  if (metric.percent !== null) {
    parts.push(percentOf(metric), timeToLimit(metric, now));
  } else {
    parts.push(metric.current === null ? timeToLimit(metric, now) : formatQuantity(metric.current, metric.unit));
  }
  return parts.join(', ');
}

function actionEntries(doors: PaletteDoors, modifier: string): readonly PaletteEntry[] {
  const action = (title: string, icon: LucideIcon, run: () => void, keys = ''): PaletteEntry => ({
    id: `action ${title}`,
    group: 'Actions',
    title,
    context: '',
    icon,
    keys,
    run,
  });
  const setting = (title: string, icon: LucideIcon, run: () => void): PaletteEntry => ({
    ...action(title, icon, run),
    group: 'Settings',
  });
  return [
    action('Ask a question', Sparkles, doors.openAsk, `${modifier} J`),
    action('Collect now', RefreshCw, doors.collect, `${modifier} R`),
    action('Report: preview, save, share', FileText, doors.openReport),
    action('Keyboard shortcuts', Keyboard, doors.openShortcuts, '?'),
    ...(doors.leaveSample ? [action('Leave sample', FlaskConical, doors.leaveSample)] : []),
    setting('Light theme', Sun, () => doors.setTheme('light')),
    setting('Dark theme', Moon, () => doors.setTheme('dark')),
    setting('Theme of the system', Monitor, () => doors.setTheme('system')),
  ];
}
