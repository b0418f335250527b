import { z } from 'zod';
import { optionalNumber } from '../loose';

/** The counts of a row, in the new reports and in the older ones alike: the cache writes are nested. */
export const tokensSchema = z.object({
  uncached_input_tokens: optionalNumber,
  cache_read_input_tokens: optionalNumber,
  cache_creation: z
    .object({ ephemeral_5m_input_tokens: optionalNumber, ephemeral_1h_input_tokens: optionalNumber })
    .optional()
    .catch(undefined),
  output_tokens: optionalNumber,
  server_tool_use: z.object({ web_search_requests: optionalNumber }).optional().catch(undefined),
  requests: optionalNumber,
});

/** The five disjoint classes; here the uncached input has nothing else in it. */
export function tokenClasses(tokens: z.infer<typeof tokensSchema>) {
  return {
    requests: tokens.requests ?? null,
    inputUncachedTokens: tokens.uncached_input_tokens ?? 0,
    inputCachedTokens: tokens.cache_read_input_tokens ?? 0,
    cacheWriteShortTokens: tokens.cache_creation?.ephemeral_5m_input_tokens ?? 0,
    cacheWriteLongTokens: tokens.cache_creation?.ephemeral_1h_input_tokens ?? 0,
    outputTokens: tokens.output_tokens ?? 0,
    webSearches: tokens.server_tool_use?.web_search_requests ?? null,
  };
}
