import { text as readAll } from 'node:stream/consumers';
import type { Command } from 'commander';
import type { AssistantDesk } from '#main/assistant/desk';
import type { AssistantAnswerView } from '#shared/ipc/assistant';
import { assistantTerminal, isToSetUp, setUpWords } from '#shared/words/assistant-terminal';
import { answerPrinter } from '../answer-text';
import { askLine } from '../ask-line';
import { withSession } from '../context';
import { dataCommand } from '../data-command';
import { EXIT, type ExitCode, type Finish } from '../exit-codes';
import { print, printJson, tell } from '../output';
import type { DataOptions } from '../place';

interface AskOptions extends DataOptions {
  readonly showSent?: boolean;
}

/** Characters of a question; the window takes no longer ones. */
const LONGEST = 4_000;

export function addAsk(program: Command, finish: Finish): void {
  dataCommand(program, 'ask', 'ask a model about the figures; what it says is checked against what it read', [
    'headroom ask "why did costs rise on Tuesday?"',
    'headroom ask --sample "what do I have to do first?"',
    'headroom ask --show-sent "what will this month cost?"',
    'headroom ask                              # one question after the other',
  ])
    .argument('[question...]', 'in your own words; left out: asked for, or read from standard input')
    .option('--show-sent', 'print what would be sent, exactly, and send nothing')
    .action(async (words: readonly string[], options: AskOptions) =>
      finish(
        await withSession(options, async ({ assistant }) => {
          const { sessionDesk } = await import('#main/assistant/session-desk');
          return answerAll(sessionDesk(assistant), words.join(' ').trim(), options);
        }),
      ),
    );
}

async function answerAll(desk: AssistantDesk, typed: string, options: AskOptions): Promise<ExitCode> {
  if (typed === '' && process.stdin.isTTY && options.json !== true) {
    return converse(desk, options);
  }
  const question = typed === '' && !process.stdin.isTTY ? (await readAll(process.stdin)).trim() : typed;
  return answerOne(desk, question, options);
}

/** One question after the other; each follows the ones before. */
async function converse(desk: AssistantDesk, options: AskOptions): Promise<ExitCode> {
  let code: ExitCode = EXIT.fine;
  for (;;) {
    const question = await askLine(assistantTerminal.prompt);
    if (question === '') {
      return code;
    }
    code = await answerOne(desk, question, options);
  }
}

async function answerOne(desk: AssistantDesk, question: string, options: AskOptions): Promise<ExitCode> {
  if (question === '' || question.length > LONGEST) {
    tell(question === '' ? assistantTerminal.noQuestion : assistantTerminal.tooLong);
    return EXIT.wrongUse;
  }
  return options.showSent === true ? showSent(desk, question, options) : answer(desk, question, options);
}

async function showSent(desk: AssistantDesk, question: string, { json }: AskOptions): Promise<ExitCode> {
  const sent = await desk.preview('ask', question);
  if (json) {
    printJson(sent);
  } else {
    tell(assistantTerminal.showSent);
    print([sent.address, sent.body].filter((part) => part !== '').join('\n'));
  }
  return EXIT.fine;
}

async function answer(desk: AssistantDesk, question: string, { json }: AskOptions): Promise<ExitCode> {
  const printer = answerPrinter();
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  try {
    const told = await desk.ask(
      { id: 'terminal', conversation: 'terminal', question },
      json ? undefined : (progress) => printer.show(progress),
      stop.signal,
    );
    if (json) {
      printJson(told);
    } else {
      printer.end(told);
    }
    return await codeOf(told, desk);
  } finally {
    process.off('SIGINT', interrupt);
  }
}

async function codeOf({ failure }: AssistantAnswerView, desk: AssistantDesk): Promise<ExitCode> {
  if (failure === null) {
    return EXIT.fine;
  }
  tell(failure.text);
  if (failure.reason === 'stopped') {
    return EXIT.interrupted;
  }
  if (isToSetUp(failure.reason)) {
    tell(setUpWords((await desk.state()).settings));
    return EXIT.wrongUse;
  }
  return EXIT.failure;
}
