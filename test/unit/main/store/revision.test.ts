import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { openReadStore } from '#main/store/open-read-store';
import { alert, firing } from './domain-rows';
import { connectionNamed, NOON, openedStore, sampleOf, temporaryFolder } from './temporary-store';

/** The stores of two connections of this process to one file, and one that only reads it. */
async function twoConnections() {
  const file = join(temporaryFolder(), 'headroom.db');
  const store = await openedStore(file);
  await store.connections.save(connectionNamed('vercel-1'));
  const other = await openedStore(file);
  const reader = openReadStore(file);
  onTestFinished(() => reader.close());
  return { file, store, other, reader };
}

test('what either connection of a process commits changes the revision of both, and of one that reads', async () => {
  const { store, other, reader } = await twoConnections();
  const all = [store, other, reader];
  const seen = all.map((one) => new Set([one.revision()]));
  const writes = [
    () => store.settings.set('a', 1),
    () => other.settings.set('a', 2),
    () => store.samples.save('vercel-1', [sampleOf()], NOON),
    () => other.connections.save(connectionNamed('vercel-2')),
    // Rows that go with their parent.
    () => store.connections.remove('vercel-1'),
  ];
  for (const [at, write] of writes.entries()) {
    await write();
    all.forEach((one, index) => {
      seen[index]?.add(one.revision());
    });
    // None of them was there before: an answer that was made earlier is never taken for one of now.
    expect(seen.map((revisions) => revisions.size)).toEqual(all.map(() => at + 2));
  }
});

test('what a thread commits changes it', async () => {
  const { file, store } = await twoConnections();
  const before = store.revision();
  const thread = new Worker(
    `const Database = require('better-sqlite3');
     const { workerData: file } = require('node:worker_threads');
     const sqlite = new Database(file, { nativeBinding: process.env.HEADROOM_SQLITE_BINDING || undefined });
     sqlite.exec("INSERT INTO setting (key, value) VALUES ('thread', '1')");
     sqlite.close();`,
    { eval: true, workerData: file },
  );
  await once(thread, 'exit');
  expect(await store.settings.get('thread')).toBe(1);
  expect(store.revision()).not.toBe(before);
});

test('reading changes nothing, and what was rolled back hides no later write', async () => {
  const { store, other, reader } = await twoConnections();
  await store.settings.set('a', 1);
  const [own, others] = [store.revision(), reader.revision()];
  await store.connections.list();
  await other.settings.get('a');
  expect(store.revision()).toBe(own);
  // The alert is written, and taken back with its step, which lacks its time.
  await expect(store.alerts.insert(alert, { ...firing, at: null as unknown as number })).rejects.toThrow();
  expect(await store.alerts.open()).toEqual([]);
  expect(reader.revision()).toBe(others);
  // SQLite counts the row all the same: what is made anew then is the same again.
  const taken = store.revision();
  expect(taken).not.toBe(own);
  await store.settings.set('a', 2);
  expect([own, taken]).not.toContain(store.revision());
  expect(reader.revision()).not.toBe(others);
});
