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
    // The package writes with it, and nothing else of the terminal does.
    const { log: write } = console;
    const mended = args[1] === '--' ? withFiles(args.at(-1) ?? '') : bashAnywhere;
    console.log = (text: string) => write(mended(text));
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

/** What a line of candidates ends with: `:4` offers no files, `:0` does. */
const NO_FILES = ':4';

/** Offers files where there is nothing else to offer, such as behind `--out`. */
export function withFiles(word: string): (line: string) => string {
  let candidates = 0;
  return (line) => {
    if (line === NO_FILES) return candidates === 0 && !word.startsWith('-') ? ':0' : NO_FILES;
    candidates += 1;
    return line;
  };
}

/**
 * The script of bash for one that has not the package bash-completion, as on macOS, and for a start file that is read
 * again: constants that are set twice are errors on the screen. Scripts of other shells stay as they are.
 */
export function bashAnywhere(script: string): string {
  if (!script.startsWith('# bash completion')) return script;
  return script
    .replace(/^readonly /gm, '')
    .replace(/^complete -F /m, 'complete -o default -F ')
    .replace('# Function to debug', `${WORDS_OF_THE_LINE}\n\n# Function to debug`);
}

const WORDS_OF_THE_LINE = `# What the package bash-completion brings, where it is not there
if ! declare -F _get_comp_words_by_ref >/dev/null; then
    _get_comp_words_by_ref() {
        cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} words=("\${COMP_WORDS[@]}") cword=$COMP_CWORD
    }
fi`;
