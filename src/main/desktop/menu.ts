import type { MenuItemConstructorOptions } from 'electron';

export interface MenuActions {
  readonly open: (path: string) => void;
  readonly collectNow: () => void;
}

/** As the window's sidebar has them, keys included. */
export const MENU_SCREENS = [
  ['Overview', '/'],
  ['Usage', '/usage'],
  ['Costs', '/costs'],
  ['Recommendations', '/recommendations'],
  ['Alerts', '/alerts'],
  ['Limits', '/limits'],
] as const;

/**
 * The application menu. On macOS it stands at the top of the screen; elsewhere it is hidden until Alt and
 * carries the shortcuts.
 */
export function applicationMenu(
  platform: NodeJS.Platform,
  development: boolean,
  actions: MenuActions,
): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const go = MENU_SCREENS.map(([label, path], at) => ({
    label,
    accelerator: `CommandOrControl+${at + 1}`,
    click: () => actions.open(path),
  }));
  const settings: MenuItemConstructorOptions = {
    label: 'Settings…',
    accelerator: 'CommandOrControl+,',
    click: () => actions.open('/settings'),
  };
  const collect: MenuItemConstructorOptions = {
    label: 'Collect now',
    accelerator: 'CommandOrControl+R',
    click: actions.collectNow,
  };
  const app: MenuItemConstructorOptions = {
    label: 'Headroom',
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      settings,
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  };
  const file: MenuItemConstructorOptions = {
    label: 'File',
    submenu: isMac
      ? [collect, { type: 'separator' }, { role: 'close' }]
      : [collect, settings, { type: 'separator' }, { role: 'close' }, { role: 'quit' }],
  };
  return [
    ...(isMac ? [app] : []),
    file,
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        ...go,
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(development ? [{ role: 'toggleDevTools' as const }] : []),
      ],
    },
    { role: 'windowMenu' },
  ];
}
