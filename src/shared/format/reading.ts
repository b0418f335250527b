import { counted } from './plural';
import { formatNumber } from './quantity';

/** `12 of 930 rows not understood`; empty where all was, and where nothing was read row by row. */
export function readingWords(reading: { readonly rows: number; readonly notUnderstood: number } | null): string {
  if (reading === null || reading.notUnderstood === 0) {
    return '';
  }
  const { rows, notUnderstood } = reading;
  return `${formatNumber(notUnderstood)} of ${counted(rows, 'row')} not understood`;
}
