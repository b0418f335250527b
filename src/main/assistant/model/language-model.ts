import type { LanguageModel } from 'ai';
import type { Endpoint } from './endpoint';

/**
 * The model behind an endpoint. Every argument that the libraries would else take from the environment is given, so
 * that no variable of somebody else decides where anything goes. Loaded when it is first needed.
 */
export async function languageModel(endpoint: Endpoint, fetch: typeof globalThis.fetch): Promise<LanguageModel> {
  const { provider, model, address: baseURL, key } = endpoint;
  const apiKey = key ?? '';
  switch (provider) {
    case 'openai': {
      const { createOpenAI } = await import('@ai-sdk/openai');
      return createOpenAI({ apiKey, baseURL, fetch })(model);
    }
    case 'anthropic': {
      const { createAnthropic } = await import('@ai-sdk/anthropic');
      return createAnthropic({ apiKey, baseURL, fetch })(model);
    }
    case 'gateway': {
      const { createGateway } = await import('ai');
      return createGateway({ apiKey, baseURL, fetch })(model);
    }
    default: {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      return createOpenAICompatible({
        name: 'compatible',
        baseURL,
        fetch,
        includeUsage: true,
        supportsStructuredOutputs: true,
        ...(key === null ? {} : { apiKey: key }),
      })(model);
    }
  }
}
