import type { MenuItemConstructorOptions } from 'electron';
import type { TrayState } from '#main/session/running-app';
import { oneLine } from '#shared/format/plain-text';

/** What the entries of the tray's menu do. */
export interface TrayActions {
  readonly open: (path: string | null) => void;
  readonly collectNow: () => void;
  readonly pause: (pause: 'hour' | 'until-tomorrow' | null) => void;
  readonly quit: () => void;
}

/**
 * The tray's menu: verdict, the tightest limits, collect, pause, open, quit. `pausedText` says until when
 * notifications are paused (`until 14:30`).
 */
export function trayMenu(
  state: TrayState,
  pausedText: string | null,
  actions: TrayActions,
): MenuItemConstructorOptions[] {
  const limits = state.tightest.map((limit) => ({
    label: oneLine(`${limit.title}   ${limit.text}`),
    click: () => actions.open('/usage'),
  }));
  return [
    { label: oneLine(state.verdict), click: () => actions.open('/') },
    ...(state.bill === null ? [] : [{ label: oneLine(state.bill), click: () => actions.open('/costs') }]),
    { type: 'separator' },
    ...messageEntries(state, actions),
    ...limits,
    ...(limits.length > 0 ? [{ type: 'separator' as const }] : []),
    {
      label: state.collecting ? 'Collecting …' : 'Collect now',
      enabled: !state.collecting,
      click: actions.collectNow,
    },
    pauseEntry(state, pausedText, actions),
    { label: 'Open Headroom', click: () => actions.open(null) },
    { type: 'separator' },
    { label: 'Quit', click: actions.quit },
  ];
}

/** What is unread, each opening where it is answered. */
function messageEntries({ unread }: TrayState, actions: TrayActions): MenuItemConstructorOptions[] {
  if (unread.count === 0) return [];
  const entries = unread.newest.map(({ title, path }) => ({
    label: `● ${oneLine(title)}`,
    click: () => actions.open(path),
  }));
  const more = unread.count - unread.newest.length;
  return [
    ...entries,
    ...(more > 0 ? [{ label: `${more} more unread`, click: () => actions.open('/alerts') }] : []),
    { type: 'separator' },
  ];
}

function pauseEntry(state: TrayState, pausedText: string | null, actions: TrayActions): MenuItemConstructorOptions {
  if (state.pausedUntil !== null) {
    const until = pausedText === null ? '' : ` (paused ${pausedText})`;
    return { label: `Resume notifications${until}`, click: () => actions.pause(null) };
  }
  return {
    label: 'Pause notifications',
    submenu: [
      { label: '1 hour', click: () => actions.pause('hour') },
      { label: 'Until tomorrow', click: () => actions.pause('until-tomorrow') },
    ],
  };
}
