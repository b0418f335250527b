import type { Clock } from '#main/clock';
import type { Config } from '#main/config';
import type { AppOptions, AppPorts, Compose, RunningApp } from '#main/session/running-app';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import type { Handlers } from '#shared/ipc/contract';

export interface AppHandleOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly clockStart: AppOptions['clockStart'];
  readonly environment: AppOptions['environment'];
  readonly migrationsDir: string;
  readonly workerFile: string;
  readonly version: string;
  readonly ports: AppPorts;
  /** Loads the composition root; late, so that the window does not wait for its code. */
  readonly loadCompose: () => Promise<Compose>;
}

/**
 * The core as the shell sees it: being opened, running, or failed. Whoever asks while it is being opened
 * waits for the outcome.
 */
export class AppHandle {
  private readonly options: AppHandleOptions;
  private opening: Promise<Result<RunningApp>>;

  constructor(options: AppHandleOptions) {
    this.options = options;
    this.opening = this.open();
  }

  /** The running core, or why there is none. */
  app(): Promise<Result<RunningApp>> {
    return this.opening;
  }

  async handlers(): Promise<Result<Handlers>> {
    const app = await this.opening;
    return app.ok ? succeed(app.value.handlers) : app;
  }

  /** Tries again to open what could not be opened; does nothing to a core that runs. */
  async retry(): Promise<Result<RunningApp>> {
    const before = await this.opening;
    if (before.ok) return before;
    this.opening = this.open();
    return this.opening;
  }

  async stop(): Promise<void> {
    const app = await this.opening;
    if (app.ok) await app.value.stop();
  }

  private async open(): Promise<Result<RunningApp>> {
    const { config, clock, clockStart, environment, migrationsDir, workerFile, version, ports } = this.options;
    try {
      const compose = await this.options.loadCompose();
      return await compose({
        dataDir: config.dataDir,
        mode: config.mode,
        clock,
        clockStart,
        environment,
        migrationsDir,
        workerFile,
        version,
        platform: process.platform,
        ports,
      });
    } catch (error) {
      return fail(brokenStart(error));
    }
  }
}

/** A bug at the start must still end in a window that says so. Only the kind of the error is told, never its text. */
function brokenStart(error: unknown): Failure {
  const kind = error instanceof Error ? error.name : 'unknown';
  return {
    code: 'internal',
    message: `Headroom could not start (${kind}).`,
    action: 'Try again; if it stays, reinstall Headroom.',
    retryable: true,
  };
}
