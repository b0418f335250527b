import { readStandings } from '#main/queries/standings/read-standings';
import { HOUR } from '#shared/domain/instant';
import type { MetricSample } from '#shared/domain/series';
import { CACHE, decided, NOW } from '../../actions/decided';

/** 2026-11-24T00:00:00Z. */
export const TODAY = NOW - 10 * HOUR;

/** A store whose commands are counted, on the Free plan. */
export async function cache() {
  const subject = await decided();
  const { store, clock } = subject.parts;
  const save = (samples: readonly Partial<MetricSample>[]) =>
    store.samples.save(
      CACHE,
      samples.map((sample) => ({
        service: 'VERCEL_KV',
        metric: 'COMMANDS_PER_DAY',
        projectId: null,
        kind: 'daily' as const,
        unit: 'commands',
        zone: 'UTC',
        source: 'redis:INFO',
        time: TODAY,
        value: 0,
        ...sample,
      })),
      clock.now(),
    );
  const standing = async (metric: string, project: string | null = null) =>
    (await readStandings(subject.parts)).list.find(
      (one) => one.metric === metric && (one.scope.kind === 'project' ? one.scope.projectId : null) === project,
    );
  return { ...subject, save, standing };
}
