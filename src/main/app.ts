import type { Result } from '#shared/domain/failure';
import type { Instant } from '#shared/domain/instant';
import type { Handlers } from '#shared/ipc/contract';
import type { EventName, EventPayload } from '#shared/ipc/events';
import type { Clock } from './clock';
import type { ExternalOpener, FolderOpener, Notifier, OpenDialog, SaveDialog } from './ports';
import type { SecretPlaces } from './secrets/secret-store';

/** What the shell (the desktop, or a test) lends to the core. */
export interface AppPorts {
  readonly notifier: Notifier;
  readonly saveDialog: SaveDialog;
  readonly openDialog: OpenDialog;
  /** The system's proxy for an address, in the form of a proxy configuration script: `PROXY host:8080; DIRECT`. */
  resolveProxy(url: string): Promise<string>;
  /** Ends the app and starts it again, as after its data file was replaced. */
  restart(): void;
  readonly opener: ExternalOpener;
  readonly folder: FolderOpener;
  readonly secrets: SecretPlaces;
  /** What the window itself has to tell, such as that its page broke off; `clear` once a person has seen it. */
  readonly windowNotices: { list(): readonly string[]; clear(): void };
}

export interface AppOptions {
  /** Folder of the store; made when missing. */
  readonly dataDir: string;
  readonly migrationsDir: string;
  /** The built entry of the worker thread. */
  readonly workerFile: string;
  readonly clock: Clock;
  /** `sample` starts in the sample account, `own` in whatever the store holds. */
  readonly mode: 'own' | 'sample';
  readonly version: string;
  readonly platform: string;
  readonly ports: AppPorts;
}

/** What the tray tells. Texts are ready to be shown. */
export interface TrayState {
  /** Drives the icon. `paused`: notifications are paused, or nothing is collected. */
  readonly state: 'fine' | 'warning' | 'critical' | 'paused';
  /** `Redis storage reaches its limit in about 5 days`. */
  readonly verdict: string;
  /** At most three, tightest first. `text` is `85 %`, or why there is no percent. */
  readonly tightest: readonly { readonly title: string; readonly percent: number | null; readonly text: string }[];
  readonly collecting: boolean;
  /** Notifications are held back until then; null when they are not paused. */
  readonly pausedUntil: Instant | null;
}

/** What the app tells whoever shows it. */
export interface AppEvents {
  /** Returns the function that stops listening. A listener that throws does not stop the others. */
  on<Name extends EventName>(event: Name, listener: (payload: EventPayload<Name>) => void): () => void;
}

/** The running parts behind a window, a tray or a terminal. */
export interface App {
  readonly handlers: Handlers;
  readonly events: AppEvents;
  /** Starts the scheduler and what else runs by itself. Harmless twice. */
  start(): Promise<void>;
  /** Stops in reverse order and closes the store. Harmless twice. */
  stop(): Promise<void>;
  trayState(): Promise<TrayState>;
  /** One cycle now; joins a cycle that is running. */
  collectNow(): Promise<void>;
  /** The computer woke up: one catch-up cycle when one is due. */
  onWake(): Promise<void>;
  /** Holds notifications back for `pause`, or lets them through again with null. */
  pauseNotifications(pause: 'hour' | 'until-tomorrow' | null): Promise<void>;
}

/** The composition root's signature; fails with `store-…` when the store cannot be opened. */
export type Compose = (options: AppOptions) => Promise<Result<App>>;
