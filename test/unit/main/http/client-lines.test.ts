import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { client, json, serve } from './served';

describe('lines', () => {
  it('hands over each line, whatever the chunks, also packed', async () => {
    const text = Array.from({ length: 500 }, (_, at) => JSON.stringify({ at, sign: '€'.repeat(at % 7) })).join('\n');
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/jsonl', 'content-encoding': 'gzip' });
      response.end(gzipSync(`${text}\n`));
    });
    const seen: number[] = [];
    const result = await client().lines({ url: server.url }, async (line) => {
      seen.push((JSON.parse(line) as { at: number }).at);
    });
    expect(result).toMatchObject({ ok: true, value: { lines: 500, complete: true } });
    expect(seen).toEqual(Array.from({ length: 500 }, (_, at) => at));
  });

  it.each([
    ['{"a":1}\n{"a":2}', 2, true],
    ['{"a":1}\r\n\r\n{"a":2}\r\n', 2, true],
    ['{"a":1}\n{"a":', 1, false],
    ['', 0, true],
  ])('reads %j as %i lines, complete: %s', async (text, lines, complete) => {
    const server = await serve((_, response) => response.end(text));
    expect(await client().lines({ url: server.url }, () => undefined)).toMatchObject({
      ok: true,
      value: { lines, complete },
    });
  });

  it('says that it is incomplete when the connection breaks, and counts nothing twice', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"a":1}\n{"a":2}\n{"a"');
      setTimeout(() => response.destroy(), 20);
    });
    let seen = 0;
    const result = await client().lines({ url: server.url }, () => {
      seen += 1;
    });
    expect(result).toMatchObject({ ok: true, value: { lines: 2, complete: false } });
    expect(seen).toBe(2);
    expect(server.count()).toBe(1);
  });

  it('turns an error answer into a failure', async () => {
    const server = await serve((_, response) => json(response, 403, { error: { code: 'forbidden' } }));
    expect(await client().lines({ url: server.url }, () => undefined)).toMatchObject({
      ok: false,
      failure: { code: 'not-permitted' },
    });
  });
});
