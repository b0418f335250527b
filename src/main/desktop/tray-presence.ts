import type { Clock, Timer } from '#main/clock';
import type { App, TrayState } from '#main/session/app';
import { HeadroomTray } from './tray';
import type { TrayActions } from './tray-menu';

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
  refresh(app: App): void {
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
