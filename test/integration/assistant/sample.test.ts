import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AssistantAnswerView, ProvedSentenceView } from '#shared/ipc/assistant';
import { type RunningApp, startApp } from '../ipc/running-app';

let app: RunningApp;

beforeAll(async () => {
  app = await startApp('sample');
}, 300_000);

afterAll(async () => {
  await app.end();
});

const MADE_UP = 'Teams of your size spend 37 % less on this.';
const struckOf = (sentences: readonly ProvedSentenceView[]) => sentences.filter(({ struck }) => struck);

describe('the sample account, without a key', () => {
  it('is worded by the sample model on this computer, and says so', async () => {
    const state = await app.value('assistant:state');
    expect(state).toMatchObject({ inSample: true, blocked: null, model: 'sample model', hasKey: false, spent: '' });
    expect(state.host).toMatch(/^127\.0\.0\.1:/);
  });

  it('shows what would be sent without sending it: names masked, no key', async () => {
    const { address, body } = await app.value('assistant:preview', { task: 'summary', text: '' });
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/model\/v1\/chat\/completions$/);
    expect(body).toContain('Upgrade Redis to Pro');
    expect(body).not.toMatch(/acme|sample-redis|sk-sample-model/);
    expect(await app.value('assistant:log')).toEqual([]);
  });

  it('writes a summary and a text for each open recommendation, of which the made-up sentence is struck', async () => {
    const wording = await app.value('assistant:write', { id: 'w' });
    expect(wording.failure).toBeNull();
    const { what, why, byWhen, ifNot } = wording.brief ?? { what: [], why: [], byWhen: [], ifNot: [] };
    expect(what[0]).toEqual({ text: 'Upgrade Redis to Pro.', struck: false, why: '' });
    expect(struckOf([...what, ...why, ...byWhen, ...ifNot])).toEqual([
      { text: MADE_UP, struck: true, why: '“37 %” is in nothing that was sent or read.' },
    ]);
    expect(byWhen.length * ifNot.length).toBeGreaterThan(0);
    const open = (await app.value('recommendations:list')).items.filter(({ status }) => status === 'PENDING');
    expect(wording.texts.map(({ id }) => id)).toEqual(open.map(({ id }) => id));
    expect(struckOf(wording.texts.flatMap(({ sentences }) => sentences))).toEqual([]);
    expect(await app.value('assistant:wording')).toEqual(wording);
  });

  it('sends exactly what the preview showed, and keeps it in the log until that is deleted', async () => {
    const { body } = await app.value('assistant:preview', { task: 'summary', text: '' });
    const [newest] = await app.value('assistant:log');
    expect(newest?.sent).toBe(body);
    expect(newest?.received).toContain('data: [DONE]');
    await app.value('assistant:log-delete');
    expect(await app.value('assistant:log')).toEqual([]);
  });

  it('weighs against a goal: every recommendation once, and what the engine does not confirm is counted', async () => {
    const weighed = await app.value('assistant:weigh', { id: 'g', goal: 'We launch on Thursday, cash is short' });
    expect(weighed.failure).toBeNull();
    expect(weighed.order.map(({ title }) => title)).toContain('Upgrade Redis to Pro');
    expect(weighed.unconfirmed).toBeGreaterThanOrEqual(1);
    for (const { gain } of weighed.further) expect(gain).toMatch(/^saves \$/);
  });

  it('answers a question from what it read, with a link to each figure, and strikes what is made up', async () => {
    const told: AssistantAnswerView[] = [];
    const stop = app.app.events.on('assistant-answer', (answer) => told.push(answer));
    const asked = { id: 'a', conversation: 'c', question: 'What will this month cost?' };
    const answer = await app.value('assistant:ask', asked);
    stop();
    expect(answer).toMatchObject({ status: 'done', failure: null, model: 'sample model' });
    expect(answer.sentences.filter(({ struck }) => !struck).length).toBeGreaterThan(2);
    expect(struckOf(answer.sentences).map(({ text }) => text)).toEqual([MADE_UP]);
    expect(answer.reads[0]?.tool).toBe('bill');
    for (const { path } of answer.reads.flatMap(({ figures }) => figures)) expect(path).toMatch(/^\/costs/);
    const last = told.at(-1)?.sentences ?? [];
    expect(last.length).toBeGreaterThan(0);
    expect(answer.sentences.slice(0, last.length)).toEqual(last);
    expect(answer.cost).toMatch(/^\$0\.00, [\d,]+ tokens$/);
    expect(app.bugs).toEqual([]);
  });
});
