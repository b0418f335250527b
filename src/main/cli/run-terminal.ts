import { Command, CommanderError } from 'commander';
import { addCompletion } from './commands/complete';
import { addCommands } from './commands/index';
import { behindCommand } from './data-command';
import { EXIT, type ExitCode, type Finish } from './exit-codes';
import { tell, tellFailure, tellLines } from './output';
import { appVersion } from './place';

const HELP_END = `
Examples:
  headroom tour --sample
  headroom limits --exit-code || echo "look at it"
  headroom help report
  headroom --data-dir /srv/headroom summary

Exit codes: 0 fine, 1 a failure, 2 wrong use, 3 nothing could be collected,
nothing is known to answer from, or all accounts were last read more than a day
ago, 130 interrupted. With --exit-code also: 10 a limit is at its warning
threshold, 11 at its critical one or over.`;

/** Runs one command line and answers its exit code. Standard output carries the answer alone. */
export async function runTerminal(said: readonly string[]): Promise<ExitCode> {
  const args = behindCommand(said);
  let code: ExitCode = EXIT.fine;
  const finish: Finish = (answer) => {
    code = answer;
  };
  let outputFailed = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that has seen enough, such as `head`, is no failure; the data is still closed in order.
    if (error.code !== 'EPIPE') {
      outputFailed = true;
      process.exitCode = EXIT.failure;
    }
  });
  const program = new Command('headroom')
    .description('Tells which limit of your infrastructure comes next, when, what it costs, and what to do.')
    .version(appVersion())
    .exitOverride()
    // An option behind a subcommand is the subcommand's own.
    .enablePositionalOptions()
    .configureOutput({ writeErr: tellLines })
    .configureHelp({ sortSubcommands: true })
    .addHelpText('after', HELP_END);
  try {
    await addCommands(program, finish, args);
    await addCompletion(program, args);
    await program.parseAsync([...args], { from: 'user' });
    return outputFailed ? EXIT.failure : code;
  } catch (error) {
    return await codeOf(error);
  }
}

async function codeOf(error: unknown): Promise<ExitCode> {
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? EXIT.fine : EXIT.wrongUse;
  }
  // Loaded here: few commands fail, and what checks a failure takes long to load.
  const { failureIn } = await import('#shared/domain/failure-schema');
  const failure = failureIn(error);
  if (failure !== null) {
    tellFailure(failure);
    return EXIT.failure;
  }
  return brokeOff(error);
}

/** Tells of a mistake of Headroom's own in a sentence; where it was only while debugging. */
export function brokeOff(error: unknown): ExitCode {
  tell(
    'Headroom broke off because of a mistake of its own. Run it with HEADROOM_DEBUG=1 to see where, and report that.',
  );
  if (process.env['HEADROOM_DEBUG'] && error instanceof Error) {
    tellLines(error.stack ?? '');
  }
  return EXIT.failure;
}
