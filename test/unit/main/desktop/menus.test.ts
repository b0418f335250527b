import { readFileSync } from 'node:fs';
import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { applicationMenu, MENU_SCREENS } from '#main/desktop/menu';
import { type TrayActions, trayMenu } from '#main/desktop/tray-menu';
import type { TrayState } from '#main/session/running-app';

const state: TrayState = {
  state: 'warning',
  verdict: 'Redis storage reaches its limit in about 5 days',
  tightest: [
    { title: 'Redis storage', percent: 85, text: '85 %' },
    { title: 'Redis commands', percent: 62, text: '62 %' },
  ],
  bill: '$45.32 so far over everything',
  collecting: false,
  unread: { count: 0, newest: [] },
  pausedUntil: null,
};

function actions() {
  return { open: vi.fn(), collectNow: vi.fn(), pause: vi.fn(), quit: vi.fn() } satisfies TrayActions;
}

const labels = (menu: readonly MenuItemConstructorOptions[]) =>
  menu.map((item) => item.label ?? item.type ?? item.role);

/** Clicks an entry as the desktop does; the entries look at none of the arguments. */
function click(menu: readonly MenuItemConstructorOptions[], label: string): void {
  const item = menu.find((entry) => entry.label === label);
  if (item === undefined) throw new Error(`No entry ${label}`);
  (item.click as () => void)();
}

describe('trayMenu', () => {
  it('tells the verdict and the tightest limits, then what can be done', () => {
    expect(labels(trayMenu(state, null, actions()))).toEqual([
      'Redis storage reaches its limit in about 5 days',
      '$45.32 so far over everything',
      'separator',
      'Redis storage   85 %',
      'Redis commands   62 %',
      'separator',
      'Collect now',
      'Pause notifications',
      'Open Headroom',
      'separator',
      'Quit',
    ]);
  });

  it('names what is unread, at most three of it, and opens where it is answered', () => {
    const done = actions();
    const newest = [1, 2, 3].map((id) => ({ title: `Alert ${id}`, path: `/alerts/${id}` }));
    const menu = trayMenu({ ...state, unread: { count: 5, newest } }, null, done);
    expect(labels(menu).slice(3, 8)).toEqual(['● Alert 1', '● Alert 2', '● Alert 3', '2 more unread', 'separator']);
    click(menu, '● Alert 2');
    expect(done.open).toHaveBeenCalledWith('/alerts/2');
  });

  it('leaves the list of limits out when there is none', () => {
    expect(labels(trayMenu({ ...state, tightest: [] }, null, actions())).slice(0, 3)).toEqual([
      state.verdict,
      state.bill,
      'separator',
    ]);
  });

  it('does what its entries say', () => {
    const done = actions();
    const menu = trayMenu(state, null, done);
    click(menu, 'Collect now');
    click(menu, 'Quit');
    click(menu, 'Open Headroom');
    click(menu, state.verdict);
    expect(done.collectNow).toHaveBeenCalledOnce();
    expect(done.quit).toHaveBeenCalledOnce();
    expect(done.open.mock.calls).toEqual([[null], ['/']]);
    const pause = menu.find((item) => item.label === 'Pause notifications')?.submenu as MenuItemConstructorOptions[];
    click(pause, '1 hour');
    click(pause, 'Until tomorrow');
    expect(done.pause.mock.calls).toEqual([['hour'], ['until-tomorrow']]);
  });

  it('offers to resume while paused, and no second collection while one runs', () => {
    const done = actions();
    const menu = trayMenu({ ...state, collecting: true, pausedUntil: 1_800_000_000 }, 'until 14:30', done);
    click(menu, 'Resume notifications (paused until 14:30)');
    expect(done.pause).toHaveBeenCalledWith(null);
    expect(menu.find((item) => item.label === 'Collecting …')?.enabled).toBe(false);
  });
});

describe('applicationMenu', () => {
  const build = (platform: NodeJS.Platform, development = false) => {
    const done = { open: vi.fn(), collectNow: vi.fn() };
    return { done, menu: applicationMenu(platform, development, done) };
  };
  const view = (menu: readonly MenuItemConstructorOptions[]) =>
    menu.find((item) => item.label === 'View')?.submenu as MenuItemConstructorOptions[];

  it('follows the habits of the platform', () => {
    expect(labels(build('darwin').menu)).toEqual(['Headroom', 'File', 'editMenu', 'View', 'windowMenu']);
    expect(labels(build('linux').menu)).toEqual(['File', 'editMenu', 'View', 'windowMenu']);
    const file = build('linux').menu[0]?.submenu as MenuItemConstructorOptions[];
    expect(labels(file)).toContain('quit');
  });

  it('reaches every screen by a key of its own', () => {
    const { menu, done } = build('linux');
    const keys = view(menu).flatMap((item) => item.accelerator ?? []);
    expect(new Set(keys).size).toBe(MENU_SCREENS.length);
    click(view(menu), 'Alerts');
    expect(done.open).toHaveBeenCalledWith('/alerts');
  });

  it('has the screens of the window, in its order, so that the keys agree', () => {
    const list = readFileSync('src/renderer/app/screen-list.ts', 'utf8');
    const paths = [...list.matchAll(/^\s*(?:\{.*)?\bpath: '([^']+)'/gm)].map((match) => match[1]);
    expect(paths.filter((path) => path !== '/settings')).toEqual(MENU_SCREENS.map(([, path]) => path));
  });

  it('has developer tools in development only', () => {
    expect(labels(view(build('linux').menu))).not.toContain('toggleDevTools');
    expect(labels(view(build('linux', true).menu))).toContain('toggleDevTools');
  });
});
