import { addressFault } from '#main/http/safe-address';
import type { SecretStore } from '#main/secrets/secret-store';
import { ASSISTANT_SECRET, type AssistantReason, type AssistantSettings } from '#shared/domain/assistant';
import { ASSISTANT_PROVIDER_TITLES } from '#shared/words/assistant';
import { type Endpoint, keyNameOf, PROVIDER_ADDRESSES } from './model/endpoint';

export type Chosen =
  | { readonly endpoint: Endpoint; readonly reason: null }
  | { readonly endpoint: Endpoint | null; readonly reason: AssistantReason };

/** Where the model that a person chose is asked; without its key. */
export function chosenPlace({ provider, model, address }: AssistantSettings): Endpoint {
  const own = address.trim().replace(/\/+$/, '');
  return {
    ...{ provider, model: model.trim(), key: null },
    address: provider === 'compatible' ? own : PROVIDER_ADDRESSES[provider],
    title: [ASSISTANT_PROVIDER_TITLES[provider], model.trim()].filter(Boolean).join(', '),
  };
}

/** The model that a person chose with its key, or why it cannot be asked. Nothing leaves this computer. */
export async function chosenModel(settings: AssistantSettings, secrets: SecretStore | null): Promise<Chosen> {
  const place = chosenPlace(settings);
  if (!settings.enabled) return { endpoint: place, reason: 'off' };
  if (place.provider === 'compatible' && addressFault(place.address) !== null) {
    return { endpoint: place, reason: place.address === '' ? 'no-model' : 'unsafe-address' };
  }
  if (place.model === '') return { endpoint: place, reason: 'no-model' };
  const key = await keptKey(place, secrets);
  return key === null && place.provider !== 'compatible'
    ? { endpoint: place, reason: 'no-key' }
    : { endpoint: { ...place, key }, reason: null };
}

/** The key for a place; null where none is kept, or it cannot be read. */
export async function keptKey({ provider, address }: Endpoint, secrets: SecretStore | null): Promise<string | null> {
  const kept = await secrets?.get(ASSISTANT_SECRET);
  return kept?.ok === true ? (kept.value?.[keyNameOf(provider, address)] ?? null) : null;
}
