import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withoutValues } from '#main/providers/postgres/statement-text';
import { propertyRuns } from '../../fixtures/property-runs';
import { type PostgresServer, startPostgresServer } from '../support/postgres-server';

let server: PostgresServer;
let client: pg.Client;

beforeAll(async () => {
  server = await startPostgresServer({
    settings: ['shared_preload_libraries=pg_stat_statements', 'pg_stat_statements.track_utility=off'],
  });
  server.sql('create extension pg_stat_statements');
  client = new pg.Client({ connectionString: server.url() });
  await client.connect();
}, 60_000);
afterAll(async () => {
  await client.end();
  await server.stop();
});

/** A word that stands in values and comments only. */
const secret = fc.stringMatching(/^[a-z]{6}$/).map((word) => `zq${word}`);
const space = fc.constantFrom(' ', '\n', '\t', ' /* zqremark */ ', ' /* a /* zqinner */ 7 */ ', ' -- zqline 12\n');

/** Texts in every way that PostgreSQL writes them; each holds the word, and what could end it too early. */
const text = secret.chain((word) =>
  fc.constantFrom(
    `'${word}'`,
    `'it''s ${word}'`,
    `'${word}''${word}'`,
    `E'it\\'s ${word}'`,
    `e'${word}\\\\'`,
    `E'\\\\\\'${word}'`,
    `E'a''${word}\\n'`,
    `N'${word}'`,
    `U&'${word}'`,
    `$$${word}$$`,
    `$$it's ${word}$$`,
    `$tag$${word} $$ $ta$ ${word}$tag$`,
    `$größe$${word}' -- $größe$`,
    `'-- ${word}'`,
    `'/* ${word}'`,
    `'${word}"'`,
    `'$$${word}$$'`,
    `'a'\n'${word}'`,
  ),
);
/** Numbers that no name has. */
const number = fc
  .integer({ min: 70_000_000, max: 79_999_999 })
  .chain((n) => fc.constantFrom(`${n}`, `-${n}`, `- ${n}`, `${n}.5`, `.${n}`, `${n}.`, `${n}e-3`, `${n}E+2`, `+${n}`));
const bits = fc.constantFrom("B'101'", "X'7A7A'");
const name = fc.constantFrom('col_2024', '"Col 3"', 'größe7', 'a$1b', 'x1e5', '"it\'s"', '"a""b"', 'e', '_7');

interface Written {
  readonly sql: string;
  readonly name: string;
}

const item: fc.Arbitrary<Written> = fc
  .tuple(fc.oneof(text, number, bits), name, space, space, fc.constantFrom('', '(', '(('))
  .map(([value, alias, one, two, open]) => ({
    sql: `${open}${one}${value}${two}${open.replaceAll('(', ')')} as${one}${alias}`,
    name: alias,
  }));
const statement = fc.array(item, { minLength: 1, maxLength: 5 }).map((items) => ({
  sql: `select ${items.map(({ sql }) => sql).join(', ')}`,
  names: items.map((one) => one.name),
}));

/** What the server made of a statement: each value a parameter. */
async function normalised(sql: string): Promise<string> {
  await client.query('select pg_stat_statements_reset()');
  await client.query(sql);
  const { rows } = await client.query<{ query: string }>(
    "select query from pg_stat_statements where query not like '%pg_stat_statements%'",
  );
  return rows[0]?.query ?? '';
}

/** The same in one form, whichever of the two took the values out. */
function form(sql: string): string {
  return (
    withoutValues(sql)
      .replaceAll(/\$\d+/g, '?')
      // The server leaves the sign of a text in the national form, and some signs of numbers.
      .replaceAll(/\bN\?/g, '?')
      .replaceAll(/[+-] ?\?/g, '?')
      .replaceAll(/\?(?: \?)+/g, '?')
      .replaceAll(/\s*([(),])\s*/g, '$1')
  );
}

describe('the text of a statement', () => {
  it('is what the server itself makes of it, without a value, with every name', async () => {
    await fc.assert(
      fc.asyncProperty(statement, async ({ sql, names }) => {
        const ours = withoutValues(sql);
        expect(ours).not.toMatch(/zq|7\d{7}|7A7A/);
        for (const one of names) expect(ours).toContain(one);
        expect(form(sql)).toBe(form(await normalised(sql)));
      }),
      { numRuns: propertyRuns(150) },
    );
  }, 60_000);

  it('holds no value wherever it is cut off', () => {
    fc.assert(
      fc.property(statement, fc.nat(), ({ sql }, at) => {
        expect(withoutValues(sql.slice(0, at % (sql.length + 1)))).not.toMatch(/zq|7\d{7}|7A7A/);
      }),
      { numRuns: propertyRuns(1_000) },
    );
  });
});
