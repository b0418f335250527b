import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import type { AccountSession } from '#main/session/account-session';
import { interrupted } from '../until-interrupted';
import { protocolServer } from './protocol-server';

/** Of one message. No question is longer, and a line without end is read through again with each piece of it. */
const MOST_BYTES = 1024 * 1024;

export interface ServingProtocol {
  /** Resolves when standard input closes or sends what cannot be gone on from, or somebody interrupts the process. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** Speaks the protocol on standard input and output; what is asked before the account is open waits for it. */
export function serveProtocol(account: Promise<AccountSession>): ServingProtocol {
  const transport = new StdioServerTransport(process.stdin, process.stdout, { maxBufferSize: MOST_BYTES });
  const handle = serveStdio(() => protocolServer(account), { transport });
  const closed = new Promise<void>((resolve) => {
    // Also after a line without end, or where nobody reads any more: who waits for an answer is told by the end.
    const { onclose } = transport;
    transport.onclose = () => {
      onclose?.();
      resolve();
    };
  });
  return { ended: Promise.race([closed, interrupted()]), close: () => handle.close() };
}
