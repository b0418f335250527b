import type { Period } from '#shared/domain/instant';
import { BUCKET_WIDTHS, bucketsOf } from '../ai-usage';
import { cursorPage } from '../cursor';
import { type Ask, json, limitParameter, type Reply } from '../exchange';
import type { World } from '../world';
import { openAiBadRequest } from './refusal';

/** How many buckets a page may hold. */
export interface PageRule {
  readonly preset: number;
  readonly most: number;
}

/** Answers a bucketed report: checks the range, cuts it, pages, and asks `resultsOf` for each bucket. */
export function bucketReport(
  world: World,
  ask: Ask,
  rules: Readonly<Record<string, PageRule>>,
  resultsOf: (bucket: Period) => readonly unknown[],
): Reply {
  const width = ask.query.get('bucket_width') ?? '1d';
  const rule = rules[width];
  const seconds = BUCKET_WIDTHS[width]?.seconds;
  if (rule === undefined || seconds === undefined) {
    return openAiBadRequest(`Invalid 'bucket_width': expected one of ${Object.keys(rules).join(', ')}.`);
  }
  const start = Number(ask.query.get('start_time') ?? Number.NaN);
  const end = Number(ask.query.get('end_time') ?? world.now());
  // Milliseconds are the usual mistake; no real start lies that far ahead.
  if (!Number.isInteger(start) || !Number.isInteger(end) || start > 100_000_000_000) {
    return openAiBadRequest("'start_time' and 'end_time' must be Unix times in seconds.");
  }
  const limit = limitParameter(ask.query, rule.preset, rule.most);
  if (limit === null) {
    return openAiBadRequest(`Invalid 'limit': at most ${rule.most} buckets of ${width}.`);
  }
  const paged = cursorPage(bucketsOf({ start, end }, seconds), limit, ask.query, 'page');
  if (paged === null) {
    return openAiBadRequest("Invalid 'page': it belongs to another query.");
  }
  return json({
    object: 'page',
    data: paged.page.map((bucket) => ({
      object: 'bucket',
      start_time: bucket.start,
      end_time: bucket.end,
      results: resultsOf(bucket),
    })),
    has_more: paged.next !== null,
    next_page: paged.next,
  });
}
