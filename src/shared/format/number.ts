const formats = new Map<string, Intl.NumberFormat>();

/** A number as people read it, grouped by thousands. Formatters are kept: making one takes longer than using it. */
export function formatDigits(value: number, options: Intl.NumberFormatOptions): string {
  const key = `${options.currency ?? ''} ${options.minimumFractionDigits ?? ''} ${options.maximumFractionDigits ?? ''}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(
      'en-US',
      options.currency === undefined ? options : { ...options, style: 'currency' },
    );
    formats.set(key, format);
  }
  return format.format(value);
}
