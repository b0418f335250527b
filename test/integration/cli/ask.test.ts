import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settableClock } from '#main/clock';
import { readScenarioFile, type Simulator, startSimulator } from '#main/simulator/index';
import { formatInstant } from '#shared/core/calendar/calendar';
import { type AssistantAnswerView, assistantAnswerSchema } from '#shared/ipc/assistant';
import { NOW } from '../collection/monitored';
import { copyFilledSample } from '../collection/sample';
import { buildCli, type Ended, ended, removeCli, runCli, startCli } from './built-cli';

const LONG = 300_000;
const QUESTION = 'what do I have to do first?';
/** Keys in a file, for there is no keychain here. */
const PLAIN = { HEADROOM_PLAIN_SECRETS: '1' };
const folders: string[] = [];
let sample: string;
let simulator: Simulator;

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'headroom-ask-'));
  folders.push(made);
  return made;
}

beforeAll(async () => {
  await buildCli();
  sample = folder();
  await copyFilledSample(sample, NOW);
  const scenario = readScenarioFile(join(resolve('test/accounts'), 'neon.json'));
  if (!scenario.ok) throw new Error(scenario.failure.message);
  simulator = await startSimulator({ scenario: scenario.value, clock: settableClock(NOW), anchor: NOW });
}, LONG);

afterAll(async () => {
  await simulator.close();
  for (const made of folders) rmSync(made, { recursive: true, force: true, maxRetries: 5 });
  removeCli();
});

const onSample = (...args: readonly string[]) =>
  runCli([...args, '--sample', '--data-dir', sample], { HEADROOM_NOW: formatInstant(NOW) });

/** With something on standard input. */
function typed(text: string, args: readonly string[]): Promise<Ended> {
  const child = startCli(args, PLAIN);
  child.stdin.end(text);
  return ended(child);
}

describe('headroom ask', () => {
  it(
    'sends nothing until it is turned on, and says how that is done',
    async () => {
      const { code, stdout, stderr } = await runCli(['ask', QUESTION, '--data-dir', folder()]);
      expect(code).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).toContain('AI wording is off.');
      expect(stderr).toContain('headroom assistant set --provider');
    },
    LONG,
  );

  it(
    'answers on the sample account with what was read and what it cost, and strikes what was not',
    async () => {
      const json = await onSample('ask', QUESTION, '--json');
      expect(json.stderr).not.toContain('mistake');
      expect(json.code).toBe(0);
      const answer: AssistantAnswerView = assistantAnswerSchema.parse(JSON.parse(json.stdout));
      expect(answer).toMatchObject({ question: QUESTION, status: 'done', failure: null, model: 'sample model' });
      expect(answer.reads.flatMap(({ figures }) => figures).length).toBeGreaterThan(0);
      const struck = answer.sentences.filter((one) => one.struck);
      const said = answer.sentences.filter((one) => !one.struck);
      expect(struck.length).toBeGreaterThan(0);
      expect(said.length).toBeGreaterThan(0);

      const text = await onSample('ask', ...QUESTION.split(' '));
      expect(text.code).toBe(0);
      for (const { text: sentence } of said) expect(text.stdout).toContain(sentence.trim());
      for (const { text: sentence, why } of struck)
        expect(text.stdout).toContain(`[struck: ${why}] ${sentence.trim()}`);
      expect(text.stdout).toContain('Figures read');
      const [figure] = answer.reads.flatMap(({ figures }) => figures);
      expect(text.stdout).toContain(figure?.path);
      expect(text.stdout.trimEnd()).toMatch(/sample model: .*[\d,]+ tokens$/);
      // Nothing steers a terminal where there is none.
      expect(text.stdout).not.toContain('\u001b');
    },
    LONG,
  );

  it(
    'shows what would be sent, exactly, and sends nothing',
    async () => {
      const { code, stdout, stderr } = await onSample('ask', '--show-sent', QUESTION);
      expect(code).toBe(0);
      expect(stderr).toContain('Nothing was sent.');
      expect(stdout).toContain(QUESTION);
      expect(stdout).not.toContain('sk-sample-model');
      const log = await onSample('assistant', 'log', '--json');
      expect(JSON.parse(log.stdout)).toEqual([]);
    },
    LONG,
  );

  it(
    'takes a question from standard input, and refuses none',
    async () => {
      const place = ['--data-dir', folder()];
      expect((await typed(`${QUESTION}\n`, ['ask', ...place])).stderr).toContain('AI wording is off.');
      const none = await typed(' \n', ['ask', ...place]);
      expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('Ask something') });
    },
    LONG,
  );

  it(
    'stops with Ctrl+C',
    async () => {
      const server = createServer((request, response) => {
        request.resume();
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(
          `data: ${JSON.stringify({ id: '1', object: 'chat.completion.chunk', created: 1, model: 'slow', choices: [{ index: 0, delta: { role: 'assistant', content: 'Let me see' }, finish_reason: null }] })}\n\n`,
        );
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
      const place = ['--data-dir', folder()];
      const chosen = ['--provider', 'compatible', '--address', address, '--model', 'slow'];
      expect((await runCli(['assistant', 'set', ...chosen, ...place])).code).toBe(0);
      expect((await runCli(['assistant', 'on', ...place])).code).toBe(0);
      const asked = once(server, 'request');
      const child = startCli(['ask', QUESTION, ...place]);
      const end = ended(child);
      await asked;
      child.kill('SIGINT');
      const { code, stderr } = await end;
      server.closeAllConnections();
      server.close();
      expect(code).toBe(130);
      expect(stderr).toContain('You stopped it.');
    },
    LONG,
  );
});

describe('headroom assistant', () => {
  it(
    'chooses a model, keeps its key, tries it, asks it, shows what was sent and forgets it',
    async () => {
      const { url, apiKey, model } = simulator.credentials.model;
      const place = ['--data-dir', folder()];
      const before = await runCli(['assistant', '--json', ...place], PLAIN);
      expect(JSON.parse(before.stdout)).toMatchObject({
        settings: { enabled: false, maskNames: true, capUsd: 5 },
        hasKey: false,
        blocked: { reason: 'off' },
      });
      const chosen = ['--provider', 'compatible', '--address', url, '--model', model, '--cap', '2.5', '--no-mask'];
      const set = await runCli(['assistant', 'set', ...chosen, '--json', ...place], PLAIN);
      expect(JSON.parse(set.stdout)).toMatchObject({
        settings: { provider: 'compatible', address: url, model, capUsd: 2.5, maskNames: false, capTokens: 1_000_000 },
      });
      expect(await typed(`${apiKey}\n`, ['assistant', 'key', ...place])).toMatchObject({
        code: 0,
        stdout: 'The key is kept where your other keys are.\n',
      });
      expect((await runCli(['assistant', 'on', ...place], PLAIN)).stdout).toContain('AI wording is on');
      const state = await runCli(['assistant', ...place], PLAIN);
      expect(state.stdout).toMatch(/Key +kept/);
      expect(`${state.stdout}${state.stderr}`).not.toContain(apiKey);
      expect(await runCli(['assistant', 'test', ...place], PLAIN)).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('answered'),
      });
      const masked = await runCli(['assistant', 'set', '--mask', '--json', ...place], PLAIN);
      expect(JSON.parse(masked.stdout)).toMatchObject({ settings: { maskNames: true, capUsd: 2.5 } });
      const asked = await runCli(['ask', QUESTION, '--json', ...place], PLAIN);
      expect(assistantAnswerSchema.parse(JSON.parse(asked.stdout)).failure).toBeNull();
      const log = await runCli(['assistant', 'log', '--json', ...place], PLAIN);
      const rows = JSON.parse(log.stdout) as { task: string; sent: string }[];
      expect(rows.map(({ task }) => task)).toEqual(expect.arrayContaining(['ask', 'test']));
      expect(rows.some(({ sent }) => sent.includes(QUESTION))).toBe(true);
      expect(log.stdout).not.toContain(apiKey);
      expect(await runCli(['assistant', 'forget', ...place], PLAIN)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('--yes'),
      });
      expect((await runCli(['assistant', 'forget', '--yes', ...place], PLAIN)).code).toBe(0);
      expect((await runCli(['assistant', 'log', ...place], PLAIN)).stdout).toBe('Nothing was sent yet.\n');
      expect((await runCli(['assistant', 'key', '--remove', ...place], PLAIN)).stdout).toBe('The key was removed.\n');
      const refused = await runCli(['ask', QUESTION, ...place], PLAIN);
      expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('does not accept the key') });
      expect((await runCli(['assistant', 'off', ...place], PLAIN)).stdout).toContain('AI wording is off');
    },
    LONG,
  );

  it.each([
    [['set'], 'Say what to set'],
    [['set', '--cap', 'much'], 'An amount is a number'],
    [['set', '--cap-tokens', '1.5'], 'Tokens are a whole number'],
    [['set', '--provider', 'oracle'], 'oracle'],
    [['on', '--sample'], 'made-up model'],
    [['key', '--sample'], 'made-up model'],
  ])(
    '%o is refused',
    async (args, said) => {
      const { code, stderr } = await runCli(['assistant', ...args, '--data-dir', folder()]);
      expect(code).toBe(2);
      expect(stderr).toContain(said);
    },
    LONG,
  );
});
