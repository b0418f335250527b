import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { z } from 'zod';
import { jsonLines } from '#main/assistant/json-lines';

const folder = mkdtempSync(join(tmpdir(), 'headroom-lines-'));
afterAll(() => rmSync(folder, { recursive: true }));
const rowSchema = z.object({ id: z.string(), usd: z.number() });

it('reads the lines that are rows, and leaves out what a broken write left', async () => {
  const file = join(folder, 'rows.jsonl');
  const rows = jsonLines(file, rowSchema);
  expect(await rows.read()).toEqual([]);
  await rows.append({ id: 'a', usd: 1 });
  appendFileSync(file, '{"id":"b","us\n{"id":5}\nnull\n\n');
  await rows.append({ id: 'c', usd: 2 });
  expect(await rows.read()).toEqual([
    { id: 'a', usd: 1 },
    { id: 'c', usd: 2 },
  ]);
  await rows.remove();
  expect(await rows.read()).toEqual([]);
});

it('takes a file that cannot be read for no empty one: what was spent would be forgotten', async () => {
  const file = join(folder, 'unreadable.jsonl');
  mkdirSync(file);
  await expect(jsonLines(file, rowSchema).read()).rejects.toThrow();
});
