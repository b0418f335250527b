import type { Clock } from '#main/clock';
import type {
  Clipboard,
  ExternalOpener,
  FolderDialog,
  FolderOpener,
  Notifier,
  OpenDialog,
  PagePreview,
  Press,
  SaveDialog,
} from '#main/ports';
import type { TrayState } from '#main/queries/home/tray-state';
import type { SecretPlaces } from '#main/secrets/secret-store';
import type { Result } from '#shared/domain/failure';
import type { AppState } from '#shared/ipc/app';
import type { Handlers } from '#shared/ipc/contract';
import type { EventName, EventPayload } from '#shared/ipc/events';

export type { TrayState };

/** What the shell (the desktop, or a test) lends to the core. */
export interface AppPorts {
  readonly notifier: Notifier;
  /** How the window stands on this desktop. */
  readonly window: { hasFocus(): boolean; hasTray(): boolean };
  readonly saveDialog: SaveDialog;
  readonly openDialog: OpenDialog;
  readonly folderDialog: FolderDialog;
  readonly clipboard: Clipboard;
  readonly press: Press;
  readonly preview: PagePreview;
  /** The system's proxy for an address, in the form of a proxy configuration script: `PROXY host:8080; DIRECT`. */
  resolveProxy(url: string): Promise<string>;
  /** Removes what the window keeps by itself for its next start. Never rejects. */
  forgetPage(): Promise<void>;
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
  /** Left out: it is the computer's own. */
  readonly clockStart?: AppState['clockStart'];
  /** Variables that may point providers to this computer; left out: none. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** `sample` starts in the sample account, `own` in whatever the store holds. */
  readonly mode: 'own' | 'sample';
  readonly version: string;
  readonly platform: string;
  readonly ports: AppPorts;
}

/** What the app tells whoever shows it. */
export interface AppEvents {
  /** Returns the function that stops listening. A listener that throws does not stop the others. */
  on<Name extends EventName>(event: Name, listener: (payload: EventPayload<Name>) => void): () => void;
}

/** What the desktop holds while Headroom runs: the answers to the window, the tray's state, start and stop. */
export interface RunningApp {
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
export type Compose = (options: AppOptions) => Promise<Result<RunningApp>>;
