const NAMES: Readonly<Record<string, string>> = {
  anthropic: 'Anthropic',
  neon: 'Neon',
  openai: 'OpenAI',
  'redis-cloud': 'Redis Cloud',
  upstash: 'Upstash',
  vercel: 'Vercel',
  'vercel-kv': 'Vercel KV',
  'vercel-postgres': 'Vercel Postgres',
};

/** A provider of prices by its own spelling; an id that is not known stands as it is. */
export function providerWords(provider: string): string {
  return NAMES[provider] ?? provider;
}
