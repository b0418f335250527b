import { describe, expect, it } from 'vitest';
import { run, tail } from '../../../scripts/setup/run.mjs';

const node = (source: string, timeoutSeconds?: number) => run(process.execPath, ['-e', source], { timeoutSeconds });

describe('run', () => {
  it('answers both outputs, without colors, and the exit code', async () => {
    const result = await node("console.log('\\x1b[31mout\\x1b[0m'); console.error('err'); process.exitCode = 3");
    expect(result.code).toBe(3);
    expect(result.output).toContain('err');
    expect(result.output).toContain('out');
    expect(result.output).not.toContain('\x1b');
  });

  it('ends what takes too long, its children too', async () => {
    const sleeper =
      "require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e3)'], { stdio: 'inherit' })";
    const result = await node(sleeper, 0.5);
    expect(result).toMatchObject({ code: 124, timedOut: true });
  });

  it('answers 127 for a command that does not exist', async () => {
    expect(await run('no-such-command-here', [])).toMatchObject({ code: 127 });
  });
});

describe('tail', () => {
  it('keeps the last lines', () => {
    expect(tail('a\nb\nc\n', 2)).toBe('b\nc');
  });
});
