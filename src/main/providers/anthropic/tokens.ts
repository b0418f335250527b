import { z } from 'zod';
import { expected, lenientNumber, optionalNumber } from '../lenient';

/**
 * The counts of a row, in the new reports and in the older ones alike: the cache writes are nested. Every row has the
 * five classes of tokens; one that lacks a class is no row of nothing.
 */
export const tokensSchema = z.object({
  uncached_input_tokens: lenientNumber,
  cache_read_input_tokens: lenientNumber,
  cache_creation: z.object({ ephemeral_5m_input_tokens: lenientNumber, ephemeral_1h_input_tokens: lenientNumber }),
  output_tokens: lenientNumber,
  server_tool_use: expected(z.object({ web_search_requests: expected(lenientNumber) })),
  requests: optionalNumber,
});

/** The five disjoint classes; here the uncached input has nothing else in it. */
export function tokenClasses(tokens: z.infer<typeof tokensSchema>) {
  return {
    requests: tokens.requests ?? null,
    inputUncachedTokens: tokens.uncached_input_tokens,
    inputCachedTokens: tokens.cache_read_input_tokens,
    cacheWriteShortTokens: tokens.cache_creation.ephemeral_5m_input_tokens,
    cacheWriteLongTokens: tokens.cache_creation.ephemeral_1h_input_tokens,
    outputTokens: tokens.output_tokens,
    webSearches: tokens.server_tool_use?.web_search_requests ?? null,
  };
}
