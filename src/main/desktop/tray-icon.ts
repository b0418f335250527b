import type { TrayState } from '#main/session/running-app';

/** A picture of one color: rows from the top, four bytes a pixel in the order blue, green, red, alpha (premultiplied). */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** The grid that the shapes are drawn on. */
const GRID = 16;
/** Each pixel is looked at in SAMPLES x SAMPLES places, which makes the edges smooth. */
const SAMPLES = 4;

type Shape = (x: number, y: number) => boolean;

/** The ceiling that every state but "critical" keeps whole. */
const ceiling = box(1.1, 2.6, 13.8, 1.8);

/**
 * Four silhouettes that are told apart without color: the gap between the column and the ceiling is the
 * headroom. Fine: a short column. Warning: a high one with a notch. Critical: an arrow through the
 * ceiling. Paused: the column as a dashed outline.
 */
const shapes: Readonly<Record<TrayState['state'], readonly Shape[]>> = {
  fine: [ceiling, box(4.5, 10.5, 7, 4)],
  warning: [ceiling, box(4.5, 6, 7, 2), box(4.5, 9.2, 7, 5.3)],
  critical: [
    box(0.6, 4.1, 2.2, 1.8),
    box(13.2, 4.1, 2.2, 1.8),
    polygon([
      [8, 0.8],
      [12.2, 5.5],
      [11, 5.5],
      [11, 14.5],
      [5, 14.5],
      [5, 5.5],
      [3.8, 5.5],
    ]),
  ],
  paused: [
    ceiling,
    box(4, 7.5, 2, 1.5),
    box(7, 7.5, 2, 1.5),
    box(10, 7.5, 2, 1.5),
    box(4, 10.2, 1.5, 1.8),
    box(10.5, 10.2, 1.5, 1.8),
    box(4, 13, 2, 1.5),
    box(7, 13, 2, 1.5),
    box(10, 13, 2, 1.5),
  ],
};

/**
 * Draws the icon of a state at `scale` pixels a grid unit (1 is 16 x 16), black or white on nothing.
 */
export function drawTrayIcon(state: TrayState['state'], scale: number, ink: 'black' | 'white'): Bitmap {
  const size = GRID * scale;
  const pixels = new Uint8Array(size * size * 4);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const alpha = Math.round(255 * coverage(shapes[state], column, row, scale));
      const at = (row * size + column) * 4;
      pixels.fill(ink === 'white' ? alpha : 0, at, at + 3);
      pixels[at + 3] = alpha;
    }
  }
  return { width: size, height: size, pixels };
}

/** The share of a pixel that the shapes cover, 0 to 1. */
function coverage(parts: readonly Shape[], column: number, row: number, scale: number): number {
  let hits = 0;
  for (let place = 0; place < SAMPLES * SAMPLES; place += 1) {
    const x = (column + ((place % SAMPLES) + 0.5) / SAMPLES) / scale;
    const y = (row + (Math.floor(place / SAMPLES) + 0.5) / SAMPLES) / scale;
    if (parts.some((inside) => inside(x, y))) hits += 1;
  }
  return hits / (SAMPLES * SAMPLES);
}

function box(left: number, top: number, width: number, height: number): Shape {
  return (x, y) => x >= left && x < left + width && y >= top && y < top + height;
}

/** Even-odd rule. */
function polygon(corners: readonly (readonly [number, number])[]): Shape {
  return (x, y) => {
    let inside = false;
    corners.forEach(([x1, y1], at) => {
      const [x2, y2] = corners[(at + 1) % corners.length] ?? [x1, y1];
      const crosses = y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1;
      if (crosses) inside = !inside;
    });
    return inside;
  };
}
