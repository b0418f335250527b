import { readKnownNames } from '#main/queries/connections/known-names';
import { type Masking, maskingOf } from './masking';
import type { RunParts } from './run-parts';

/** The masking of an account's names, or of nothing where the person does not want it. */
export async function maskingFor({ account, settings }: Pick<RunParts, 'account' | 'settings'>): Promise<Masking> {
  return maskingOf(settings.maskNames ? await account.ask(readKnownNames) : []);
}
