import { text as readAll } from 'node:stream/consumers';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { AssistantDesk } from '#main/assistant/desk';
import { ASSISTANT_PROVIDERS, type AssistantSettings } from '#shared/domain/assistant';
import { formatDateTime } from '#shared/format/date';
import { formatMoney } from '#shared/format/money';
import { formatDigits } from '#shared/format/number';
import type { AssistantStateView } from '#shared/ipc/assistant';
import { assistantSettings } from '#shared/words/assistant';
import { assistantTerminal, setUpWords } from '#shared/words/assistant-terminal';
import { askSecret } from '../ask-secret';
import { withSession } from '../context';
import { dataCommand } from '../data-command';
import { EXIT, type ExitCode, type Finish } from '../exit-codes';
import { print, printJson, table, tell, tellFailure } from '../output';
import type { DataOptions } from '../place';

interface SetOptions extends DataOptions {
  readonly provider?: AssistantSettings['provider'];
  readonly model?: string;
  readonly address?: string;
  readonly cap?: number;
  readonly capTokens?: number;
  readonly mask?: boolean;
}

export function addAssistant(program: Command, finish: Finish): void {
  const assistant = dataCommand(
    program,
    'assistant',
    'the model that may word, weigh and answer; off until you turn it on',
    [
      'headroom assistant set --provider anthropic --model claude-sonnet-5 --cap 5',
      'headroom assistant set --provider compatible --address http://127.0.0.1:11434/v1 --model llama3.3',
      'headroom assistant key < key.txt',
      'headroom assistant on && headroom assistant test',
    ],
  ).action(async (options: DataOptions) => finish(await withDesk(options, (desk) => show(desk, options))));
  addSet(assistant, finish);
  addKey(assistant, finish);
  addLog(assistant, finish);
}

/** The options of a subcommand may stand before it. */
function optionsOf<Options extends DataOptions>(command: Command): Options {
  return command.optsWithGlobals();
}

function addSet(assistant: Command, finish: Finish): void {
  for (const [name, enabled, what] of [
    ['on', true, 'let it answer: what you ask for is sent to the model that you chose'],
    ['off', false, 'send nothing anywhere'],
  ] as const) {
    dataCommand(assistant, name, what, [`headroom assistant ${name}`]).action(
      async (_own: object, command: Command) => {
        const options = optionsOf(command);
        finish(
          await withOwnDesk(options, async (desk) => {
            await desk.set({ enabled });
            return tellState(desk, options, enabled ? assistantTerminal.on : assistantTerminal.off);
          }),
        );
      },
    );
  }
  dataCommand(assistant, 'set', 'choose the model, and what it may cost', [
    'headroom assistant set --provider anthropic --model claude-sonnet-5 --cap 5',
    'headroom assistant set --mask',
  ])
    .addOption(new Option('--provider <name>', 'whose model').choices([...ASSISTANT_PROVIDERS]))
    .option('--model <name>', 'as the provider names it')
    .option('--address <url>', 'of a server of your own that speaks the OpenAI protocol')
    .option('--cap <usd>', 'US dollars a month; what could pass it is not sent', amount)
    .option('--cap-tokens <count>', 'tokens a month of models whose price nobody tells', tokens)
    .option('--mask', 'send placeholders in place of names')
    .option('--no-mask', 'send names as they are')
    .action(async (_own: object, command: Command) => {
      const options = optionsOf<SetOptions>(command);
      finish(await withOwnDesk(options, (desk) => set(desk, options, command)));
    });
}

async function set(desk: AssistantDesk, options: SetOptions, command: Command): Promise<ExitCode> {
  const { provider, model, address, cap, capTokens } = options;
  const changes: Partial<AssistantSettings> = {
    ...(provider === undefined ? {} : { provider }),
    ...(model === undefined ? {} : { model }),
    ...(address === undefined ? {} : { address }),
    ...(cap === undefined ? {} : { capUsd: cap }),
    ...(capTokens === undefined ? {} : { capTokens }),
    // With --no-mask alone the option has a default that nobody wrote.
    ...(command.getOptionValueSource('mask') === 'cli' ? { maskNames: options.mask === true } : {}),
  };
  if (Object.keys(changes).length === 0) {
    tell(assistantTerminal.nothingToSet);
    return EXIT.wrongUse;
  }
  await desk.set(changes);
  return show(desk, options);
}

function addKey(assistant: Command, finish: Finish): void {
  dataCommand(assistant, 'key', 'keep the key of the chosen model: it is asked for, or read from standard input', [
    'headroom assistant key < key.txt',
    'headroom assistant key --remove',
  ])
    .option('--remove', 'take the key away')
    .action(async (_own: object, command: Command) => {
      const options = optionsOf<DataOptions & { readonly remove?: boolean }>(command);
      finish(await withOwnDesk(options, (desk) => keepKey(desk, options)));
    });
  dataCommand(assistant, 'test', 'ask the model for one word; nothing of your accounts is sent', [
    'headroom assistant test',
  ]).action(async (_own: object, command: Command) => {
    const options = optionsOf(command);
    finish(
      await withDesk(options, async (desk) => {
        const { ok, text } = await desk.test();
        if (options.json) printJson({ ok, text });
        else if (ok) print(text);
        else tell(text);
        return ok ? EXIT.fine : EXIT.failure;
      }),
    );
  });
}

async function keepKey(desk: AssistantDesk, options: DataOptions & { readonly remove?: boolean }): Promise<ExitCode> {
  const key = options.remove === true ? null : await typedKey();
  if (key === '') {
    tell(assistantTerminal.noKey);
    return EXIT.wrongUse;
  }
  const kept = await desk.setKey(key);
  if (!kept.ok) {
    tellFailure(kept.failure);
    return EXIT.failure;
  }
  return tellState(desk, options, key === null ? assistantTerminal.keyRemoved : assistantTerminal.keyKept);
}

/** Asked for on a terminal, without showing it; elsewhere the first line of standard input. */
async function typedKey(): Promise<string> {
  if (process.stdin.isTTY) {
    return askSecret(assistantTerminal.keyPrompt);
  }
  const [line = ''] = (await readAll(process.stdin)).split(/\r?\n/);
  return line.trim();
}

function addLog(assistant: Command, finish: Finish): void {
  dataCommand(assistant, 'log', 'everything that was sent to a model and received, newest first', [
    'headroom assistant log',
  ]).action(async (_own: object, command: Command) => {
    const options = optionsOf(command);
    finish(await withDesk(options, (desk) => log(desk, options)));
  });
  dataCommand(assistant, 'forget', 'delete that log', ['headroom assistant forget --yes'])
    .option('--yes', 'do it: this cannot be undone')
    .action(async (_own: object, command: Command) => {
      const options = optionsOf<DataOptions & { readonly yes?: boolean }>(command);
      finish(
        await withDesk(options, async (desk) => {
          if (options.yes !== true) {
            tell(assistantTerminal.forgets);
            return EXIT.wrongUse;
          }
          await desk.clearLog();
          if (options.json) printJson({ forgotten: true });
          else print(assistantTerminal.forgotten);
          return EXIT.fine;
        }),
      );
    });
}

async function log(desk: AssistantDesk, { json }: DataOptions): Promise<ExitCode> {
  const rows = await desk.log();
  if (json) {
    printJson(rows);
  } else if (rows.length === 0) {
    print(assistantTerminal.nothingLogged);
  } else {
    for (const { at, task, model, host, sent, received, outcome, cost } of rows) {
      const head = [formatDateTime(at), task, model, host, outcome, cost].filter((part) => part !== '').join(', ');
      print(`${head}\n> ${sent}\n< ${received}\n`);
    }
  }
  return EXIT.fine;
}

async function show(desk: AssistantDesk, options: DataOptions): Promise<ExitCode> {
  const state = await desk.state();
  if (options.json) {
    printJson(state);
  } else {
    print(stateText(state));
  }
  return EXIT.fine;
}

async function tellState(desk: AssistantDesk, options: DataOptions, said: string): Promise<ExitCode> {
  if (options.json) {
    return show(desk, options);
  }
  print(said);
  const { blocked } = await desk.state();
  if (blocked !== null && blocked.reason !== 'off') {
    tell(blocked.text);
  }
  return EXIT.fine;
}

function stateText({ settings, inSample, model, host, blocked, hasKey, spent, priceNote }: AssistantStateView): string {
  const { provider, capUsd, capTokens, maskNames } = settings;
  const noKey = provider === 'compatible' ? 'none, and none is needed' : 'none';
  const rows = [
    ['AI wording', settings.enabled ? 'on' : 'off'],
    ['Model', model],
    ['Asked at', host],
    ['Key', hasKey ? 'kept' : noKey],
    ['Names', maskNames ? 'sent as placeholders' : 'sent as they are'],
    [
      'Cap a month',
      `${formatMoney(capUsd, 'USD')}, ${formatDigits(capTokens, { maximumFractionDigits: 0 })} tokens without a price`,
    ],
    ['Spent', spent],
  ].filter(([, value]) => value !== '');
  return [
    ...(inSample ? [assistantSettings.inSample, ''] : []),
    table(['', ''], rows).trimStart(),
    ...[blocked?.text ?? '', priceNote].filter((text) => text !== ''),
    ...(blocked === null ? [] : [setUpWords(settings)]),
  ].join('\n');
}

async function withDesk(options: DataOptions, work: (desk: AssistantDesk) => Promise<ExitCode>): Promise<ExitCode> {
  return withSession(options, async ({ assistant }) => {
    const { sessionDesk } = await import('#main/assistant/session-desk');
    return work(sessionDesk(assistant));
  });
}

/** Settings are those of the person's own accounts: the sample has its own model, and keeps no key. */
async function withOwnDesk(options: DataOptions, work: (desk: AssistantDesk) => Promise<ExitCode>): Promise<ExitCode> {
  if (options.sample === true) {
    tell(assistantSettings.inSample);
    return EXIT.wrongUse;
  }
  return withDesk(options, work);
}

function amount(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 10_000)) {
    throw new InvalidArgumentError(assistantTerminal.noAmount);
  }
  return value;
}

function tokens(text: string): number {
  if (!/^\d{1,10}$/.test(text) || Number(text) > 1_000_000_000) {
    throw new InvalidArgumentError(assistantTerminal.noTokens);
  }
  return Number(text);
}
