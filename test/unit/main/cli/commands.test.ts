import { spawnSync } from 'node:child_process';
import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { addCompletion, bashAnywhere, withFiles } from '#main/cli/commands/complete';
import { addCommands } from '#main/cli/commands/index';
import { behindCommand, dataCommand } from '#main/cli/data-command';

async function programWith(...args: readonly string[]): Promise<Command> {
  const program = new Command('headroom');
  await addCommands(program, () => undefined, args);
  return program;
}

/** All commands, those below others with them; each with the words that call it. */
function everyCommand(program: Command, words: readonly string[] = []): { words: string; command: Command }[] {
  return program.commands.flatMap((command) => {
    const own = [...words, command.name()];
    return [{ words: own.join(' '), command }, ...everyCommand(command, own)];
  });
}

function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({
    writeOut(words) {
      text += words;
    },
  });
  command.outputHelp();
  return text;
}

describe('the commands of the terminal', () => {
  test('each shows an example that is a line of its own', async () => {
    const program = await programWith('help');
    await addCompletion(program, ['complete', '--help']);
    const all = everyCommand(program);
    expect(all.length).toBeGreaterThan(50);
    for (const { words, command } of all) {
      expect(helpOf(command), words).toMatch(new RegExp(`Examples:\n {2}.*headroom ${words}\\b`));
    }
  });

  test('completion works in a bash without packages, is loaded twice, and offers files where nothing else is', () => {
    const script = bashAnywhere('# bash completion for x\nreadonly A=1\n# Function to debug it\ncomplete -F f x');
    const run = `complete() { echo "$@"; }; ${script}; ${script}; COMP_WORDS=(a b) COMP_CWORD=1; _get_comp_words_by_ref; echo $cur`;
    expect(spawnSync('bash', ['--norc', '-c', run], { encoding: 'utf8' })).toMatchObject({
      stdout: '-o default -F f x\n-o default -F f x\nb\n',
      stderr: '',
    });
    expect(bashAnywhere('#compdef x\nreadonly A=1')).toBe('#compdef x\nreadonly A=1');
    expect([':4'].map(withFiles(''))).toEqual([':0']);
    expect([':4'].map(withFiles('--fo'))).toEqual([':4']);
    expect(['html\t', ':4'].map(withFiles('h'))).toEqual(['html\t', ':4']);
  });

  test('which data is meant may be said before the name of a command below, or behind it', async () => {
    const seen: object[] = [];
    const program = new Command('headroom').enablePositionalOptions();
    const outer = dataCommand(program, 'outer', 'has one below', []);
    dataCommand(outer, 'inner', 'is below', []).action((options: object) => {
      seen.push({ ...options });
    });
    await program.parseAsync(['outer', '--sample', '--data-dir', 'a', 'inner', '--data-dir', 'b'], { from: 'user' });
    await program.parseAsync(['outer', 'inner', '--sample'], { from: 'user' });
    expect(seen).toEqual([{ sample: true, dataDir: 'b' }, { sample: true }]);
  });

  test.each([
    ['--data-dir a collect', 'collect --data-dir a'],
    ['--json --data-dir=a --sample connections pause --all', 'connections --json --data-dir=a --sample pause --all'],
    ['collect --data-dir a', 'collect --data-dir a'],
    ['--sample --help', '--help'],
    ['--data-dir a', ''],
    // Refused by its name, as before: another option, and one without its value.
    ['--force backup f', '--force backup f'],
    ['--data-dir', '--data-dir'],
  ])('%s is the same as %s', (said, meant) => {
    expect(behindCommand(said.split(' ')).join(' ')).toBe(meant);
  });

  test('what an example leaves out is not asked for', async () => {
    const program = await programWith('help');
    const lines = everyCommand(program).flatMap(({ command }) => helpOf(command).match(/^ {2}headroom .*$/gm) ?? []);
    expect(lines.length).toBeGreaterThan(50);
    for (const line of lines) {
      let command = program;
      for (const word of line.trim().split(' ').slice(1)) {
        command = command.commands.find((one) => one.name() === word) ?? command;
      }
      const asked = command.options.filter(({ mandatory }) => mandatory).map(({ long }) => long ?? '');
      expect(
        asked.filter((option) => !line.includes(option)),
        line,
      ).toEqual([]);
      const [own = ''] = line.split(/ [|&<>]/);
      const known = command.options.map(({ long }) => long);
      const written = (own.match(/ --[a-z-]+/g) ?? []).map((option) => option.trim());
      expect(
        written.filter((option) => !known.includes(option)),
        line,
      ).toEqual([]);
    }
  });

  test('what tells how limits stand, what it costs or what to do can be watched, and end with the risk', async () => {
    const program = await programWith('help');
    const names = ['summary', 'limits', 'alerts', 'bill', 'usage', 'costs', 'recommendations', 'forecast'];
    for (const name of names) {
      const options = program.commands.find((command) => command.name() === name)?.options.map(({ long }) => long);
      expect(options, name).toEqual(expect.arrayContaining(['--watch', '--exit-code']));
    }
  });

  test('a word that is a command brings that one alone', async () => {
    const program = await programWith('summary', 'costs');
    expect(program.commands.map((command) => command.name())).toEqual(['summary']);
  });

  test('every command is found by its own name', async () => {
    const all = (await programWith('help')).commands.map((command) => command.name());
    for (const name of all) {
      const found = (await programWith(name)).commands.map((command) => command.name());
      expect(found).toContain(name);
    }
  });

  test('an alias, an unknown word and a name of every object bring them all', async () => {
    const all = (await programWith('help')).commands.length;
    for (const word of ['forecast-record', 'sumary', 'constructor', '']) {
      expect((await programWith(word)).commands, word).toHaveLength(all);
    }
  });
});
