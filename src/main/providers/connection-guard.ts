import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';
import type { Clock } from '#main/clock';
import { cancelled, networkFailure, tooLarge } from '#main/http/outcome';
import { limitTime } from '#main/http/time-limit';
import type { Failure } from '#shared/domain/failure';

/** A visit is looked after this often, in milliseconds; a fast line brings some ten megabytes meanwhile. */
const LOOK_EVERY_MS = 20;

export interface GuardLimits {
  /** For the whole visit, from the name of the host to the last byte. */
  readonly milliseconds: number;
  /** Bytes that may come over the wire in all. */
  readonly maxBytes: number;
}

/**
 * Ends the connections of one visit when its time is up, when more came than any right answer has, or when whoever
 * asked for the visit stops it. Clients of databases limit single queries and silence, which a slow or endless
 * answer gets around.
 */
export interface ConnectionGuard {
  /** Looks after a connection from here on. */
  watch(socket: Socket): void;
  /** Looks after the connection that `open` opens at once, by Node's own report of it. */
  watchNext<T>(open: () => T): T;
  /** Waits for `work` as long as the visit may last; null when it was ended. */
  within<T>(work: Promise<T>): Promise<{ readonly value: T } | null>;
  /** Why the visit was ended, or null. `host` as a person knows it, `from` who was asked. */
  failure(host: string, from: string): Failure | null;
  /** Closes what is still open. Harmless twice. */
  release(): void;
}

export function guardConnections(clock: Clock, limits: GuardLimits, signal?: AbortSignal): ConnectionGuard {
  const overfull = new AbortController();
  const stops = signal === undefined ? overfull.signal : AbortSignal.any([signal, overfull.signal]);
  const limit = limitTime(clock, limits.milliseconds, stops);
  const sockets = new Set<Socket>();
  const closeAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const look = () => {
    let bytes = 0;
    for (const socket of sockets) bytes += socket.bytesRead;
    if (bytes > limits.maxBytes) overfull.abort();
    else timer = clock.after(LOOK_EVERY_MS, look);
  };
  let timer = clock.after(LOOK_EVERY_MS, look);
  limit.signal.addEventListener('abort', closeAll, { once: true });

  const watch = (socket: Socket) => {
    sockets.add(socket);
    if (limit.reason !== null) socket.destroy();
  };
  return {
    watch,
    watchNext(open) {
      const onSocket = (message: unknown) => {
        const { socket } = message as { readonly socket?: unknown };
        if (socket instanceof Socket) watch(socket);
      };
      subscribe('net.client.socket', onSocket);
      try {
        return open();
      } finally {
        unsubscribe('net.client.socket', onSocket);
      }
    },
    within: limit.within,
    failure(host, from) {
      if (overfull.signal.aborted) return tooLarge(from, limits.maxBytes);
      if (limit.reason === 'cancelled') return cancelled(from);
      return limit.reason === null ? null : networkFailure(host, { code: 'ETIMEDOUT' }, from);
    },
    release() {
      timer.cancel();
      limit.release();
      closeAll();
    },
  };
}
