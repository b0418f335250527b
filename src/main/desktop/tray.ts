import { Menu, type NativeImage, nativeImage, nativeTheme, Tray } from 'electron';
import type { Clock, Timer } from '#main/clock';
import type { RunningApp, TrayState } from '#main/session/running-app';
import { formatTime } from '#shared/format/date';
import { oneLine } from '#shared/format/plain-text';
import { drawTrayIcon } from './tray-icon';
import { type TrayActions, trayMenu } from './tray-menu';

/** Several changes in a row give one new look. */
const GATHER_MS = 250;

/** The tray icon over time: made when there is something to tell, kept in step with the core. */
export class TrayPresence {
  private readonly clock: Clock;
  private readonly actions: TrayActions;
  private tray: HeadroomTray | null = null;
  private pending: Timer | null = null;
  private removed = false;

  constructor(clock: Clock, actions: TrayActions) {
    this.clock = clock;
    this.actions = actions;
  }

  isShown(): boolean {
    return this.tray !== null;
  }

  /** Asks the core for its state soon, once for many changes. */
  refresh(app: RunningApp): void {
    if (this.removed || this.pending !== null) return;
    this.pending = this.clock.after(GATHER_MS, () => {
      this.pending = null;
      void app.trayState().then((state) => this.show(state));
    });
  }

  remove(): void {
    this.removed = true;
    this.pending?.cancel();
    this.tray?.destroy();
    this.tray = null;
  }

  private show(state: TrayState): void {
    if (this.removed) return;
    if (this.tray === null) this.tray = new HeadroomTray(state, this.actions);
    else this.tray.update(state);
  }
}

/** Pixels a grid unit: for usual, and for dense screens. */
const SCALES = [1, 2, 3] as const;

/** The icon beside the clock. It shows what it is given; it asks nothing by itself. */
class HeadroomTray {
  private readonly tray: Tray;
  private readonly actions: TrayActions;
  private shown: string | null = null;

  constructor(state: TrayState, actions: TrayActions) {
    this.actions = actions;
    this.tray = new Tray(icon(state.state));
    this.tray.on('click', () => actions.open(null));
    this.update(state);
  }

  /** Nothing is sent to the desktop when nothing changed, so that an open menu stays open. */
  update(state: TrayState): void {
    const next = JSON.stringify([state, inkColor()]);
    if (next === this.shown || this.tray.isDestroyed()) return;
    this.shown = next;
    this.tray.setImage(icon(state.state));
    this.tray.setToolTip(oneLine(state.verdict));
    const paused = state.pausedUntil === null ? null : `until ${formatTime(state.pausedUntil)}`;
    this.tray.setContextMenu(Menu.buildFromTemplate(trayMenu(state, paused, this.actions)));
  }

  destroy(): void {
    this.tray.destroy();
  }
}

function icon(state: TrayState['state']): NativeImage {
  const image = nativeImage.createEmpty();
  for (const scaleFactor of SCALES) {
    const { width, height, pixels } = drawTrayIcon(state, scaleFactor, inkColor());
    const buffer = nativeImage.createFromBitmap(Buffer.from(pixels), { width, height }).toPNG();
    image.addRepresentation({ scaleFactor, width, height, buffer });
  }
  image.setTemplateImage(true);
  return image;
}

/** macOS colors a black template image by itself; GNOME's bar is dark whatever the theme. */
function inkColor(): 'black' | 'white' {
  if (process.platform === 'darwin') return 'black';
  const isGnome = /gnome|unity/i.test(process.env['XDG_CURRENT_DESKTOP'] ?? '');
  return nativeTheme.shouldUseDarkColors || (process.platform === 'linux' && isGnome) ? 'white' : 'black';
}
