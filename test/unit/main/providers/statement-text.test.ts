import { describe, expect, it } from 'vitest';
import { withoutValues } from '#main/providers/postgres/statement-text';

describe('withoutValues', () => {
  it.each([
    ["select * from t where a = 'Ana''s' and b = 42", 'select * from t where a = ? and b = ?'],
    ["create role x password 'secret'", 'create role x password ?'],
    ['select $1, $23 from t1', 'select $1, $23 from t1'],
    ["select E'a\\n', 1.5e-3, -7", 'select ?, ?, ?'],
    ['select 1 -- my note 123\n from t', 'select ? from t'],
    ['select /* token abc */ 1', 'select ?'],
    ['do $$ begin perform 1; end $$', 'do ?'],
    ['select $tag$ secret $tag$', 'select ?'],
    ["select 'cut off in the midd", 'select ?'],
    ['select col2, "Col 3" from a.b7', 'select col2, "Col 3" from a.b7'],
  ])('%s', (statement, expected) => {
    expect(withoutValues(statement)).toBe(expected);
  });
});
