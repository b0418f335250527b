import type { ImportTarget } from '#main/store/maintenance/import-csv';

import type { Connection } from '#shared/domain/connection';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { summaryKey } from '#shared/domain/service';
import type { ReadParts } from './read-parts';

export type { ImportTarget };

/** Series that belong to no account of a provider hang on this connection. */
export const OWN_SERIES: Connection = {
  id: 'imported',
  provider: 'imported',
  title: 'Imported',
  settings: {},
  billing: null,
  billingAnchor: null,
  expiresAt: null,
  createdAt: 0,
};

export interface ImportWish {
  /** A summary key, such as `VERCEL_KV_STORAGE_MB`. */
  readonly metric?: string;
  /** A name for a series of its own. */
  readonly name?: string;
  readonly unit: string;
}

/** Where the rows of a file go: the history of a metric that is watched, or a series of its own. */
export async function findImportTarget(parts: ReadParts, wish: ImportWish): Promise<Result<ImportTarget>> {
  if (wish.metric === undefined) {
    return succeed(await ownSeries(parts, wish));
  }
  const series = (await parts.store.samples.listSeries()).find(
    (one) => one.projectId === null && summaryKey(one.service, one.metric) === wish.metric,
  );
  return series === undefined ? fail(unknownMetric(wish.metric)) : succeed({ seriesId: series.id });
}

async function ownSeries(parts: ReadParts, { name, unit }: ImportWish): Promise<ImportTarget> {
  if ((await parts.store.connections.find(OWN_SERIES.id)) === null) {
    await parts.store.connections.save({ ...OWN_SERIES, createdAt: parts.clock.now() });
  }
  const metric = (name ?? '')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return {
    connectionId: OWN_SERIES.id,
    series: {
      service: 'IMPORTED',
      metric: metric === '' ? 'SERIES' : metric,
      projectId: null,
      kind: 'gauge',
      unit,
      zone: 'UTC',
      source: 'import',
    },
  };
}

function unknownMetric(key: string): Failure {
  return {
    code: 'not-found',
    message: `There is no metric ${key} in the data file.`,
    action: 'Run "headroom summary" to see what there is.',
    retryable: false,
  };
}
