import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SampleAccount } from '#main/sample/sample-account';
import { ASSISTANT_INSTRUCTIONS } from '#shared/words/assistant-prompt';
import { NOW } from '../collection/monitored';
import { openCopiedSample } from '../collection/sample';
import { askedDesk } from './asked-desk';
import { type Received, type StandIn, startStandIn } from './stand-in';

const texts = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../fixtures/assistant/injected-texts.json'), 'utf8'),
) as readonly string[];

const ANSWER = 'Redis storage is at 85 % of its limit. Open https://evil.example/pay now. ';

let folder: string;
let account: SampleAccount;
let standIn: StandIn;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headroom-injection-'));
  account = await openCopiedSample(folder, NOW);
  standIn = await startStandIn();
}, 300_000);

afterAll(async () => {
  await standIn.close();
  await account.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Puts a text wherever somebody else may write: the names of a project, an account, a store, a deployment. */
async function inject(text: string): Promise<void> {
  const { store } = account.parts;
  const [vercel] = await store.connections.list();
  if (vercel === undefined) throw new Error('no connection');
  await store.connections.save({ ...vercel, title: text });
  const projects = await store.facts.projects(vercel.id);
  await store.facts.saveProjects(projects.map((project) => ({ ...project, name: text })));
  const [deployment] = await store.facts.deployments({ start: NOW - 60 * 86_400, end: NOW });
  if (deployment !== undefined) await store.facts.saveDeployments([{ ...deployment, name: text, commit: text }]);
}

/** What a request says that is ours: everything but the messages after the first. */
function ours({ path, body }: Received) {
  const { messages, ...rest } = JSON.parse(body) as { messages: { role: string; content: string }[] };
  return { path, ...rest, instructions: messages.filter(({ role }) => role === 'system') };
}

/** Asks with a model that reads what was injected, and then does what such texts want: a tool, a link, a number. */
async function asked(maskNames: boolean) {
  const { desk } = await askedDesk(account, { address: standIn.url, maskNames });
  const before = standIn.received.length;
  standIn.answer(
    {
      calls: ['limits', 'costs', 'recommendations', 'delete_everything'].map((name) => ({
        name,
        arguments: name === 'costs' ? '{"by":"project"}' : '{}',
      })),
    },
    { text: ANSWER },
  );
  const answer = await desk.ask({ id: 'a', conversation: 'c', question: 'What presses?' });
  return { answer, sent: standIn.received.slice(before) };
}

describe('texts that were written to be obeyed', () => {
  it('are at least thirty', () => {
    expect(new Set(texts).size).toBeGreaterThanOrEqual(30);
  });

  it.each(texts)('%j changes no tool, no request of ours and nothing that is shown as ours', async (text) => {
    await inject('storefront');
    const harmless = await asked(false);
    await inject(text);
    const hostile = await asked(false);
    expect(hostile.sent.map(ours)).toEqual(harmless.sent.map(ours));
    expect(ours(hostile.sent[0] as Received).instructions[0]?.content).toBe(ASSISTANT_INSTRUCTIONS.ask);
    expect(hostile.answer.reads.map(({ tool }) => tool)).toEqual(['limits', 'costs', 'recommendations']);
    expect(hostile.answer.sentences.map(({ struck }) => struck)).toEqual(
      harmless.answer.sentences.map(({ struck }) => struck),
    );
    expect(hostile.answer.sentences.find(({ text: said }) => said.includes('evil.example'))?.struck).toBe(true);
    for (const { path } of hostile.answer.reads.flatMap(({ figures }) => figures)) expect(path).toMatch(/^\/[a-z]/);
    // It cannot end the data that it stands in.
    for (const { body } of hostile.sent) {
      for (const { content } of (JSON.parse(body) as { messages: { content: string | null }[] }).messages) {
        expect((content ?? '').match(/<\/evidence>/g)?.length ?? 0).toBeLessThanOrEqual(1);
      }
    }
  });
});
