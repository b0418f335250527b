import type { Connection } from '#shared/domain/connection';
import type { ProviderDescriptor } from './monitor';

type Addressed = Pick<ProviderDescriptor, 'baseUrl' | 'baseUrlVariable' | 'addressSettings'>;

/**
 * Keys of the settings that lead requests elsewhere, and the credential with them: what must be asked before it is
 * taken over from a backup. Empty for a provider whose address cannot be set.
 */
export function addressKeys(descriptor: Addressed): readonly string[] {
  return [...(descriptor.baseUrlVariable === '' ? [] : ['baseUrl']), ...(descriptor.addressSettings ?? [])];
}

/**
 * The address in front of every path, without a slash at its end: the first of `keys` that is set and that the
 * descriptor allows, else `own`. The client refuses one that a credential may not go to.
 */
export function baseUrlOf(
  descriptor: Addressed,
  { settings }: Pick<Connection, 'settings'>,
  own: string = descriptor.baseUrl,
  keys: readonly string[] = ['baseUrl'],
): string {
  const allowed = addressKeys(descriptor);
  const set = keys.filter((key) => allowed.includes(key)).map((key) => settings[key]?.trim());
  return (set.find(Boolean) ?? own).replace(/\/+$/, '');
}
