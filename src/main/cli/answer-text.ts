import { styleText } from 'node:util';
import { plainText } from '#shared/format/plain-text';
import type { AssistantAnswerView, ProvedSentenceView } from '#shared/ipc/assistant';
import { answeredBy, assistantTerminal, readingWords, struckWords } from '#shared/words/assistant-terminal';
import { hasColors, print, table, tell } from './output';

/** Tells an answer: word by word on a terminal, whole once it is said elsewhere. */
export interface AnswerPrinter {
  show(answer: AssistantAnswerView): void;
  /** What was not told yet, the figures with where they are from, and what it cost. */
  end(answer: AssistantAnswerView): void;
}

export function answerPrinter(): AnswerPrinter {
  const isLive = process.stdout.isTTY === true;
  let told: readonly ProvedSentenceView[] = [];
  let reads = 0;

  function tellSentences(sentences: readonly ProvedSentenceView[]): void {
    const goesOn = told.every((one, at) => isSame(one, sentences[at]));
    if (!goesOn) {
      // The model read more and began anew, or what it read now proves what it said before.
      process.stdout.write('\n\n');
      told = [];
    }
    for (const sentence of sentences.slice(told.length)) {
      process.stdout.write(`${told.length === 0 ? '' : ' '}${sentenceText(sentence)}`);
      told = [...told, sentence];
    }
  }

  return {
    show({ sentences, reads: all }) {
      if (!isLive) {
        return;
      }
      for (const { title } of all.slice(reads)) {
        tell(readingWords(title));
      }
      reads = all.length;
      tellSentences(sentences);
    },
    end({ sentences, reads: all, cost, model }) {
      tellSentences(sentences);
      if (told.length > 0) {
        process.stdout.write('\n');
      }
      const figures = all.flatMap(({ title, figures: own }) =>
        own.map(({ label, value, path }) => [label, value, title, path]),
      );
      const below = [
        ...(figures.length === 0
          ? []
          : ['', table([assistantTerminal.figuresRead, '', 'From', 'Screen'], distinct(figures))]),
        ...(cost === '' ? [] : ['', answeredBy(model, cost)]),
      ];
      if (below.length > 0) {
        print(below.join('\n'));
      }
    },
  };
}

/** A sentence that was struck is struck through where the terminal can, and says why. */
function sentenceText({ text, struck, why }: ProvedSentenceView): string {
  const plain = plainText(text).trim();
  const reason = plainText(why);
  if (!struck) {
    return plain;
  }
  return hasColors()
    ? `${styleText('strikethrough', plain)} ${styleText('dim', `[${reason}]`)}`
    : struckWords(plain, reason);
}

function isSame(one: ProvedSentenceView, other: ProvedSentenceView | undefined): boolean {
  return one.text === other?.text && one.struck === other.struck;
}

function distinct(rows: readonly string[][]): string[][] {
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
}
