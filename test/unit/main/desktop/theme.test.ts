import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { chromeColors } from '#main/desktop/theme';

it('has the colors of the design tokens, so that nothing flashes when the page arrives', () => {
  const tokens = readFileSync('src/renderer/app/styles/tokens.css', 'utf8');
  const values = (name: string) =>
    [...tokens.matchAll(new RegExp(`--${name}:\\s*(#[0-9a-f]{6})`, 'gi'))].map((match) => match[1]?.toUpperCase());
  expect(values('canvas')).toEqual(expect.arrayContaining([chromeColors(false).canvas, chromeColors(true).canvas]));
  expect(values('canvas')[0]).toBe(chromeColors(false).canvas);
  expect(values('text-2')[0]).toBe(chromeColors(false).ink);
  expect(values('text-2')).toContain(chromeColors(true).ink);
});
