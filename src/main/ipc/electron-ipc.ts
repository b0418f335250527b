import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron';
import { type Failure, fail, type Result } from '#shared/domain/failure';
import { CHANNEL_PREFIX, type ChannelName, contract, type Handlers } from '#shared/ipc/contract';
import { type EventName, type EventPayload, events } from '#shared/ipc/events';
import { answer, type ReportBug } from './answer';

export interface RegisterOptions {
  /** Resolves once the core runs, or cannot: a window that asks earlier waits. */
  readonly handlers: () => Promise<Result<Handlers>>;
  readonly isTrustedSender: (event: IpcMainInvokeEvent) => boolean;
  readonly reportBug: ReportBug;
  /** Hears of every request of the window once it is answered. */
  readonly onAnswered: (name: ChannelName) => void;
}

const strangerRefused: Failure = {
  code: 'not-permitted',
  message: 'Only the Headroom window may ask this.',
  action: 'Open Headroom and do it there.',
  retryable: false,
};

/** Puts every channel of the contract on the wire, once. Nothing else in main listens to the window. */
export function registerHandlers(options: RegisterOptions): void {
  for (const name of Object.keys(contract) as ChannelName[]) {
    ipcMain.handle(CHANNEL_PREFIX + name, async (event, input: unknown) => {
      if (!options.isTrustedSender(event)) return fail(strangerRefused);
      const handlers = await options.handlers();
      if (!handlers.ok) return fail(handlers.failure);
      try {
        return await answer(name, input, handlers.value, options.reportBug);
      } finally {
        options.onAnswered(name);
      }
    });
  }
}

/** Tells the window something; a payload that breaks the contract is a bug and throws. */
export function emit<Name extends EventName>(window: BrowserWindow, name: Name, payload: EventPayload<Name>): void {
  // A page that broke off hears nothing, and asks for everything anew once it is back.
  if (window.isDestroyed() || window.webContents.isCrashed()) return;
  window.webContents.send(CHANNEL_PREFIX + name, events[name].parse(payload));
}
