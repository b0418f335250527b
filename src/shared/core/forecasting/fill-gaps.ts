/** Straight lines across gaps; a gap at an edge takes the nearest value. */
export function fillGaps(values: ArrayLike<number>): Float64Array {
  const out = Float64Array.from(values);
  let last = -1;
  for (let i = 0; i < out.length; i += 1) {
    if (!Number.isFinite(out[i])) {
      continue;
    }
    const here = out[i] as number;
    const from = last < 0 ? here : (out[last] as number);
    for (let j = last + 1; j < i; j += 1) {
      out[j] = last < 0 ? here : from + ((here - from) * (j - last)) / (i - last);
    }
    last = i;
  }
  for (let j = last + 1; j < out.length; j += 1) {
    out[j] = last < 0 ? Number.NaN : (out[last] as number);
  }
  return out;
}
