import { type Command, InvalidArgumentError, Option } from 'commander';
import { NO_SECONDS } from '#shared/words/terminal';

/** Makes a command with the options that every command on the data understands. `examples` are command lines. */
export function dataCommand(program: Command, name: string, description: string, examples: readonly string[]): Command {
  return withData(
    program.command(name).description(description).option('--json', 'answer as JSON on standard output'),
    examples,
  );
}

/** Lets a command say which data it is about. */
export function withData(command: Command, examples: readonly string[]): Command {
  return command
    .option('--data-dir <dir>', 'folder of the data file (default: the one that the window uses)', given)
    .option('--sample', 'work on the sample account')
    .addHelpText('after', examplesText(examples))
    .hook('preAction', inherit)
    .exitOverride();
}

/** What is said before the name of a command below holds for that one: `connections --sample pause --all`. */
function inherit(outer: Command, inner: Command): void {
  for (const option of inner.options) {
    const name = option.attributeName();
    if (outer.getOptionValueSource(name) === 'cli' && inner.getOptionValueSource(name) !== 'cli') {
      inner.setOptionValueWithSource(name, outer.getOptionValue(name), 'cli');
    }
  }
}

/**
 * A command line with what is said before its command put behind it: `headroom --data-dir X collect`. Only options that
 * commands on the data share are moved; a command that has them not refuses them like any other.
 */
export function behindCommand(args: readonly string[]): readonly string[] {
  let at = 0;
  for (let taken = sharedWords(args); taken > 0; taken = sharedWords(args.slice(at))) {
    at += taken;
  }
  const [command, ...rest] = args.slice(at);
  if (command === undefined) return [];
  return command.startsWith('-') ? [command, ...rest] : [command, ...args.slice(0, at), ...rest];
}

/** How many words the shared option takes that stands first; 0 for anything else. */
function sharedWords([first = '', value]: readonly string[]): number {
  if (first === '--data-dir') return value === undefined ? 0 : 2;
  return ['--json', '--sample'].includes(first) || first.startsWith('--data-dir=') ? 1 : 0;
}

/** Command lines as the end of a command's help. */
export function examplesText(examples: readonly string[]): string {
  return `\nExamples:\n${examples.map((line) => `  ${line}`).join('\n')}`;
}

/** Lets a command answer again and again, and end with the risk of the limits that it tells of. */
export function withRiskOptions(command: Command): Command {
  return command
    .option('--exit-code', 'end with 10 where a limit is at its warning, 11 at its critical threshold or over')
    .addOption(
      new Option('--watch [seconds]', 'answer again every so many seconds, until interrupted')
        .preset('30')
        .argParser(seconds),
    );
}

function seconds(text: string): number {
  const value = Number(text);
  if (!(value >= 1 && value <= 86_400)) {
    throw new InvalidArgumentError(NO_SECONDS);
  }
  return value;
}

function given(folder: string): string {
  if (folder.trim() === '') throw new InvalidArgumentError('It is empty: name a folder, or leave the option out.');
  return folder;
}
