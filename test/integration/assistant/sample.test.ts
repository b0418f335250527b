import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApp, startApp } from '../ipc/running-app';

let app: RunningApp;

beforeAll(async () => {
  app = await startApp('sample');
}, 300_000);

afterAll(async () => {
  await app.end();
});

describe('the sample account, without a key', () => {
  it('is worded by the sample model, and says so', async () => {
    const state = await app.value('assistant:state');
    expect(state.inSample).toBe(true);
    expect(state.blocked).toBeNull();
    expect(state.model).toBe('sample model');
    expect(state.host).toMatch(/^127\.0\.0\.1:/);
  });

  it('writes a summary, a text for each open recommendation, and one sentence that is struck', async () => {
    const wording = await app.value('assistant:write', { id: 'w' });
    console.log(JSON.stringify(wording, null, 1));
    expect(wording.failure).toBeNull();
  });

  it('weighs', async () => {
    console.log(
      JSON.stringify(
        await app.value('assistant:weigh', { id: 'g', goal: 'We launch on Thursday, cash is short' }),
        null,
        1,
      ),
    );
  });

  it('asks', async () => {
    console.log(
      JSON.stringify(
        await app.value('assistant:ask', { id: 'a', conversation: 'c', question: 'What will this month cost?' }),
        null,
        1,
      ),
    );
    console.log(app.bugs);
  });
});
