import { readKnownNames } from '#main/queries/connections/known-names';
import { type Masking, maskingOf } from '#shared/core/proof/masking/masking';
import type { RunParts } from './run-parts';

/** The masking of an account's names; where the person does not want it, secrets alone are taken out. */
export async function maskingFor({ account, settings }: Pick<RunParts, 'account' | 'settings'>): Promise<Masking> {
  return settings.maskNames ? maskingOf(await account.ask(readKnownNames)) : maskingOf([], false);
}
