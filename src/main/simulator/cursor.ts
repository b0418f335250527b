/** Pages of a list, with a cursor that fits only the query that it was made for. */
export interface CursorPage<T> {
  readonly page: readonly T[];
  readonly next: string | null;
}

/** The page that `cursor` names, the first without one; null for a cursor that does not fit. */
export function cursorPage<T>(
  entries: readonly T[],
  limit: number,
  query: URLSearchParams,
  name: string,
): CursorPage<T> | null {
  const mark = markOf(query, name);
  const cursor = query.get(name);
  const offset = cursor === null || cursor === '' ? 0 : offsetOf(cursor, mark);
  if (offset === null) {
    return null;
  }
  const end = offset + limit;
  return {
    page: entries.slice(offset, end),
    next: end < entries.length ? Buffer.from(`${mark}:${end}`).toString('base64url') : null,
  };
}

function offsetOf(cursor: string, mark: string): number | null {
  const [found, offset] = Buffer.from(cursor, 'base64url').toString('utf8').split(':');
  const value = Number(offset);
  return found === mark && Number.isInteger(value) && value >= 0 ? value : null;
}

/** A short mark of all parameters but the cursor itself and the size of the page. */
function markOf(query: URLSearchParams, name: string): string {
  const rest = [...query].filter(([key]) => key !== name && key !== 'limit').map((pair) => pair.join('='));
  let hash = 0;
  for (const character of rest.sort().join('&')) {
    hash = (Math.imul(hash, 31) + character.charCodeAt(0)) | 0;
  }
  return (hash >>> 0).toString(36);
}
