import type { Command } from 'commander';
import { examplesText } from '../data-command';

/**
 * Adds `complete`, which prints the completion of a shell and answers what the shell asks. Its package is loaded only where
 * it is asked for: every other command starts without it.
 */
export async function addCompletion(program: Command, args: readonly string[]): Promise<void> {
  const asksForHelp = ['-h', '--help'].includes(args[1] ?? '');
  if (args[0] === 'complete' && !asksForHelp) {
    const { default: complete } = await import('@bomb.sh/tab/commander');
    complete(program);
    return;
  }
  program
    .command('complete')
    .description('print the completion of a shell: source <(headroom complete bash)')
    .argument('<shell>', 'bash, zsh, fish or powershell')
    .addHelpText(
      'after',
      examplesText(['source <(headroom complete bash)', 'headroom complete zsh > ~/.zfunc/_headroom']),
    );
}
