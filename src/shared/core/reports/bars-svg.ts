import { scaleLinear } from 'd3-scale';
import type { ReportBars } from '#shared/domain/report';
import { html } from './markup';

const WIDTH = 880;
const ROW = 30;
/** Room for the names at the left and the words at the right. */
const NAMES = 220;
const WORDS = 290;
/** Letters of a name that its room holds; the table has it whole. */
const MOST_LETTERS = 32;

/** Amounts as bars: so far filled, what is still expected in outline, the words beside them. */
export function barsSvg({ bars, alt }: ReportBars): string {
  const x = scaleLinear(
    [0, Math.max(0, ...bars.map(({ value, expected }) => Math.max(value, expected ?? 0))) || 1],
    [NAMES, WIDTH - WORDS],
  );
  const rows = bars.map(({ title, value, expected, text }, at) => {
    const top = at * ROW + 6;
    const until = Math.max(x(Math.max(0, value)), x(expected ?? 0));
    const open = expected === null || expected <= value ? '' : rect('o', NAMES, top, x(expected) - NAMES);
    return [
      `<text class="l" x="${NAMES - 10}" y="${top + 13}" text-anchor="end">${html(shortened(title))}</text>`,
      open,
      rect('v', NAMES, top, Math.max(1, x(Math.max(0, value)) - NAMES)),
      `<text x="${round(until + 8)}" y="${top + 13}">${html(text)}</text>`,
    ].join('');
  });
  return `<svg viewBox="0 0 ${WIDTH} ${bars.length * ROW + 4}" role="img" aria-label="${html(alt)}">${rows.join('')}</svg>`;
}

function rect(name: string, x: number, y: number, width: number): string {
  return `<rect class="${name}" x="${round(x)}" y="${y}" width="${round(width)}" height="18"/>`;
}

function shortened(title: string): string {
  const letters = [...title];
  return letters.length <= MOST_LETTERS ? title : `${letters.slice(0, MOST_LETTERS - 1).join('')}…`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
