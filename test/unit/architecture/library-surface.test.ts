import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { inProject } from '../../../scripts/setup/paths.mjs';

const entry = 'src/main/library/index.ts';
const lines = readFileSync(inProject(entry), 'utf8')
  .replaceAll(/\/\*[\s\S]*?\*\//g, '')
  .split(';')
  .map((line) => line.trim())
  .filter((line) => line !== '');

/** The names that an export line of the entry gives out; of anything else the line itself, which is then one too many. */
function namesIn(line: string): readonly string[] {
  const [, isType, names] = /^export (type )?\{([\w\s,]+)\} from '[^']+'$/.exec(line) ?? [];
  const listed = (names ?? line).split(',').map((name) => name.trim());
  return listed.filter((name) => name !== '').map((name) => (isType === undefined ? name : `type ${name}`));
}

it('the library exports this, and nothing else', () => {
  expect(lines.flatMap(namesIn).sort()).toEqual([
    'InfrastructureMonitoringService',
    'MonitoringError',
    'RecommendationEngine',
    'VercelKVMonitor',
    'VercelPlatformMonitor',
    'VercelPostgresMonitor',
    'openStore',
    'recommendationTexts',
    'type CollectionAttempt',
    'type CollectionResult',
    'type ConnectionAnswer',
    'type CostBreakdown',
    'type CycleResult',
    'type Failure',
    'type FailureCode',
    'type LibraryOptions',
    'type MetricSample',
    'type PlanLimit',
    'type PostgresAccount',
    'type Recommendation',
    'type RecommendationTexts',
    'type RedisAccount',
    'type Store',
    'type UsageEntry',
    'type UsageQuantities',
    'type UsageSummary',
    'type VercelAccount',
  ]);
});

it('package.json lets nothing else be imported', () => {
  const { exports } = JSON.parse(readFileSync(resolve(inProject('package.json')), 'utf8')) as { exports: unknown };
  expect(exports).toEqual({
    '.': { types: './out/types/main/library/index.d.ts', default: './out/main/library.js' },
    './package.json': './package.json',
  });
});
