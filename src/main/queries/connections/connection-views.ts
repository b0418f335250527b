import type { ProviderDescriptor, RecognizedAddress, Verification } from '#main/providers/monitor';
import { type Connection, isPaused } from '#shared/domain/connection';
import type { FoundStore } from '#shared/domain/project';
import type { ConnectionView, ProviderForm, VerificationView } from '#shared/ipc/app';
import type { ReadParts } from '../read-parts';

/** The forms that connect an account, one a provider, straight from the descriptors. */
export function readProviderForms(parts: Pick<ReadParts, 'catalog'>): ProviderForm[] {
  const connectable = parts.catalog.descriptors.filter((descriptor) => descriptor.fields.length > 0);
  return connectable.map((descriptor) => ({
    id: descriptor.id,
    title: descriptor.title,
    icon: descriptor.icon,
    fields: descriptor.fields.map((field) => ({
      key: field.key,
      label: field.label,
      secret: field.secret,
      required: field.required,
      help: field.help,
      placeholder: field.placeholder ?? '',
      hasPage: field.link !== undefined,
    })),
  }));
}

/** Every connection with what it feeds and when it was last read. */
export async function readConnections(parts: ReadParts): Promise<ConnectionView[]> {
  const [connections, attempts, series] = await Promise.all([
    parts.store.connections.list(),
    parts.store.cycles.lastAttempts(),
    parts.store.samples.listSeries(),
  ]);
  return connections.map((connection) => {
    const good = attempts
      .filter(({ attempt, lastGoodAt }) => attempt.connectionId === connection.id && lastGoodAt !== null)
      .map(({ lastGoodAt }) => lastGoodAt ?? 0);
    const fed = new Set(
      series.filter((one) => one.connectionId === connection.id).map((one) => `${one.service}/${one.metric}`),
    );
    return {
      ...connectionView(parts, connection),
      feeds: (parts.catalog.descriptor(connection.provider)?.metrics ?? [])
        .filter((metric) => fed.has(`${metric.service}/${metric.metric}`))
        .map((metric) => metric.title),
      lastGoodAt: good.length === 0 ? null : Math.max(...good),
    };
  });
}

/** The stores that were found on the accounts, watched or not. */
export async function readFoundStores({
  store,
}: Pick<ReadParts, 'store'>): Promise<(FoundStore & { variables: string[] })[]> {
  return (await store.facts.stores()).map((one) => ({ ...one, variables: [...one.variables] }));
}

/** A connection as far as it is known before its first collection. */
export function connectionView(parts: Pick<ReadParts, 'catalog'>, connection: Connection): ConnectionView {
  const descriptor = parts.catalog.descriptor(connection.provider);
  return {
    id: connection.id,
    provider: connection.provider,
    providerTitle: descriptor?.title ?? connection.provider,
    icon: descriptor?.icon ?? 'circle-dashed',
    title: connection.title,
    planName: connection.billing?.planName ?? null,
    expiresAt: connection.expiresAt,
    askedAt: null,
    feeds: [],
    lastGoodAt: null,
    paused: isPaused(connection),
  };
}

/** What a credential turned out to be, with the provider's capabilities by their titles. */
export function verificationView(descriptor: ProviderDescriptor, verification: Verification): VerificationView {
  return {
    title: verification.title,
    planName: verification.billing?.planName ?? null,
    expiresAt: verification.expiresAt,
    scopes: [...verification.scopes],
    capabilities: verification.capabilities.map(({ capability, outcome, message }) => ({
      title: descriptor.capabilities.find((known) => known.id === capability)?.title ?? capability,
      ok: outcome === 'ok',
      message,
    })),
  };
}

/** What a pasted address or key belongs to; null when no provider knows it. No network. */
export function recognize(catalog: ReadParts['catalog'], text: string): RecognizedAddress | null {
  for (const descriptor of catalog.descriptors) {
    const recognized = descriptor.recognize?.(text) ?? null;
    if (recognized !== null) {
      return recognized;
    }
  }
  return null;
}
