/** Countries whose paper is Letter, by CLDR (supplemental data, measurementData, paperSize); all others use A4. */
const LETTER = new Set(['BZ', 'CA', 'CL', 'CO', 'CR', 'GT', 'MX', 'NI', 'PA', 'PH', 'PR', 'SV', 'US', 'VE']);

/** The paper of a locale, such as `en-US`; a language without a country is taken with its likeliest one. */
export function paperOf(locale: string): 'A4' | 'Letter' {
  try {
    return LETTER.has(new Intl.Locale(locale).maximize().region ?? '') ? 'Letter' : 'A4';
  } catch {
    return 'A4';
  }
}
