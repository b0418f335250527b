import { expect, it } from 'vitest';
import { runCycle } from '#main/collection/run-cycle';
import { CollectionRun } from '#main/providers/collection-run';
import { NOW, pluggedIn, provider, reading } from './plugged-in';

it.each(['before', 'after'])(
  'a connection that is removed while a cycle runs, %s it answered, costs the others nothing',
  async (when) => {
    const leaves = provider('leaves', async (context) => {
      const run = new CollectionRun(context);
      await run.ask('one', async () => {
        if (when === 'before') await store.connections.remove('leaves');
        const facts = { expiresAt: NOW + 86_400 };
        return { ok: true, value: when === 'before' ? { facts } : { samples: [reading('ONE')], facts } };
      });
      return run.result();
    });
    const stays = provider('stays', async (context) => {
      const run = new CollectionRun(context);
      await run.ask('two', async () => {
        if (when === 'after') {
          await new Promise((resolve) => setTimeout(resolve, 200));
          await store.connections.remove('leaves');
        }
        return { ok: true, value: { samples: [reading('TWO')] } };
      });
      return run.result();
    });
    const { parts, store } = await pluggedIn([leaves, stays]);
    const result = await runCycle(parts, { trigger: 'user' });
    expect(result).toMatchObject({ ok: true });
    expect((await store.cycles.lastAttempts()).map(({ attempt }) => [attempt.connectionId, attempt.outcome])).toEqual([
      ['stays', 'ok'],
    ]);
    // Nothing of it comes back with what it answered last.
    expect((await store.connections.list()).map(({ id }) => id)).toEqual(['stays']);
    expect((await store.cycles.last())?.failure).toBeUndefined();
  },
);
