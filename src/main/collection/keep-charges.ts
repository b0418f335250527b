import type { ChargeBatch } from '#main/providers/monitor';
import type { Store } from '#main/store/store';

/**
 * Keeps charges as they stream in: a year of a large account does not fit into memory at once. With the batch
 * that completes an answer, charges of its range that the provider no longer lists go.
 */
export async function keepCharges(
  { charges: repository }: Pick<Store, 'charges'>,
  connectionId: string,
  { source, charges, asOf, range, complete }: ChargeBatch,
): Promise<void> {
  await repository.save(connectionId, source, charges, asOf);
  if (complete) {
    await repository.removeUnlisted(connectionId, source, range, asOf);
  }
}
