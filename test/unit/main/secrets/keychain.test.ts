import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Clock, systemClock } from '#main/clock';
import { Keychain } from '#main/secrets/keychain';

const open: Keychain[] = [];
function keychain(child: string, limitMs = 2000, idleMs = 60_000): Keychain {
  const made = new Keychain({
    clock: systemClock,
    childFile: `test/fixtures/keychain/${child}-child.mjs`,
    limitMs,
    idleMs,
  });
  open.push(made);
  return made;
}
afterEach(() => {
  for (const made of open.splice(0)) made.close();
});

describe('Keychain', () => {
  it('keeps, gives back and forgets the fields of a connection', async () => {
    const chain = keychain('memory');
    expect(await chain.get('vercel-1')).toEqual({ ok: true, value: null });
    expect(await chain.set('vercel-1', { token: 'abc' })).toEqual({ ok: true, value: 'keychain' });
    expect(await chain.get('vercel-1')).toEqual({ ok: true, value: { token: 'abc' } });
    expect(await chain.get('vercel-2')).toEqual({ ok: true, value: null });
    expect(await chain.delete('vercel-1')).toEqual({ ok: true, value: null });
    expect(await chain.get('vercel-1')).toEqual({ ok: true, value: null });
  });

  it('gives up on a keychain that does not answer, for every call that waits', async () => {
    const chain = keychain('silent', 300);
    const before = performance.now();
    const answers = await Promise.all([chain.get('a'), chain.set('b', { token: 'abc' }), chain.delete('c')]);
    expect(performance.now() - before).toBeLessThan(1500);
    for (const answer of answers) {
      expect(answer).toMatchObject({ ok: false, failure: { code: 'keychain-unavailable', retryable: true } });
    }
    expect(JSON.stringify(answers)).not.toContain('abc');
    expect(chain.isMissing()).toBe(false);
  });

  it('says that the library is missing', async () => {
    const chain = keychain('missing');
    expect(chain.isMissing()).toBe(false);
    expect(await chain.get('a')).toMatchObject({
      ok: false,
      failure: { code: 'keychain-unavailable', retryable: false },
    });
    expect(chain.isMissing()).toBe(true);
  });

  it('passes a refusal on, and survives the end of its process', async () => {
    const chain = keychain('memory');
    expect(await chain.get('refused')).toMatchObject({ ok: false, failure: { code: 'keychain-unavailable' } });
    expect(await chain.get('crash')).toMatchObject({ ok: false, failure: { code: 'keychain-unavailable' } });
    expect(await chain.set('a', { token: 'x' })).toEqual({ ok: true, value: 'keychain' });
  });

  it('fails, and does not wait, when its process cannot be started', async () => {
    const chain = keychain('no-such', 10_000);
    expect(await chain.get('a')).toMatchObject({ ok: false, failure: { code: 'keychain-unavailable' } });
  });

  it('keeps no program open for it', async () => {
    const unref = vi.fn();
    const clock: Clock = {
      ...systemClock,
      after: (milliseconds, ring) => ({ ...systemClock.after(milliseconds, ring), unref }),
    };
    const chain = new Keychain({ clock, childFile: 'test/fixtures/keychain/memory-child.mjs' });
    open.push(chain);
    await chain.set('a', { token: 'x' });
    expect(unref).toHaveBeenCalledOnce();
  });

  it('ends its process when it is not needed, and starts it again', async () => {
    const chain = keychain('memory', 2000, 50);
    await chain.set('a', { token: 'x' });
    await systemClock.sleep(300);
    // The fixture forgets when its process ends.
    expect(await chain.get('a')).toEqual({ ok: true, value: null });
  });
});
