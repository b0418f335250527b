import { expect, it } from 'vitest';
import { CollectionRun } from '#main/providers/collection-run';
import { neonApi } from '#main/providers/postgres/neon/client';
import { succeed } from '#shared/domain/failure';
import { answered } from '../support/answered';
import { collectionContext } from '../support/collection-context';

it('what a parser of another folder does not understand is counted with its capability all the same', async () => {
  const projects = [
    { id: 'a', name: 'A', compute_time_seconds: 5 },
    { id: 'b', name: 'B', compute_time_seconds: { seconds: 5 } },
    { name: 'without an id' },
  ];
  const server = await answered(() => ({ body: { projects, pagination: { cursor: '' } } }));
  const context = collectionContext({
    provider: 'postgres',
    settings: { baseUrl: server.url },
    credentials: { neonApiKey: 'napi_0123456789' },
  });
  const run = new CollectionRun(context);
  await run.ask('api', async (http) => {
    const read = await neonApi(context, http).projects();
    return read.ok ? succeed({}) : read;
  });
  expect(run.result().attempts).toMatchObject([{ outcome: 'ok', reading: { rows: 3, notUnderstood: 2 } }]);
});
