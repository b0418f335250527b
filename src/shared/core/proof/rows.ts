import type { KnownRecord } from './known';

/** The row of a list in which a number stands; the document for what stands in none. */
export function rowOf({ document, pointer }: { readonly document: string; readonly pointer: string }): string {
  const row = /^.*\/\d+(?=\/|$)/.exec(pointer)?.[0] ?? '';
  return `${document}#${row}`;
}

/** The rows in which a row stands, as `rowOf` tells them: of `bill#/accounts/0/lines/3` that is `bill#/accounts/0`. */
export function rowsAbove(row: string): string[] {
  const parts = row.split('/');
  return parts.flatMap((part, at) =>
    /^\d+$/.test(part) && at < parts.length - 1 ? [parts.slice(0, at + 1).join('/')] : [],
  );
}

/** The rows that come most often: of those with `build` and those with `budget` the one with both. */
export function mostOf(rows: readonly string[]): Set<string> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    counts.set(row, (counts.get(row) ?? 0) + 1);
  }
  const most = Math.max(0, ...counts.values());
  return new Set(
    counts.size === 0 ? [] : [...counts].filter(([, count]) => most === 1 || count === most).map(([row]) => row),
  );
}

/** The day of a row of a series: the one that it tells of, or the only one that it has. Null for any other row. */
export function dayOfRow({ dated, moments }: KnownRecord): number | null {
  const [day, ...others] = new Set(dated.length > 0 ? dated : moments);
  return day === undefined || others.length > 0 ? null : day;
}

/** True for the row of a list right before another one. */
export function isRowBefore(row: string, other: string): boolean {
  const [one, next] = [row, other].map((own) => /^(.*\/)(\d+)$/.exec(own));
  return one?.[1] !== undefined && one[1] === next?.[1] && Number(one[2]) === Number(next[2]) - 1;
}
