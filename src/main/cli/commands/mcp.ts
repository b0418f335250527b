import type { Command } from 'commander';
import type { AccountSession } from '#main/session/account-session';
import { MCP_WAITS } from '#shared/words/mcp';
import { withSession } from '../context';
import { withData } from '../data-command';
import { EXIT, type ExitCode, type Finish } from '../exit-codes';
import { tell } from '../output';
import type { DataOptions } from '../place';

export function addMcp(program: Command, finish: Finish): void {
  withData(
    program
      .command('mcp')
      .description(
        'let an assistant ask: a Model Context Protocol server on standard input and output, which only reads',
      ),
    ['headroom mcp', 'headroom mcp --sample'],
  ).action(async (options: DataOptions) => finish(await serve(options)));
}

/**
 * Speaks the protocol until standard input closes. It answers its first messages at once: an assistant does not wait for
 * a data file that is brought up to date, or a sample account that is filled.
 */
async function serve(options: DataOptions): Promise<ExitCode> {
  const { serveProtocol } = await import('../mcp/serve-protocol');
  let opened: (account: AccountSession) => void = () => undefined;
  const serving = serveProtocol(
    new Promise((resolve) => {
      opened = resolve;
    }),
  );
  if (process.stdin.isTTY) {
    tell(MCP_WAITS);
  }
  try {
    return await withSession(options, async ({ account }) => {
      opened(account);
      await serving.ended;
      return EXIT.fine;
    });
  } finally {
    await serving.close();
  }
}
