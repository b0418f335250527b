import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { afterEach, describe, expect, it } from 'vitest';
import { protocolServer } from '#main/cli/mcp/protocol-server';
import { settableClock } from '#main/clock';
import { readBill } from '#main/queries/bill/read-bill';
import { readConnectionList } from '#main/queries/connections/connection-list';
import { readProjectList } from '#main/queries/connections/project-list';
import { readAnswerGround } from '#main/queries/home/answer-ground';
import { aStanding } from '../../../fixtures/a-standing';

const OLD = 'acme was last read 9 days ago.';
const amount = { amount: 0, complete: true, missing: [], tax: 0 };
const line = { title: 'Builds', amount: 1, project: 'prj_1', product: 'Builds' };
const account = { connection: 'c', title: 'ac\u202Eme', currency: 'USD', soFar: amount, projected: null };

/** What an account answers: to each query the same as long as the test lasts. */
function answers(lines: readonly object[], accounts: readonly object[] = [{ ...account, lines }], nothing = '') {
  const list = { list: nothing === '' ? [aStanding({ limit: null, enforcing: null })] : [] };
  return new Map<unknown, unknown>([
    [readAnswerGround, { standings: list, nothingKnown: nothing || null, old: { text: OLD, all: false } }],
    [readBill, { currency: 'USD', soFar: amount, projected: null, lastMonth: null, accounts }],
    [readConnectionList, []],
    [readProjectList, [{ connectionId: 'c', projectId: 'prj_1', name: 'shop' }]],
  ]);
}

let close: () => Promise<void>;
afterEach(() => close());

async function connected(told: ReadonlyMap<unknown, unknown>) {
  let takenOver = 0;
  const session = {
    clock: settableClock(1_795_514_400),
    ask: async (query: unknown) => told.get(query),
    takeOver: async () => {
      takenOver += 1;
    },
  };
  const [here, there] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: 'test', version: '1.0.0' });
  await protocolServer(Promise.resolve(session as never)).connect(there);
  await client.connect(here);
  close = () => client.close();
  const texts = async (uri: string) =>
    (await client.readResource({ uri })).contents.map((one) => ('text' in one ? one.text : ''));
  const ask = async (name: string, input: object) => {
    const { content } = await client.callTool({ name, arguments: { ...input } });
    const text = content[0]?.type === 'text' ? content[0].text : '';
    return { text, notes: (JSON.parse(text) as { notes: readonly string[] }).notes };
  };
  return { ask, texts, takenOver: () => takenOver };
}

describe('what an assistant is told beside the figures', () => {
  it.each(['limits', 'bill'])(
    '%s as a resource: why nothing can be said, and what was not read lately',
    async (name) => {
      const { texts } = await connected(answers([], [], 'Nothing was read yet.'));
      expect((await texts(`headroom://${name}`))[1]).toBe(`Nothing was read yet.\n${OLD}`);
    },
  );

  it('of a bill: what is old, that none is known, whose lines they are, and how many are left out', async () => {
    const known = await connected(answers([line, line, line]));
    expect((await known.ask('bill', { project: 'shop', most: 1 })).notes).toEqual([
      OLD,
      'Lines are those of shop; sums are of whole accounts.',
      '2 more lines left out: ask with "account" or "project", or a larger "most".',
    ]);
    await close();
    expect((await (await connected(answers([], []))).ask('bill', {})).notes).toEqual([
      OLD,
      'No account has a bill that is known.',
    ]);
  });

  it('of limits: what is old, and how many metrics have none', async () => {
    const { ask } = await connected(answers([]));
    expect((await ask('limits', {})).notes).toEqual([
      OLD,
      '1 metric without a limit that is known: "metrics" lists them.',
    ]);
  });

  it('has no secret that somebody put into a name in an answer or a resource', async () => {
    const named = { ...line, title: 'sk-live1234567890abcdef', product: 'postgres://ana:hunter2pw@db.test/m' };
    const { ask, texts } = await connected(answers([named], [{ ...account, lines: [named], title: named.title }]));
    const told = `${(await ask('bill', {})).text}${await texts('headroom://bill')}`;
    expect(told).toContain('[removed]');
    expect(told).not.toMatch(/sk-live|hunter2/);
  });

  it('is what another process wrote by then, with nothing that turns a line around', async () => {
    const { ask, texts, takenOver } = await connected(answers([line]));
    const { text } = await ask('bill', {});
    expect(text).not.toContain('\u202E');
    expect(text).toContain('ac\\u202eme');
    await texts('headroom://bill');
    expect(takenOver()).toBe(2);
  });
});
