/** A number that is written, with how exactly: half of its last digit's worth. */
export interface Written {
  readonly value: number;
  /** Half of what one more in its last digit would be. */
  readonly half: number;
  /** What one more in its last digit that is not 0 would be: 10 for `60`, 1 for `59`. */
  readonly step: number;
}

/** Ways to group thousands: English, Indian, continental, Swiss. Behind them the sign of the decimals. */
const GROUPED: readonly (readonly [RegExp, RegExp, string])[] = [
  [/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/, /,/g, '.'],
  [/^\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?$/, /,/g, '.'],
  [/^\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?$/, /\./g, ','],
  [/^\d{1,3}(?:\.\d{3})+,\d+$/, /\./g, ','],
  [/^\d{1,3}(?:'\d{3})+(?:[.,]\d+)?$/, /'/g, '.'],
  [/^\d+(?:\.\d+)?$/, /$^/g, '.'],
  [/^\d+,(?:\d{1,2}|\d{4,})$/, /$^/g, ','],
];

/** A number in digits as it is written: `1,234.56`, `1.234,56`, `1'234`, `3.1e6`. Null: it cannot be read for certain. */
export function readDigits(written: string): Written | null {
  const [mantissa = '', exponent = '0'] = written.toLowerCase().split('e');
  const way = GROUPED.find(([shape]) => shape.test(mantissa));
  if (way === undefined || mantissa.length > 40 || exponent.length > 4) {
    return null;
  }
  const plain = mantissa.replace(way[1], '').replace(/[.,]/, '.');
  const decimals = plain.split('.')[1]?.length ?? 0;
  const scale = 10 ** Number(exponent.replace('−', '-'));
  const noughts = /\.\d*?(0*)$/.exec(plain)?.[1]?.length ?? 0;
  const read = writtenNumber(Number(plain), decimals, scale);
  return noughts === decimals ? read : { ...read, step: read.step * 10 ** noughts };
}

/** `value` shown with `decimals`, taken `scale` times: 3.1 million is 3,100,000, give or take 50,000. */
export function writtenNumber(value: number, decimals: number, scale: number): Written {
  const last = 10 ** -decimals * scale;
  let step = last;
  if (decimals === 0 && value !== 0) {
    for (let rest = value; rest % 10 === 0; rest /= 10) {
      step *= 10;
    }
  }
  return { value: value * scale, half: last / 2, step };
}

/** `written` taken `scale` times. */
export function times(written: Written, scale: number): Written {
  return { value: written.value * scale, half: written.half * scale, step: written.step * scale };
}
