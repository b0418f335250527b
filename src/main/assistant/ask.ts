import type { ModelMessage } from 'ai';
import type { Masking } from '#shared/core/proof/masking/masking';
import type { AssistantCost, AssistantReason, ProvedSentence } from '#shared/domain/assistant';
import type { Instant } from '#shared/domain/instant';
import { ASSISTANT_INSTRUCTIONS } from '#shared/words/assistant-prompt';
import { maskingFor, namesIn } from './masked-account';
import { callModel, type ModelCall } from './model/call-model';
import { proverOf, type ReadDocument } from './proof';
import { type ReadingTools, readingTools, type ToolRead } from './reading-tools';
import type { RunParts } from './run-parts';
import { wholeSentences } from './sentence-ends';

/** Enough for six sentences, the calls of tools, and a model that thinks before it writes. */
const MOST_TOKENS = 4_000;
/** Earlier questions of a conversation that are sent along. */
const MOST_TURNS = 6;

/** One question with what was answered, as a follow-up needs it. */
export interface Turn {
  readonly question: string;
  /** What was shown unstruck. */
  readonly answer: string;
  /** What was read for it: a follow-up may speak of it again. */
  readonly evidence: readonly ReadDocument[];
}

export interface AskQuestion {
  readonly question: string;
  /** Earlier turns of the conversation, oldest first. */
  readonly turns: readonly Turn[];
}

/** What is said by now, sentence by sentence, each proved; a struck one says why. */
export interface AskProgress {
  readonly sentences: readonly ProvedSentence[];
  readonly reads: readonly ToolRead[];
}

export interface AskAnswer extends AskProgress {
  /** Null: it went well. */
  readonly reason: AssistantReason | null;
  /** Before this nothing is answered again, where the provider said so. */
  readonly retryAt: Instant | undefined;
  readonly cost: AssistantCost;
  readonly turn: Turn;
}

/**
 * Answers a question with a model that reads through the tools. `onProgress` hears each whole sentence as soon as it is
 * proved. Where it fails, what was said and proved before stays, with the reason beside it. Never rejects.
 */
export async function ask(
  run: RunParts,
  asked: AskQuestion,
  signal: AbortSignal,
  onProgress: (progress: AskProgress) => void = () => undefined,
): Promise<AskAnswer> {
  const masking = await maskingFor(run);
  const names = await namesIn(run.account);
  const before = asked.turns.flatMap(({ evidence }) => evidence);
  let sentences: readonly ProvedSentence[] = [];
  let told = '';
  const now = run.account.clock.now();
  const tools = readingTools(run.account, masking, () => tell());
  const tell = () => onProgress({ sentences, reads: tools.reads });
  let ground = { read: -1, prover: (_text: string): readonly ProvedSentence[] => [] };
  const proved = (text: string) => {
    if (ground.read !== tools.evidence.length) {
      const documents = [...before, ...tools.evidence];
      ground = { read: tools.evidence.length, prover: proverOf({ documents, names, question: asked.question, now }) };
    }
    return ground.prover(masking.back(text));
  };
  let looked = 0;
  const answer = await callModel(run.wire, run.endpoint, {
    ...askCall(asked, masking, tools, signal),
    onText(text) {
      const fresh = text.slice(text.length < looked ? 0 : looked);
      looked = text.length;
      // A sentence is whole once a space follows it: a word without end is not looked through again with each letter.
      if (!/\s/.test(fresh)) return;
      const whole = wholeSentences(text);
      if (whole === told) return;
      told = whole;
      sentences = proved(whole);
      tell();
    },
  });
  if (answer.reason === null) {
    sentences = proved(answer.text);
  }
  const isSilent = answer.reason === null && sentences.length === 0;
  return {
    sentences,
    reads: tools.reads,
    reason: isSilent ? 'rubbish' : answer.reason,
    retryAt: answer.retryAt,
    cost: answer.cost,
    turn: {
      question: asked.question,
      answer: sentences.flatMap(({ text, struck }) => (struck ? [] : [text])).join(' '),
      evidence: tools.evidence,
    },
  };
}

/** The first request of an answer, of which the preview shows the body. */
export function askCall(
  { question, turns }: AskQuestion,
  masking: Masking,
  tools: Pick<ReadingTools, 'list'>,
  signal: AbortSignal,
): ModelCall {
  const earlier = turns
    .slice(-MOST_TURNS)
    .flatMap((turn): ModelMessage[] => [
      { role: 'user', content: masking.out(turn.question) },
      ...(turn.answer === '' ? [] : [{ role: 'assistant' as const, content: masking.out(turn.answer) }]),
    ]);
  return {
    task: 'ask',
    instructions: ASSISTANT_INSTRUCTIONS.ask,
    messages: [...earlier, { role: 'user', content: masking.out(question) }],
    tools: tools.list,
    mostTokens: MOST_TOKENS,
    signal,
  };
}
