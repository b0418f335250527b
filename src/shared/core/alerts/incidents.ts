import { z } from 'zod';
import type { Incident } from './incident';
import aiCrawlerOnPreview from './incidents/ai-crawler-on-preview.json' with { type: 'json' };
import alarmLoop from './incidents/alarm-loop.json' with { type: 'json' };
import buildLoop from './incidents/build-loop.json' with { type: 'json' };
import cacheMissLoop from './incidents/cache-miss-loop.json' with { type: 'json' };
import cronDoubled from './incidents/cron-doubled.json' with { type: 'json' };
import imageTransformationStorm from './incidents/image-transformation-storm.json' with { type: 'json' };
import keyUsedAtNight from './incidents/key-used-at-night.json' with { type: 'json' };
import limitCrossedOvernight from './incidents/limit-crossed-overnight.json' with { type: 'json' };
import logFlood from './incidents/log-flood.json' with { type: 'json' };
import retryStormAfterDeploy from './incidents/retry-storm-after-deploy.json' with { type: 'json' };
import rowsReadLoop from './incidents/rows-read-loop.json' with { type: 'json' };
import runawayFunction from './incidents/runaway-function.json' with { type: 'json' };
import slowCreep from './incidents/slow-creep.json' with { type: 'json' };
import storageLeak from './incidents/storage-leak.json' with { type: 'json' };
import tokenLoop from './incidents/token-loop.json' with { type: 'json' };
import trafficFlood from './incidents/traffic-flood.json' with { type: 'json' };

const incidentSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  hour: z.number().int().min(0).max(23),
  lastsHours: z.number().positive(),
  effects: z
    .array(
      z.strictObject({
        meters: z.array(z.string()).min(1),
        shape: z.enum(['step', 'ramp', 'doubling']),
        riseHours: z.number().positive().optional(),
        times: z.number().positive(),
        limitWithinHours: z.number().positive().optional(),
      }),
    )
    .min(1),
});

/** The kinds of incident that a drill replays, in the order in which they are told. A new one is a file and a line. */
export const INCIDENTS: readonly Incident[] = z
  .array(incidentSchema)
  .parse([
    runawayFunction,
    aiCrawlerOnPreview,
    trafficFlood,
    cacheMissLoop,
    tokenLoop,
    storageLeak,
    rowsReadLoop,
    alarmLoop,
    imageTransformationStorm,
    buildLoop,
    keyUsedAtNight,
    limitCrossedOvernight,
    slowCreep,
    retryStormAfterDeploy,
    cronDoubled,
    logFlood,
  ]);
