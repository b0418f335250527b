import { describe, expect, it } from 'vitest';
import {
  changeOf,
  inputOf,
  readAmount,
  textOf,
  undoOf,
  wasWords,
  wrongOf,
} from '../../../../src/renderer/screens/limits/limit-edit';
import { limitView } from './limit-view';

const TABLE = limitView({ limit: 10_000, unit: 'commands' });

describe('the fields', () => {
  it('begin with what is in force, and that is no change', () => {
    expect(textOf(TABLE)).toEqual({ value: '10,000', warning: '75', critical: '90', mark: '' });
    expect(changeOf(TABLE, textOf(TABLE))).toBeNull();
  });

  it('change only what differs', () => {
    expect(changeOf(TABLE, { ...textOf(TABLE), warning: '70' })).toEqual({ warningPercent: 70 });
    expect(changeOf(TABLE, { ...textOf(TABLE), value: '20,000' })).toEqual({ value: 20_000 });
    const marked = { ...TABLE, mark: 6_000 };
    expect(changeOf(TABLE, { ...textOf(TABLE), mark: '6,000' })).toEqual({ mark: 6_000 });
    expect(changeOf(marked, textOf(marked))).toBeNull();
    expect(changeOf(marked, { ...textOf(marked), mark: '' })).toEqual({ mark: null });
    expect(undoOf(marked, { mark: null })).toEqual({ mark: 6_000 });
    expect(wrongOf({ ...textOf(TABLE), mark: 'x' }).mark).toBe('A number above 0.');
  });

  it('refuse a warning above the critical threshold', () => {
    const text = { ...textOf(TABLE), warning: '95' };
    expect(wrongOf(text).warning).toBe('Not above the critical threshold.');
    expect(changeOf(TABLE, text)).toBeNull();
  });

  it.each(['0', '101', '', 'x'])('refuse %j as a percent', (warning) => {
    expect(wrongOf({ ...textOf(TABLE), warning }).warning).toBeDefined();
  });

  it('keep the limit while its field is empty', () => {
    expect(changeOf(TABLE, { ...textOf(TABLE), value: '' })).toBeNull();
  });

  it.each(['0', '-1', 'many', '1e16'])('refuse %j as a limit', (value) => {
    expect(readAmount(value)).toBeNull();
    expect(wrongOf({ ...textOf(TABLE), value }).value).toBe('A number above 0.');
  });
});

describe('undo', () => {
  it("goes back to the provider's or the list's figure, or to one's own", () => {
    expect(undoOf(TABLE, { value: 5 })).toEqual({ value: null });
    expect(undoOf(limitView({ limit: 40 }, { source: 'user' }), { value: 5 })).toEqual({ value: 40 });
  });

  it('touches only what was changed', () => {
    expect(undoOf(TABLE, { warningPercent: 70 })).toEqual({ warningPercent: 75 });
    expect(undoOf(TABLE, { enabled: false })).toEqual({ enabled: true });
  });

  it('says what was there', () => {
    expect(wasWords(TABLE, { warningPercent: 70 })).toBe('was 75 %');
    expect(wasWords(TABLE, { value: 5 })).toBe('was 10,000 commands');
    expect(wasWords(TABLE, { enabled: false })).toBe('was watched');
  });
});

it('sends a change with the limit it is for', () => {
  expect(inputOf(TABLE, { enabled: false })).toEqual({
    connectionId: 'cache',
    service: 'VERCEL_KV',
    metric: 'STORAGE_MB',
    enabled: false,
  });
});
