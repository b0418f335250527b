import { type Clock, type Timer, within } from '#main/clock';
import type { Store } from '#main/store/store';
import type { DeliveryAttempt } from '#shared/domain/delivery';
import type { Instant } from '#shared/domain/instant';
import { type ChannelOutcome, type DeliveryChannel, failed, type Message } from './channel';
import { nextTry } from './stages';

/** Milliseconds that a channel gets for one message; what is longer is left behind. */
const SEND_LIMIT_MS = 60_000;
/** Seconds that a process has the right to send a message: longer than it can take. After a crash it is free again. */
const CLAIM_SECONDS = 120;

/** What to do with a message whose turn has come: send it, or keep why it is not sent any more. */
export type Prepared = { readonly message: Message } | { readonly drop: ChannelOutcome };

export interface OutboxOptions {
  readonly store: Pick<Store, 'deliveries'>;
  readonly clock: Clock;
  /** This process, which nobody else is. */
  readonly owner: string;
  readonly channels: () => Promise<readonly DeliveryChannel[]>;
  readonly prepare: (rows: readonly DeliveryAttempt[]) => Promise<Prepared>;
  /** Called after what is kept of a message has changed. */
  readonly onSettled: (rows: readonly DeliveryAttempt[], outcome: ChannelOutcome) => Promise<void>;
  /** Whether this process stays to try again by itself; one that ends leaves that to the next. */
  readonly stays: boolean;
}

/**
 * Sends what is written down as waiting: each channel by itself and one message after the other, so that one that hangs
 * holds nobody up. Whatever is not known to be sent is sent again, with the same key, after a crash.
 */
export interface Outbox {
  /** Begins to send what is due and returns. */
  kick(): void;
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>;
  /** Sends nothing more; what is under way is left. */
  stop(): void;
}

export function createOutbox(options: OutboxOptions): Outbox {
  const { store, clock, stays } = options;
  const lines = new Map<string, Promise<void>>();
  const stopping = new AbortController();
  let looking: Promise<void> = Promise.resolve();
  let timer: Timer | null = null;
  let wakesAt: Instant | null = null;

  const look = async (): Promise<void> => {
    if (stopping.signal.aborted) return;
    const rows = [...(await store.deliveries.waiting()), ...(await store.deliveries.waitingDigests())];
    const channels = new Map((await options.channels()).map((channel) => [channel.id, channel]));
    for (const message of messagesOf(rows)) {
      const channel = channels.get(message.channel);
      if (channel?.defers) continue;
      const due = Math.max(0, ...message.rows.map(({ nextAt }) => nextAt ?? 0));
      if (due <= clock.now()) queue(message, channel ?? null);
      else wakeAt(due);
    }
  };

  /** In the line of its channel; a message that another look has queued is claimed by then, or sent. */
  const queue = (message: Waiting, channel: DeliveryChannel | null): void => {
    const before = lines.get(message.channel) ?? Promise.resolve();
    const after = before
      .then(() => sendOne(options, message, channel, stopping.signal))
      // What could not be written stays written down as waiting: it is free again when the claim is over.
      .catch(() => clock.now() + CLAIM_SECONDS)
      .then((again) => {
        if (again !== null) wakeAt(again);
        if (lines.get(message.channel) === after) lines.delete(message.channel);
      });
    lines.set(message.channel, after);
  };

  /** Looks again at `at`, or sooner where something else wakes. */
  const wakeAt = (at: Instant): void => {
    if (!stays || stopping.signal.aborted || (wakesAt !== null && wakesAt <= at)) return;
    timer?.cancel();
    wakesAt = at;
    timer = clock.after(Math.max(0, at - clock.now()) * 1000, () => {
      wakesAt = null;
      kick();
    });
  };

  const kick = (): void => {
    looking = looking.then(look).catch(() => undefined);
  };

  return {
    kick,
    async settled() {
      await looking;
      while (lines.size > 0) await Promise.all(lines.values());
      await looking;
    },
    stop() {
      stopping.abort();
      timer?.cancel();
    },
  };
}

interface Waiting {
  readonly key: string;
  readonly channel: string;
  readonly rows: readonly DeliveryAttempt[];
}

function messagesOf(rows: readonly DeliveryAttempt[]): readonly Waiting[] {
  const groups = new Map<string, DeliveryAttempt[]>();
  for (const row of rows) {
    const id = `${row.channel} ${row.key}`;
    groups.set(id, [...(groups.get(id) ?? []), row]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ key: first.key, channel: first.channel, rows: group }];
  });
}

/** Answers when to look again; null: there is nothing more to do about it. */
async function sendOne(
  options: OutboxOptions,
  waiting: Waiting,
  channel: DeliveryChannel | null,
  stop: AbortSignal,
): Promise<Instant | null> {
  const { store, clock, owner } = options;
  const now = clock.now();
  if (stop.aborted) return null;
  // Another process sends it, or one that died meanwhile did.
  if (!(await store.deliveries.claim(waiting, owner, now, now + CLAIM_SECONDS))) return now + CLAIM_SECONDS;
  const outcome = await outcomeOf(options, waiting, channel, stop);
  // Cut off by the end of the process: whether it arrived is not known, so it stays written down.
  if (stop.aborted && outcome.outcome === 'failed') return null;
  const at = clock.now();
  const nextAt = outcome.outcome === 'failed' && outcome.again ? await nextOf(options, waiting, outcome, at) : null;
  await store.deliveries.settle(waiting, { outcome: outcome.outcome, why: outcome.why, at, nextAt });
  await options.onSettled(waiting.rows, outcome);
  return nextAt;
}

async function outcomeOf(
  options: OutboxOptions,
  waiting: Waiting,
  channel: DeliveryChannel | null,
  stop: AbortSignal,
): Promise<ChannelOutcome> {
  if (channel === null) return { outcome: 'held-back', why: { code: 'channel-gone' } };
  const prepared = await options.prepare(waiting.rows);
  if ('drop' in prepared) return prepared.drop;
  return sendWithin(options.clock, channel, prepared.message, stop);
}

/** Sends on a channel, and leaves it behind when it hangs. */
export async function sendWithin(
  clock: Clock,
  channel: DeliveryChannel,
  message: Message,
  stop: AbortSignal,
): Promise<ChannelOutcome> {
  const giveUp = new AbortController();
  const signal = AbortSignal.any([stop, giveUp.signal]);
  const late = (): ChannelOutcome => failed({ code: 'timeout', place: channel.id }, true);
  // Whoever only hears of the end would never hear of one that has come already.
  if (stop.aborted) return late();
  const sending = channel.send(message, signal).catch(() => failed({ code: 'unreachable', place: channel.id }, true));
  try {
    return await within(clock, SEND_LIMIT_MS, sending, late);
  } finally {
    giveUp.abort();
  }
}

async function nextOf(
  { store }: OutboxOptions,
  waiting: Waiting,
  { retryAt }: ChannelOutcome,
  at: Instant,
): Promise<Instant | null> {
  return nextTry((await store.deliveries.failures(waiting)) + 1, retryAt, at);
}
