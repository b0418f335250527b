const formats = new Map<string, Intl.NumberFormat>();

/** A number as people read it, grouped by thousands. Formatters are kept: making one takes longer than using it. */
export function formatDigits(value: number, options: Intl.NumberFormatOptions): string {
  const key = `${options.currency ?? ''} ${options.minimumFractionDigits ?? ''} ${options.maximumFractionDigits ?? ''}`;
  let format = formats.get(key);
  if (format === undefined) {
    // What is rounded to nothing has no sign: "-0" is no number that people write.
    const signed = { ...options, signDisplay: 'negative' } as const;
    format = new Intl.NumberFormat('en-US', options.currency === undefined ? signed : { ...signed, style: 'currency' });
    formats.set(key, format);
  }
  return format.format(value);
}
