import { type Command, InvalidArgumentError } from 'commander';

/** Makes a command with the options that every command on the data understands. */
export function dataCommand(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .option('--json', 'answer as JSON on standard output')
    .option('--data-dir <dir>', 'folder of the data file (default: the one that the window uses)', given)
    .option('--sample', 'work on the sample account')
    .exitOverride();
}

function given(folder: string): string {
  if (folder.trim() === '') throw new InvalidArgumentError('It is empty: name a folder, or leave the option out.');
  return folder;
}
