import { formatDigits } from './number';

const STEPS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** The size of a file as people read it, in powers of 1,000: `794 kB`, `1.2 GB`. */
export function formatBytes(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(STEPS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  const digits = step === 0 || value >= 100 ? 0 : 1;
  return `${formatDigits(value, { maximumFractionDigits: digits })} ${STEPS[step]}`;
}
