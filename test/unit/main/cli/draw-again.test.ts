import { describe, expect, it, vi } from 'vitest';
import { EXIT, type ExitCode } from '#main/cli/exit-codes';
import { drawAgain } from '#main/cli/until-interrupted';
import { systemClock } from '#main/clock';

describe('an answer that is given again and again', () => {
  it('is given once without seconds', async () => {
    const draw = vi.fn(async (): Promise<ExitCode> => EXIT.nothingCollected);
    expect(await drawAgain(undefined, systemClock, draw)).toBe(3);
    expect(draw).toHaveBeenCalledOnce();
  });

  it('ends where what was asked is wrong, which it stays', async () => {
    const codes: ExitCode[] = [EXIT.fine, EXIT.failure, EXIT.wrongUse];
    expect(await drawAgain(0.001, systemClock, async () => codes.shift() ?? EXIT.critical)).toBe(2);
    expect(codes).toEqual([]);
  });
});
