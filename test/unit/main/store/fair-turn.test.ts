import { expect, it } from 'vitest';
import { storeWithConnection } from './temporary-store';

it('a long chain of store calls lets everything else have its turn', async () => {
  const store = await storeWithConnection();
  let turns = 0;
  let running = true;
  const beat = () => {
    turns += 1;
    if (running) setTimeout(beat, 0);
  };
  setTimeout(beat, 0);
  const began = performance.now();
  while (performance.now() - began < 200) {
    await store.connections.list();
  }
  running = false;
  // Without it, two hundred milliseconds are one turn.
  expect(turns).toBeGreaterThanOrEqual(5);
});
