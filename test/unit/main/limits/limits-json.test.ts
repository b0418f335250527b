import { expect, it } from 'vitest';
import { z } from 'zod';
import { limitsJson } from '#main/queries/home/limits-json';
import { limitsJsonSchema, standingSchema } from '#shared/ipc/standing';
import { aStanding, bandwidth, MOMENT, november } from '../../../fixtures/a-standing';

const READER = { now: MOMENT, zone: 'UTC' };

it('docs/limits.schema.json is the shape of `headroom limits --json`', async () => {
  const schema = `${JSON.stringify(z.toJSONSchema(limitsJsonSchema), null, 2)}\n`;
  await expect(schema).toMatchFileSnapshot('../../../../docs/limits.schema.json');
});

it('each limit is one object with exactly the published fields, in the order of the standings', () => {
  const project = bandwidth({
    key: 'vercel-1/VERCEL_BANDWIDTH/TRANSFER_GB@prj_1',
    scope: { kind: 'project', connectionId: 'vercel-1', projectId: 'prj_1' },
    projectTitle: 'web',
    reachedAt: november(6, 4),
    percent: 112,
    enforcing: { since: november(6, 5) },
  });
  const json = limitsJson({ list: [project, aStanding()] }, READER);
  expect(limitsJsonSchema.parse(JSON.parse(JSON.stringify(json)))).toEqual(json);
  expect(Object.keys(json[0] ?? {})).toEqual(Object.keys(limitsJsonSchema.element.shape));
  expect(json[0]).toMatchObject({
    scope: 'project',
    connection: 'vercel-1',
    project: 'prj_1',
    title: 'Bandwidth of web',
    reachedAt: '2026-11-06T04:00:00Z',
    enforcing: { since: '2026-11-06T05:00:00Z' },
    window: {
      kind: 'fixed',
      length: { unit: 'month', count: 1 },
      start: '2026-11-01T00:00:00Z',
      resetsAt: '2026-12-01T00:00:00Z',
    },
  });
  expect(json[1]).toMatchObject({
    key: 'redis-1/VERCEL_KV/STORAGE_MB',
    expectedAt: { q10: '2026-11-22T09:00:00Z', q50: '2026-11-23T09:00:00Z', q90: '2026-11-25T09:00:00Z' },
    text: expect.stringMatching(/^Redis storage reaches its limit in about 5 days\. /),
  });
});

it('the window gets a standing as it is', () => {
  const standing = aStanding({ outlook: { state: 'learning', until: november(27), atMost: null } });
  expect(standingSchema.parse(standing)).toEqual(standing);
});
