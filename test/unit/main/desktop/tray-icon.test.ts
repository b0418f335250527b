import { describe, expect, it } from 'vitest';
import { drawTrayIcon } from '#main/desktop/tray-icon';

const states = ['fine', 'warning', 'critical', 'paused'] as const;

/** The icon as rows of `#` and `.`, at one character a pixel. */
function silhouette(state: (typeof states)[number]): string[] {
  const { width, height, pixels } = drawTrayIcon(state, 1, 'black');
  return Array.from({ length: height }, (_row, row) =>
    Array.from({ length: width }, (_cell, column) =>
      (pixels[(row * width + column) * 4 + 3] ?? 0) > 127 ? '#' : '.',
    ).join(''),
  );
}

describe('drawTrayIcon', () => {
  it('leaves a wide gap under the ceiling when all is fine', () => {
    const rows = silhouette('fine');
    expect(rows[3]).toMatch(/#{10}/);
    expect(rows.slice(5, 10).join('')).toMatch(/^\.+$/);
    expect(rows[12]).toMatch(/#{6}/);
  });

  it('fills the gap up to a notch at the warning threshold', () => {
    const rows = silhouette('warning');
    expect(rows[6]).toMatch(/#{6}/);
    expect(rows[8]).toMatch(/^\.+$/);
    expect(rows[11]).toMatch(/#{6}/);
  });

  it('breaks through the ceiling when critical', () => {
    const rows = silhouette('critical');
    expect(rows[2]).toMatch(/^\.+#{2,6}\.+$/);
    expect(rows[10]).toMatch(/^\.+#{6}\.+$/);
  });

  it('draws a dashed outline when paused', () => {
    const rows = silhouette('paused');
    expect(rows[13]).toMatch(/^\.+#+\.#+\.#+\.+$/);
    expect(rows[11]).toMatch(/^\.+#+\.{4,}#+\.+$/);
  });

  it('tells the states apart by at least twenty of the 256 pixels, without color', () => {
    for (const one of states) {
      for (const other of states.filter((state) => state !== one)) {
        const [left, right] = [silhouette(one).join(''), silhouette(other).join('')];
        const different = [...left].filter((pixel, at) => pixel !== right[at]).length;
        expect(different, `${one} and ${other}`).toBeGreaterThanOrEqual(20);
      }
    }
  });

  it('is one colour with premultiplied edges, at every scale', () => {
    const { width, pixels } = drawTrayIcon('critical', 2, 'white');
    expect(width).toBe(32);
    for (let at = 0; at < pixels.length; at += 4) {
      expect(pixels[at]).toBe(pixels[at + 3]);
      expect(pixels[at + 2]).toBe(pixels[at + 3]);
    }
    expect(drawTrayIcon('fine', 1, 'black').pixels.filter((_byte, at) => at % 4 !== 3)).toEqual(
      new Uint8Array(16 * 16 * 3),
    );
  });
});
