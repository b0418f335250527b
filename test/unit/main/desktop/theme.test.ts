import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { chromeColors } from '#main/desktop/theme';

it('has the colors of the design tokens, so that nothing flashes when the page arrives', () => {
  const tokens = readFileSync('src/renderer/app/styles/tokens.css', 'utf8');
  const pairOf = (name: string) =>
    new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`)
      .exec(tokens)
      ?.slice(1)
      .map((color) => color.toUpperCase());
  const [light, dark] = [chromeColors(false), chromeColors(true)];
  expect(pairOf('canvas')).toEqual([light.canvas, dark.canvas]);
  expect(pairOf('text-2')).toEqual([light.ink, dark.ink]);
});
