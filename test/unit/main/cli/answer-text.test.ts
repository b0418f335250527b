import { afterEach, describe, expect, it, vi } from 'vitest';
import { answerPrinter } from '#main/cli/answer-text';
import type { AssistantAnswerView } from '#shared/ipc/assistant';

const said = (text: string) => ({ text, struck: false, why: '' });
const struck = (text: string) => ({ text, struck: true, why: '9,999 is in nothing that was read' });
const read = {
  tool: 'bill',
  title: 'The bill',
  figures: [{ label: 'Everything: so far', value: '$128.86', path: '/costs' }],
  problem: '',
};

function answer(
  sentences: AssistantAnswerView['sentences'],
  more: Partial<AssistantAnswerView> = {},
): AssistantAnswerView {
  return {
    id: '1',
    question: 'why?',
    status: 'running',
    sentences,
    reads: [],
    failure: null,
    cost: '',
    model: 'a model',
    ...more,
  };
}

/** What a terminal, or a file, gets of an answer that is told in steps. */
function told(isTerminal: boolean, steps: readonly AssistantAnswerView[], environment: Record<string, string> = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const { isTTY, columns } = process.stdout;
  process.stdout.isTTY = isTerminal;
  process.stdout.columns = 120;
  vi.stubEnv('NO_COLOR', environment['NO_COLOR']);
  vi.stubEnv('TERM', 'xterm');
  vi.stubEnv('FORCE_COLOR', '1');
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0);
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0);
  try {
    const printer = answerPrinter();
    for (const step of steps.slice(0, -1)) printer.show(step);
    const shown = out.join('');
    const last = steps.at(-1);
    if (last !== undefined) printer.end(last);
    return { shown, out: out.join(''), err: err.join('') };
  } finally {
    vi.restoreAllMocks();
    process.stdout.isTTY = isTTY;
    process.stdout.columns = columns;
  }
}

afterEach(() => vi.unstubAllEnvs());

describe('an answer', () => {
  const steps = [
    answer([], { reads: [read] }),
    answer([said('It rose.')], { reads: [read] }),
    answer([said('It rose.'), struck('It is $9,999.')], {
      reads: [read],
      status: 'done',
      cost: '$0.0042, 1,240 tokens',
    }),
  ];

  it('comes sentence by sentence on a terminal, what is struck struck through, with why', () => {
    const { shown, out, err } = told(true, steps);
    expect(shown).toBe('It rose.');
    expect(err).toBe('Reading: The bill\n');
    expect(out).toContain(
      'It rose. \u001b[9mIt is $9,999.\u001b[29m \u001b[2m[9,999 is in nothing that was read]\u001b[22m\n',
    );
    expect(out).toMatch(/Figures read +From +Screen\nEverything: so far +\$128\.86 +The bill +\/costs\n/);
    expect(out.trimEnd()).toMatch(/\na model: \$0\.0042, 1,240 tokens$/);
  });

  it('comes whole into a file, what is struck in words', () => {
    const { shown, out, err } = told(false, steps);
    expect([shown, err]).toEqual(['', '']);
    expect(out).toMatch(/^It rose\. \[struck: 9,999 is in nothing that was read\] It is \$9,999\.\n/);
    expect(out).not.toContain('\u001b');
  });

  it('is struck in words where no colors are wanted', () => {
    expect(told(true, steps, { NO_COLOR: '1' }).out).toContain(
      '[struck: 9,999 is in nothing that was read] It is $9,999.',
    );
  });

  it('begins anew where the model read more, or what it said before stands otherwise now', () => {
    const { out } = told(true, [
      answer([said('Let me look.')]),
      answer([struck('It is $128.86.')]),
      answer([said('It is $128.86.')], { status: 'done' }),
    ]);
    expect(out).toContain('Let me look.\n\n\u001b[9mIt is $128.86.\u001b[29m ');
    expect(out).toMatch(/\]\S*\n\nIt is \$128\.86\.\n/);
  });

  it('steers no terminal, whatever a model writes', () => {
    const { out } = told(true, [
      answer([said('a\u001b]8;;http://x\u0007link\u001b]8;;\u0007 \u202edrow')], { status: 'done' }),
    ]);
    for (const steering of ['\u001b', '\u0007', '\u202e']) expect(out).not.toContain(steering);
  });

  it('says nothing where nothing came', () => {
    expect(told(false, [answer([], { status: 'failed' })]).out).toBe('');
  });
});
