import { readKnownNames } from '#main/queries/connections/known-names';
import { type Masking, maskingOf } from '#shared/core/proof/masking/masking';
import type { AskedAccount } from './asked-account';
import type { RunParts } from './run-parts';

/** The masking of an account's names; where the person does not want it, secrets alone are taken out. */
export async function maskingFor({ account, settings }: Pick<RunParts, 'account' | 'settings'>): Promise<Masking> {
  return settings.maskNames ? maskingOf(await account.ask(readKnownNames)) : maskingOf([], false);
}

/** What people named in an account: no figure of it is one, wherever a sentence of ours has it. */
export async function namesIn(account: AskedAccount): Promise<readonly string[]> {
  return (await account.ask(readKnownNames)).map(({ name }) => name);
}
