const PROVIDERS: Readonly<Record<string, string>> = {
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  vercel: 'Vercel AI Gateway',
};

/** A provider's own spelling of its name; an unknown id stands as it is. */
export function providerWords(provider: string): string {
  return PROVIDERS[provider] ?? provider;
}

/** `November 2026` for `2026-11`. */
export function monthWords(month: string): string {
  return new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    Date.parse(`${month}-01T00:00:00Z`),
  );
}
