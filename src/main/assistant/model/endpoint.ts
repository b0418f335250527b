import type { AssistantProvider } from '#shared/domain/assistant';

/** A model, where it is asked, and with which key. The key goes into a header, nowhere else. */
export interface Endpoint {
  readonly provider: AssistantProvider;
  readonly model: string;
  /** Up to and with the version: `https://api.openai.com/v1`. */
  readonly address: string;
  /** Null where none is needed, as of a server on this computer. */
  readonly key: string | null;
  /** Who words, as a person knows it. */
  readonly title: string;
}

/** Where the providers of models answer. The one of a server of one's own is what a person typed. */
export const PROVIDER_ADDRESSES: Readonly<Record<Exclude<AssistantProvider, 'compatible'>, string>> = {
  openai: 'https://api.openai.com/v1',
  anthropic: 'https://api.anthropic.com/v1',
  gateway: 'https://ai-gateway.vercel.sh/v4/ai',
};

/** Host and port of an address, for people; empty where it is none. */
export function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : '';
}

/**
 * Name of the key for a model: one for each provider, and for a server of one's own one for each place, so that a key
 * never goes anywhere but where it was entered for.
 */
export function keyNameOf(provider: AssistantProvider, address: string): string {
  return provider === 'compatible' ? `compatible ${URL.canParse(address) ? new URL(address).origin : ''}` : provider;
}
