import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { mayWriteNow } from '#main/files/own-file';

const folder = mkdtempSync(join(tmpdir(), 'headroom-own-file-'));
const options = { dataDir: join(folder, 'data'), replace: false };

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a file whose folder is not there is refused before anything is worked out', () => {
  expect(mayWriteNow(join(folder, 'report.html'), options).ok).toBe(true);
  writeFileSync(join(folder, 'a-file'), '');
  for (const parent of ['missing', 'a-file']) {
    expect(mayWriteNow(join(folder, parent, 'report.html'), options)).toMatchObject({
      ok: false,
      failure: { code: 'not-found', message: `There is no folder ${join(folder, parent)}.` },
    });
  }
  expect(mayWriteNow(join(folder, 'a-file'), options)).toMatchObject({ ok: false, failure: { code: 'conflict' } });
});
