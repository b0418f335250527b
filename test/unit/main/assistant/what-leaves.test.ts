import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { askForm } from '#main/assistant/answer-form';
import { ask, askCall } from '#main/assistant/ask';
import { readingTools } from '#main/assistant/reading-tools';
import { weighingCall } from '#main/assistant/weigh-advice';
import { wordingCall } from '#main/assistant/write-wording';
import { readBill } from '#main/queries/bill/read-bill';
import { readConnectionList } from '#main/queries/connections/connection-list';
import { readKnownNames } from '#main/queries/connections/known-names';
import { readProjectList } from '#main/queries/connections/project-list';
import { readAnswerGround } from '#main/queries/home/answer-ground';
import { maskingOf } from '#shared/core/proof/masking/masking';
import { aModel, anAccount, ENDPOINT, evidenceOf, says, wireParts } from './a-model';

const NAMES = [
  { kind: 'project', name: 'lemon shop' },
  { kind: 'account', name: 'acme' },
] as const;
const { signal } = new AbortController();
const NO_NAME = /lemon|acme/i;

/** A bill of an account and a project that people named. */
const billed = () => {
  const soFar = { amount: 12.5, complete: true, missing: [], tax: 0 };
  const line = { title: 'Builds', amount: 12.5, project: 'prj_1', product: 'Builds' };
  const account = { connection: 'c', title: 'acme', currency: 'USD', soFar, projected: null, lines: [line] };
  return anAccount(
    new Map<unknown, unknown>([
      [readKnownNames, NAMES],
      [readAnswerGround, { standings: { list: [] }, nothingKnown: null, old: { text: '', all: false } }],
      [readBill, { currency: 'USD', soFar, projected: null, lastMonth: null, accounts: [account] }],
      [readConnectionList, []],
      [readProjectList, [{ connectionId: 'c', projectId: 'prj_1', name: 'lemon shop' }]],
    ]),
  );
};

describe('a name', () => {
  it('leaves in no question, and in nothing that was asked or answered before', () => {
    const turns = [{ question: 'What of lemon shop?', answer: 'lemon shop is of acme.', evidence: [] }];
    const { messages } = askCall({ question: 'And acme?', turns }, maskingOf(NAMES), { list: [] }, signal);
    expect(JSON.stringify(messages)).not.toMatch(NO_NAME);
    expect(messages.map(({ content }) => content)).toEqual([
      'What of Project A?',
      'Project A is of Account A.',
      'And Account A?',
    ]);
  });

  it('leaves with no evidence, choice or goal', () => {
    const evidence = evidenceOf('Move lemon shop') as never;
    const choices = [{ connectionId: 'acme', account: 'acme', regions: ['fra1'], buildMachines: [] } as never];
    const weighing = weighingCall({ goal: 'acme launches', evidence, choices }, maskingOf(NAMES), signal);
    const wording = wordingCall(evidence, maskingOf(NAMES), signal);
    expect(JSON.stringify([weighing.messages, wording.messages])).not.toMatch(NO_NAME);
    expect(JSON.stringify(weighing.messages)).toContain('Account A launches');
    expect(JSON.stringify(wording.messages)).toContain('Move Project A');
  });

  it('leaves in no result of a tool, while an answer is held against what was read, with its figures', async () => {
    const { list, evidence, reads } = readingTools(billed(), maskingOf(NAMES), () => undefined);
    const told = await list.find(({ name }) => name === 'bill')?.run({});
    expect(told).not.toMatch(NO_NAME);
    expect(told).toContain('$12.50');
    expect(JSON.stringify(evidence)).toMatch(/lemon shop/);
    expect(evidence.map(({ of }) => of)).toEqual(['bill', 'figures']);
    expect(JSON.stringify(evidence[1]?.value)).toContain('$12.50');
    expect(reads[0]?.figures.map(({ label }) => label)).toContain('acme, Builds, lemon shop');
  });

  it('is there again in the answer', async () => {
    const { http, sent } = aModel(says('Nothing is known of Project A.'));
    const run = { account: billed(), endpoint: ENDPOINT, wire: wireParts(http), settings: { maskNames: true } };
    const { sentences, turn } = await ask(run, { question: 'What of lemon shop?', turns: [] }, signal);
    expect(sent[0]?.body).not.toMatch(NO_NAME);
    expect(sentences.map(({ text }) => text)).toEqual(['Nothing is known of lemon shop.']);
    expect(turn.question).toBe('What of lemon shop?');
  });

  it('is there again in a form that was filled in', async () => {
    const { http, sent } = aModel(says('{"text":"Project A first"}'));
    const run = { account: billed(), endpoint: ENDPOINT, wire: wireParts(http), settings: { maskNames: true } };
    const filled = await askForm(run, z.object({ text: z.string() }), (masking) => ({
      ...({ task: 'summary', instructions: 'I.', mostTokens: 10, signal } as const),
      messages: [{ role: 'user', content: masking.out('lemon shop') }],
    }));
    expect(sent[0]?.body).not.toMatch(NO_NAME);
    expect(filled).toMatchObject({ ok: true, value: { text: 'lemon shop first' } });
  });

  it('leaves as it is where the person wants that, and a secret never', async () => {
    const { http, sent } = aModel(says('Nothing is known.'));
    const run = { account: billed(), endpoint: ENDPOINT, wire: wireParts(http), settings: { maskNames: false } };
    await ask(run, { question: 'What of lemon shop, password: hunter22?', turns: [] }, signal);
    expect(sent[0]?.body).toContain('lemon shop');
    expect(sent[0]?.body).not.toContain('hunter22');
  });
});
