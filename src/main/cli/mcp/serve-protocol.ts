import { serveStdio } from '@modelcontextprotocol/server/stdio';
import type { AccountSession } from '#main/session/account-session';
import { interrupted } from '../until-interrupted';
import { protocolServer } from './protocol-server';

export interface ServingProtocol {
  /** Resolves when standard input closes, or somebody interrupts the process. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** Speaks the protocol on standard input and output; what is asked before the account is open waits for it. */
export function serveProtocol(account: Promise<AccountSession>): ServingProtocol {
  const handle = serveStdio(() => protocolServer(account));
  const closed = new Promise<void>((resolve) => {
    process.stdin.once('end', resolve).once('close', resolve);
  });
  return { ended: Promise.race([closed, interrupted()]), close: () => handle.close() };
}
