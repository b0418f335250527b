import type { ImportTarget } from '#main/store/maintenance/import-csv';

import type { Connection } from '#shared/domain/connection';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import type { SeriesKind } from '#shared/domain/metric';
import { summaryKey } from '#shared/domain/service';
import type { ActionParts } from './decision-parts';

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

/** Numbers of the business that costs are held against: those that stand, and those that add up day by day. */
const BUSINESS: ReadonlyMap<string, SeriesKind> = new Map<string, SeriesKind>([
  ['customers', 'gauge'],
  ['users', 'gauge'],
  ['subscribers', 'gauge'],
  ['orders', 'daily'],
  ['signups', 'daily'],
]);

export interface ImportWish {
  /** A summary key, such as `VERCEL_KV_STORAGE_MB`, or a number of the business: `customers`, `orders`. */
  readonly metric?: string;
  /** A name for a series of its own. */
  readonly name?: string;
  readonly unit: string;
}

/** Where the rows of a file go: the history of a metric that is watched, or a series of its own. */
export async function findImportTarget(parts: ActionParts, wish: ImportWish): Promise<Result<ImportTarget>> {
  const business = BUSINESS.get(wish.metric ?? '');
  if (wish.metric === undefined || business !== undefined) {
    return succeed(await ownSeries(parts, business === undefined ? wish : { ...wish, name: wish.metric }, business));
  }
  const series = (await parts.store.samples.listSeries()).find(
    (one) => one.projectId === null && summaryKey(one.service, one.metric) === wish.metric,
  );
  return series === undefined ? fail(unknownMetric(wish.metric)) : succeed({ seriesId: series.id });
}

async function ownSeries(
  parts: ActionParts,
  { name, unit }: ImportWish,
  kind: SeriesKind = 'gauge',
): Promise<ImportTarget> {
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
      kind,
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
