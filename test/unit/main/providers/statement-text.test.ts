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
    ["select E'it\\'s secret', 1", 'select ?, ?'],
    ["select e'a\\\\', name, 'b'", 'select ?, name, ?'],
    ['select /* a /* secret */ 12 */ 1', 'select ?'],
    ['select /* a /* secret */ 12', 'select'],
    ['select $größe$ secret $größe$, $1', 'select ?, $1'],
    ['select $a$ $b$ secret $a$', 'select ?'],
    ['select tabelle2024, größe7, a$1b from x_1e5', 'select tabelle2024, größe7, a$1b from x_1e5'],
    ['select 0x1F, 1_000_000, .5, 5., 1e-7, 0b101', 'select ?, ?, ?, ?, ?, ?'],
    ['select a-5, b -6, (c)-7, 8-9', 'select a-?, b -?, (c)-?, ?-?'],
    ["select U&'d\\0061t' UESCAPE '!', B'101', X'1F', N'nn'", 'select ? UESCAPE ?, ?, ?, ?'],
    ['select U&"d\\0061", "a""b"', 'select U&"d\\0061", "a""b"'],
    ["select 'C:\\', secret, 'x'", 'select ?'],
    ['set app.user_id = u12345', 'set app.user_id = ?'],
    ["SET LOCAL app.token TO abc, 'def'", 'SET LOCAL app.token TO ?'],
    ['alter role x set app.token to abc', 'alter role x set app.token to ?'],
    ['update t set a = b, c = 5', 'update t set a = b, c = ?'],
    ["insert into t values (-1, 'a', $1)", 'insert into t values (?, ?, $1)'],
    ['select 1--2\n+3', 'select ? +?'],
  ])('%s', (statement, expected) => {
    expect(withoutValues(statement)).toBe(expected);
  });
});
