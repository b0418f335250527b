import type { Clock } from '#main/clock';
import type { HttpClient } from '#main/http/http-client';
import { addressFault, isStorableAddress, isWebAddress } from '#main/http/safe-address';
import type { Credentials, ProviderDescriptor, ProviderEntry, Verification } from '#main/providers/monitor';
import type { SecretStore } from '#main/secrets/secret-store';
import type { Store } from '#main/store/store';
import type { Connection } from '#shared/domain/connection';
import { fail, type Result, succeed } from '#shared/domain/failure';

/** What a person typed into the form of a provider. */
export interface TypedCredentials {
  readonly provider: string;
  readonly values: Readonly<Record<string, string>>;
}

export interface ConnectParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly providers: readonly ProviderEntry[];
  readonly secrets: SecretStore;
  http(): Promise<HttpClient>;
}

export interface Verified {
  readonly descriptor: ProviderDescriptor;
  readonly verification: Verification;
}

/** Asks the provider whom a credential belongs to. Keeps nothing. */
export async function verifyCredentials(parts: ConnectParts, typed: TypedCredentials): Promise<Result<Verified>> {
  const entry = parts.providers.find((known) => known.descriptor.id === typed.provider);
  if (entry === undefined) {
    return fail(invalid(`Headroom does not know the provider "${typed.provider}".`, 'Choose one from the list.'));
  }
  const wrong = firstComplaint(entry.descriptor, typed.values);
  if (wrong !== null) {
    return fail(invalid(wrong, 'Correct the field and check again.'));
  }
  const provider = await entry.load();
  const verification = await provider.verify({
    connection: draftConnection(entry.descriptor, typed, parts.clock.now()),
    credentials: secretsOf(entry.descriptor, typed.values),
    http: await parts.http(),
    clock: parts.clock,
  });
  return verification.ok ? succeed({ descriptor: entry.descriptor, verification: verification.value }) : verification;
}

/** Checks a credential, keeps its secret fields in the keychain and the rest as a connection. */
export async function addConnection(
  parts: ConnectParts,
  typed: TypedCredentials & { readonly scope: string | null },
): Promise<Result<Connection>> {
  const verified = await verifyCredentials(parts, typed);
  if (!verified.ok) {
    return verified;
  }
  const { descriptor, verification } = verified.value;
  const scope = verification.scopes.find(({ id }) => id === typed.scope);
  const id = await freeId(parts, descriptor.id);
  const kept = await parts.secrets.set(id, secretsOf(descriptor, typed.values));
  if (!kept.ok) {
    return kept;
  }
  const draft = draftConnection(descriptor, typed, parts.clock.now());
  const connection: Connection = {
    ...draft,
    id,
    title: scope?.title ?? verification.title,
    settings: { ...draft.settings, ...verification.settings, ...(scope === undefined ? {} : { teamId: scope.id }) },
    billing: verification.billing,
    billingAnchor: verification.billingAnchor,
    expiresAt: verification.expiresAt,
  };
  await parts.store.connections.save(connection);
  return succeed(connection);
}

/** Removes a connection with its secret and everything that was read through it. */
export async function removeConnection(
  parts: Pick<ConnectParts, 'store' | 'secrets'>,
  id: string,
): Promise<Result<null>> {
  const removed = await parts.secrets.delete(id);
  if (!removed.ok) {
    return removed;
  }
  await parts.store.connections.remove(id);
  return succeed(null);
}

function draftConnection(descriptor: ProviderDescriptor, typed: TypedCredentials, now: number): Connection {
  const open = descriptor.fields.filter((field) => !field.secret && typed.values[field.key] !== undefined);
  return {
    id: `${descriptor.id}-new`,
    provider: descriptor.id,
    title: descriptor.title,
    settings: Object.fromEntries(open.map((field) => [field.key, typed.values[field.key]?.trim() ?? ''])),
    billing: null,
    billingAnchor: null,
    expiresAt: null,
    createdAt: now,
  };
}

function secretsOf(descriptor: ProviderDescriptor, values: Readonly<Record<string, string>>): Credentials {
  const filled = descriptor.fields.filter((field) => field.secret && values[field.key]?.trim());
  return Object.fromEntries(filled.map((field) => [field.key, values[field.key]?.trim() ?? '']));
}

function firstComplaint(descriptor: ProviderDescriptor, values: Readonly<Record<string, string>>): string | null {
  for (const field of descriptor.fields) {
    const value = values[field.key]?.trim() ?? '';
    if (value === '' && field.required) {
      return `${field.label} is empty.`;
    }
    const complaint = value === '' ? null : (field.check?.(value) ?? null);
    if (complaint !== null) {
      return complaint;
    }
    const unsafe = addressComplaint(field.label, value);
    if (unsafe !== null) {
      return unsafe;
    }
  }
  return null;
}

function addressComplaint(label: string, value: string): string | null {
  if (!isWebAddress(value) || isStorableAddress(value)) {
    return null;
  }
  return addressFault(value) === 'in-clear'
    ? `${label} must begin with https://, so that the key does not travel in the clear.`
    : `${label} must not hold a user or a password: enter the key in its own field.`;
}

/**
 * An id that neither a connection nor a kept secret has: the keychain also holds what other data folders keep, and what
 * outlived a lost data file, and none of it may be overwritten.
 */
async function freeId({ store, secrets }: Pick<ConnectParts, 'store' | 'secrets'>, provider: string): Promise<string> {
  const taken = new Set((await store.connections.list()).map(({ id }) => id));
  let number = 1;
  while (taken.has(`${provider}-${number}`) || (await holds(secrets, `${provider}-${number}`))) {
    number += 1;
  }
  return `${provider}-${number}`;
}

/** A place that does not answer will not take a secret either; an entry that is damaged is there. */
async function holds(secrets: SecretStore, id: string): Promise<boolean> {
  const found = await secrets.get(id);
  return found.ok ? found.value !== null : found.failure.code === 'invalid-credential';
}

function invalid(message: string, action: string) {
  return { code: 'invalid-input', message, action, retryable: false } as const;
}
