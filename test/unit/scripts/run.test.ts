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
    expect(result).toMatchObject({ code: 124, cutOff: 'limit' });
  });

  it('ends what is silent for too long, not what takes long', async () => {
    const talks = 'let n = 0; setInterval(() => { console.log(n); if (++n === 8) process.exit(0); }, 300)';
    expect(await run(process.execPath, ['-e', talks], { silenceSeconds: 1.2 })).toMatchObject({
      code: 0,
      cutOff: null,
    });
    const silent = "console.log('begun'); setInterval(() => {}, 1e3)";
    expect(await run(process.execPath, ['-e', silent], { silenceSeconds: 1.2 })).toMatchObject({
      code: 124,
      cutOff: 'silence',
      output: 'begun\n',
    });
  });

  it('takes another sign of life than output where there is one', async () => {
    const noisy = "setInterval(() => console.log('still here'), 100)";
    const options = { silenceSeconds: 1, isAlive: () => false };
    expect(await run(process.execPath, ['-e', noisy], options)).toMatchObject({ code: 124, cutOff: 'silence' });
  });

  it.runIf(process.platform !== 'win32')(
    'ends what does not listen, and does not wait for what left its group with the output open',
    async () => {
      const leftBehind = 'setTimeout(() => {}, 30e3)';
      const source = `process.on('SIGTERM', () => {});
        require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(leftBehind)}], { detached: true, stdio: 'inherit' }).unref();
        setInterval(() => {}, 1e3)`;
      const began = performance.now();
      expect(await node(source, 0.5)).toMatchObject({ code: 124, cutOff: 'limit' });
      expect(performance.now() - began).toBeLessThan(20_000);
    },
  );

  it('answers 127 for a command that does not exist', async () => {
    expect(await run('no-such-command-here', [])).toMatchObject({ code: 127 });
  });
});

describe('tail', () => {
  it('keeps the last lines', () => {
    expect(tail('a\nb\nc\n', 2)).toBe('b\nc');
  });
});
