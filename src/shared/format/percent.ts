import { formatDigits } from './number';

/** Percent for reading: whole, one decimal under 10 %: `85 %`, `8.3 %`, `<0.1 %`. */
export function formatPercent(percent: number): string {
  if (percent > 0 && percent < 0.1) {
    return '<0.1 %';
  }
  const digits = Math.abs(percent) < 10 ? 1 : 0;
  return `${formatDigits(percent, { maximumFractionDigits: digits }).replace('-', '−')} %`;
}

/** A probability for reading: never 0 or 100: `<1 %`, `62 %`, `>99 %`. */
export function formatProbability(probability: number): string {
  if (probability < 0.01) {
    return '<1 %';
  }
  if (probability > 0.99) {
    return '>99 %';
  }
  return `${Math.round(probability * 100)} %`;
}
