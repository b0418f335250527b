import { expect, it } from 'vitest';
import { monthOf, project } from './bill-months';

const MONTHS = 500;

it('80 % intervals hold what they say over 500 months with noise, growth, launches and plan changes', () => {
  const lines: string[] = [];
  let inside = 0;
  let all = 0;
  for (const passed of [7, 14, 21]) {
    const months = Array.from({ length: MONTHS }, (_, seed) => project(monthOf(seed + 1), passed));
    const hits = months.filter(({ came, q10, q90 }) => came >= q10 - 0.005 && came <= q90 + 0.005).length;
    inside += hits;
    all += MONTHS;
    const mean = (of: (month: (typeof months)[number]) => number) =>
      months.reduce((sum, month) => sum + of(month), 0) / MONTHS;
    const pinball = (level: number, of: (month: (typeof months)[number]) => number) =>
      mean((month) => Math.max(level * (month.came - of(month)), (level - 1) * (month.came - of(month))));
    const error = mean(({ came, q50 }) => Math.abs(came - q50) / came) * 100;
    const pace = mean(({ came, pace: paced }) => Math.abs(came - paced) / came) * 100;
    lines.push(
      `day ${passed}: ${((hits / MONTHS) * 100).toFixed(1)} % inside, width ${mean(({ q10, q90 }) => q90 - q10).toFixed(2)}, ` +
        `pinball ${(pinball(0.1, ({ q10 }) => q10) + pinball(0.9, ({ q90 }) => q90)).toFixed(2)}, middle off ${error.toFixed(1)} %, pace ${pace.toFixed(1)} %`,
    );
    expect(error, `day ${passed}`).toBeLessThan(pace);
  }
  console.info(lines.join('\n'));
  expect(inside / all).toBeGreaterThan(0.75);
  expect(inside / all).toBeLessThan(0.87);
}, 120_000);
