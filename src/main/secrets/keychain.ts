import { type ChildProcess, fork } from 'node:child_process';
import type { Clock, Timer } from '#main/clock';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { type KeychainReply, type KeychainRequest, keychainReplySchema } from './keychain-protocol';
import { readFields, writeFields } from './secret-fields';
import type { SecretFields, SecretPlace, SecretStore } from './secret-store';

export interface KeychainOptions {
  readonly clock: Clock;
  /** The built or source file of `keychain-child`. */
  readonly childFile: string;
  /** Milliseconds for one call; long enough that a person can answer the keychain's question. */
  readonly limitMs?: number;
  /** Milliseconds without a call after which the process ends; it costs memory. */
  readonly idleMs?: number;
}

const LIMIT_MS = 15_000;
const IDLE_MS = 5_000;

/** Why the keychain cannot be used. */
type Cause = 'missing' | 'refused' | 'silent';

const causes: Readonly<Record<Cause, Failure>> = {
  missing: {
    code: 'keychain-unavailable',
    message: 'The system keychain cannot be reached: its library is missing.',
    action: 'Install libsecret (Debian: apt-get install libsecret-1-0), reinstall Headroom, and try again.',
    retryable: false,
  },
  refused: {
    code: 'keychain-unavailable',
    message: 'The system keychain refused.',
    action: 'Check that a keyring service such as gnome-keyring runs in this session, and try again.',
    retryable: true,
  },
  silent: {
    code: 'keychain-unavailable',
    message: 'The system keychain did not answer; it is probably locked.',
    action: 'Unlock the keyring and try again.',
    retryable: true,
  },
};

/**
 * The system's keychain through keytar, in a process of its own: a call that takes longer than the limit
 * is `keychain-unavailable`, and the process is ended. Nothing runs until the first call.
 */
export class Keychain implements SecretStore {
  private readonly options: KeychainOptions;
  private child: ChildProcess | null = null;
  private readonly waiting = new Map<number, (reply: KeychainReply | null) => void>();
  private idle: Timer | null = null;
  private nextId = 1;
  private missing = false;

  constructor(options: KeychainOptions) {
    this.options = options;
  }

  async get(connectionId: string): Promise<Result<SecretFields | null>> {
    const answer = await this.call({ verb: 'get', account: connectionId });
    if (!answer.ok) return answer;
    return answer.value === null ? succeed(null) : readFields(answer.value);
  }

  async set(connectionId: string, fields: SecretFields): Promise<Result<SecretPlace>> {
    const answer = await this.call({ verb: 'set', account: connectionId, text: writeFields(fields) });
    return answer.ok ? succeed('keychain') : answer;
  }

  async delete(connectionId: string): Promise<Result<null>> {
    const answer = await this.call({ verb: 'delete', account: connectionId });
    return answer.ok ? succeed(null) : answer;
  }

  /** True once a call found that the keychain's library is not there. */
  isMissing(): boolean {
    return this.missing;
  }

  /** Ends the process. Calls that still run fail. */
  close(): void {
    this.idle?.cancel();
    this.idle = null;
    const { child } = this;
    this.child = null;
    child?.removeAllListeners();
    child?.kill('SIGKILL');
    for (const settle of [...this.waiting.values()]) settle(null);
  }

  private async call(
    request: { verb: 'get' | 'delete'; account: string } | { verb: 'set'; account: string; text: string },
  ): Promise<Result<string | null>> {
    const reply = await this.send({ ...request, id: this.nextId++ });
    if (reply === null) return fail(causes.silent);
    this.missing = !reply.ok && reply.cause === 'missing';
    return reply.ok ? succeed(reply.text) : fail(causes[reply.cause]);
  }

  /** Null when there was no answer within the limit. */
  private send(request: KeychainRequest): Promise<KeychainReply | null> {
    this.idle?.cancel();
    const child = this.child ?? this.start();
    return new Promise((resolve) => {
      const limit = this.options.clock.after(this.options.limitMs ?? LIMIT_MS, () => this.close());
      this.waiting.set(request.id, (reply) => {
        limit.cancel();
        this.waiting.delete(request.id);
        if (this.waiting.size === 0) this.restUntilNeeded();
        resolve(reply);
      });
      child.send(request, (error) => {
        if (error) this.close();
      });
    });
  }

  private start(): ChildProcess {
    const child = fork(this.options.childFile, [], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'json',
    });
    child.on('message', (message) => {
      const reply = keychainReplySchema.safeParse(message);
      if (reply.success) this.waiting.get(reply.data.id)?.(reply.data);
    });
    child.on('exit', () => this.close());
    child.on('error', () => this.close());
    child.unref();
    child.channel?.unref();
    this.child = child;
    return child;
  }

  private restUntilNeeded(): void {
    if (this.child === null) return;
    this.idle = this.options.clock.after(this.options.idleMs ?? IDLE_MS, () => this.close());
    // A command that is done ends at once: the keychain's process then ends with it.
    this.idle.unref?.();
  }
}
