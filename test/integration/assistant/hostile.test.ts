import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AssistantDesk } from '#main/assistant/desk';
import { ASSISTANT_TOOLS } from '#main/assistant/tools/assistant-tools';
import { readAssistantEvidence, readFurtherChoices } from '#main/queries/recommendations/assistant-evidence';
import type { SampleAccount } from '#main/sample/sample-account';
import type { AssistantReason } from '#shared/domain/assistant';
import type { AssistantAnswerView, ProvedSentenceView, WeighingView, WordingView } from '#shared/ipc/assistant';
import { NOW } from '../collection/monitored';
import { openCopiedSample } from '../collection/sample';
import { askedDesk } from './asked-desk';
import { type ScriptedAnswer, type StandIn, startStandIn } from './stand-in';

interface HostileAnswer {
  readonly name: string;
  readonly task: 'ask' | 'summary' | 'weighing';
  readonly steps: readonly ScriptedAnswer[];
  readonly reason: AssistantReason | null;
  /** Pieces that no unstruck sentence may hold. */
  readonly never?: readonly string[];
  readonly requests?: number;
  readonly unconfirmed?: number;
}

const fixture = (name: string) =>
  JSON.parse(readFileSync(resolve(import.meta.dirname, '../../fixtures/assistant', name), 'utf8')) as unknown;

const answers = fixture('hostile-answers.json') as readonly HostileAnswer[];
const TOOLS = new Set(ASSISTANT_TOOLS.map(({ name }) => name));

let folder: string;
let account: SampleAccount;
let standIn: StandIn;
let ids: { readonly id: number; readonly account: string };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headroom-hostile-'));
  account = await openCopiedSample(folder, NOW);
  standIn = await startStandIn();
  const evidence = await account.ask(readAssistantEvidence);
  const [choice] = await account.ask(readFurtherChoices);
  ids = { id: evidence.recommendations[0]?.id ?? 0, account: choice?.account ?? '' };
}, 300_000);

afterAll(async () => {
  await standIn.close();
  await account.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** The answer with the ids of this account in place of their marks. */
function scripted(steps: readonly ScriptedAnswer[]): readonly ScriptedAnswer[] {
  return steps.map((step) =>
    step.text === undefined
      ? step
      : { ...step, text: step.text.replaceAll('"ID"', String(ids.id)).replaceAll('ACCOUNT', ids.account) },
  );
}

function sentencesOf(view: AssistantAnswerView | WordingView | WeighingView): readonly ProvedSentenceView[] {
  if ('sentences' in view) return view.sentences;
  if ('order' in view) return [...view.order, ...view.further].flatMap(({ reason }) => reason);
  const { brief, texts } = view;
  return [...(brief === null ? [] : Object.values(brief).flat()), ...texts.flatMap(({ sentences }) => sentences)];
}

function asked(desk: AssistantDesk, task: HostileAnswer['task']) {
  if (task === 'ask') return desk.ask({ id: 'a', conversation: 'c', question: 'What do I pay?' });
  return task === 'summary' ? desk.write('a') : desk.weigh('a', 'We launch on Thursday');
}

function expectHarmless(
  view: AssistantAnswerView | WordingView | WeighingView,
  { never, reason, unconfirmed }: Pick<HostileAnswer, 'reason' | 'unconfirmed'> & { readonly never: readonly string[] },
): void {
  for (const { text } of sentencesOf(view).filter(({ struck }) => !struck)) {
    for (const piece of never) expect(text).not.toContain(piece);
  }
  // Of a form that failed nothing is shown: the text of the rules stands.
  if (reason !== null && !('reads' in view)) expect(sentencesOf(view)).toEqual([]);
  if ('reads' in view) {
    expect(view.reads.map(({ tool }) => tool).filter((tool) => !TOOLS.has(tool))).toEqual([]);
    for (const { path } of view.reads.flatMap(({ figures }) => figures)) expect(path).toMatch(/^\/[\w/%.@:~-]*$/);
  }
  if ('unconfirmed' in view && unconfirmed !== undefined) {
    expect(view.unconfirmed).toBe(unconfirmed);
    expect(view.further).toEqual([]);
  }
}

describe('answers that are hostile or broken', () => {
  it('are at least sixty, each with a name of its own', () => {
    expect(new Set(answers.map(({ name }) => name)).size).toBe(answers.length);
    expect(answers.length).toBeGreaterThanOrEqual(60);
  });

  it.each(answers)('$task: $name', async ({ task, steps, reason, never = [], requests, unconfirmed }) => {
    // Only those that are to run into it get little time: others may meet a busy computer.
    const patience =
      reason === 'timeout' ? { firstByteMs: 300, answerMs: 800 } : { firstByteMs: 30_000, answerMs: 30_000 };
    const { desk, log } = await askedDesk(account, { address: standIn.url }, { patience });
    const before = standIn.received.length;
    standIn.answer(...scripted(steps));
    const view = await asked(desk, task);
    const sent = standIn.received.slice(before);
    expect(view.failure?.reason ?? null).toBe(reason);
    expect(view.failure === null || view.failure.text.length > 10).toBe(true);
    expectHarmless(view, { never, reason, unconfirmed });
    expect(sent.every(({ path }) => path === '/v1/chat/completions')).toBe(true);
    expect(sent.length).toBeLessThanOrEqual(requests ?? 8);
    if (requests !== undefined) expect(sent.length).toBe(requests);
    // Everything that went out and came back stands in the log.
    expect((await log.list()).map((row) => row.sent)).toEqual(sent.map(({ body }) => body).reverse());
  });

  it('leave nothing behind in the prototype', () => {
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
