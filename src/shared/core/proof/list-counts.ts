import { kindsOf } from './evidence-keys';
import { stemsOf } from './field-units';
import { stem } from './units';

/** How many of something a list holds. */
export interface ListCount {
  readonly count: number;
  /** What it counts, without plurals, the head last. */
  readonly nouns: readonly string[];
}

/** Fields of whose different values people say how many there are: `three projects`, `two models`. */
const DIFFERENT = /^(?:project|model|provider|account|connection|region|product|service|plan|metricTitle)$/;
/** Fields of few words, by which people say how many rows have one: `two of them critical`. */
const SORTED = /^(?:severity|state|status|priority|outlook|kind|confidence|aim|does|atLimit)$/;

/** Fields in which the names of rows stand. */
const TITLES = /^(?:title|project|projectName|name)$/;

/** Counts of a list besides its length: how many different things its rows name, and how many rows are of a sort. */
export function listCounts(values: readonly unknown[], nouns: readonly string[]): ListCount[] {
  const objects = values.filter((row) => typeof row === 'object' && row !== null && !Array.isArray(row));
  const rows = objects.filter((row) => !isOfNone(row, objects));
  const found = new Map<string, Map<string, number>>();
  for (const row of rows) {
    for (const [key, value] of Object.entries(row as Readonly<Record<string, unknown>>)) {
      if (typeof value === 'string' && value !== '' && (DIFFERENT.test(key) || SORTED.test(key))) {
        const counts = found.get(key) ?? new Map<string, number>();
        found.set(key, counts.set(value, (counts.get(value) ?? 0) + 1));
      }
    }
  }
  const titles = rows.flatMap((row) =>
    Object.entries(row as object).flatMap(([key, value]) =>
      TITLES.test(key) && typeof value === 'string' ? [value] : [],
    ),
  );
  const own = [...nouns, ...kindsOf(values)];
  return [
    { count: values.length - (objects.length - rows.length), nouns },
    ...seriesOf(titles),
    ...databasesOf(rows),
    ...[...found].flatMap(([key, counts]) =>
      SORTED.test(key)
        ? [...counts].map(([value, count]) => ({ count, nouns: [...own, ...stemsOf(value)] }))
        : [{ count: counts.size, nouns: [key === 'metricTitle' ? 'limit' : stem(key)] }],
    ),
  ];
}

/** True for a row of a list by project that is of none: fees and credit. */
function isOfNone(row: unknown, rows: readonly unknown[]): boolean {
  const keyOf = (one: unknown) => (one as Readonly<Record<string, unknown>>)['key'];
  return keyOf(row) === null && rows.some((one) => typeof keyOf(one) === 'string');
}

/** What a service that keeps databases calls projects, people call databases. */
function databasesOf(rows: readonly unknown[]): ListCount[] {
  const found = rows.flatMap((row) => {
    const { service, project } = row as Readonly<Record<string, unknown>>;
    return typeof project === 'string' && /POSTGRES/.test(String(service)) ? [project] : [];
  });
  return found.length === 0 ? [] : [{ count: new Set(found).size, nouns: ['database'] }];
}

/** Names that are numbered: `site-01`, `site-02` and `site-03` are three sites. */
function seriesOf(titles: readonly string[]): ListCount[] {
  const counts = new Map<string, Set<string>>();
  for (const title of titles) {
    const noun = /^(\p{L}{3,})[-_ ]?\d+$/u.exec(title)?.[1]?.toLowerCase();
    if (noun !== undefined) {
      counts.set(noun, (counts.get(noun) ?? new Set()).add(title));
    }
  }
  return [...counts].filter(([, all]) => all.size > 2).map(([noun, all]) => ({ count: all.size, nouns: [stem(noun)] }));
}
