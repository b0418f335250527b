import type { Handlers } from '#shared/ipc/contract';

/** The handlers of the channels whose names begin with one of `Prefix`. */
export type HandlersOf<Prefix extends string> = Pick<Handlers, Extract<keyof Handlers, `${Prefix}:${string}`>>;
