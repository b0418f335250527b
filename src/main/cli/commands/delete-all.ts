import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import type { DataWork } from '#main/actions/data-work';
import { type ErasedSecrets, eraseSecrets, keysOf } from '#main/actions/erase-secrets';
import type { Clock } from '#main/clock';
import { secretPlaces } from '#main/secrets/secret-places';
import type { SecretPlaces } from '#main/secrets/secret-store';
import { type Result, succeed } from '#shared/domain/failure';
import { counted } from '#shared/format/plural';
import { dataDirOf } from '../context';
import { dataCommand } from '../data-command';
import { dataFileOf, withDataWork } from '../data-work';
import { EXIT, type ExitCode, type Finish } from '../exit-codes';
import { print, printJson, tell, tellFailure } from '../output';
import { besideApp, type DataOptions } from '../place';

interface SureOptions extends DataOptions {
  readonly yes?: boolean;
  readonly leaveKeychain?: boolean;
}

/** Deletes what the button of the window deletes, after saying exactly what that is. */
export function addDeleteAll(program: Command, finish: Finish): void {
  dataCommand(
    program,
    'delete-all',
    'delete everything that Headroom stored, the keys of the accounts too; the window has to be closed',
    ['headroom backup before.db && headroom delete-all --yes'],
  )
    .option('--yes', 'do it: this cannot be undone')
    .option('--leave-keychain', "leave the entries in the system's keychain, where it cannot be unlocked from here")
    .action(async (options: SureOptions) =>
      finish(await withDataWork(options, (data, clock) => deleteAll(data, clock, options))),
    );
}

async function deleteAll(data: DataWork, clock: Clock, options: SureOptions): Promise<ExitCode> {
  const refused = data.whyNotDeletable();
  if (refused !== null) {
    tellFailure(refused);
    return EXIT.failure;
  }
  const dataDir = dataDirOf(options);
  const secrets = secretPlaces({
    dataDir,
    clock,
    keychainChild: besideApp('keychain-child.js'),
    safeStorage: null,
    environment: process.env,
  });
  try {
    // The sample account has no keys, and its file alone was asked for.
    const doomed = options.sample
      ? { ids: [], files: data.whatWouldGo() }
      : { ids: keysStored(data), files: [...data.whatWouldGo(), ...(await secrets.files()), ...windowFiles(dataDir)] };
    if (options.yes !== true) {
      tellDoomed(doomed, dataFileOf(options));
      return EXIT.wrongUse;
    }
    // Nobody opens the data between the last look and the end.
    const claim = data.claim();
    if (!claim.ok) {
      tellFailure(claim.failure);
      return EXIT.failure;
    }
    try {
      return await destroy(data, secrets, doomed, options);
    } finally {
      claim.value.release();
    }
  } finally {
    secrets.close();
  }
}

/** What is there to go. `ids`: accounts whose keys are kept; null when the data file does not tell them. */
interface Doomed {
  readonly ids: readonly string[] | null;
  readonly files: readonly string[];
}

async function destroy(data: DataWork, secrets: SecretPlaces, doomed: Doomed, options: SureOptions): Promise<ExitCode> {
  const ids = options.leaveKeychain === true ? [] : (doomed.ids ?? []);
  const erased: Result<ErasedSecrets> =
    options.sample === true ? succeed({ entries: [], files: [] }) : await eraseSecrets(secrets, ids);
  if (!erased.ok) {
    tellFailure(erased.failure);
    tell('Nothing was deleted but what is named here. --leave-keychain deletes all the rest and leaves the keychain.');
    return EXIT.failure;
  }
  const deleted = data.deleteAll({ claimed: true });
  if (!deleted.ok) {
    tellFailure(deleted.failure);
    return EXIT.failure;
  }
  for (const file of options.sample === true ? [] : windowFiles(dataDirOf(options))) {
    rmSync(file, { force: true });
  }
  const { entries } = erased.value;
  if (options.json) {
    printJson({ deleted: doomed.files, keychain: entries });
  } else {
    const keys = entries.length === 0 ? '' : ` and ${counted(entries.length, 'key')} in the system keychain`;
    print(`Deleted ${counted(doomed.files.length, 'file')}${keys}.`);
  }
  if (doomed.ids === null || options.leaveKeychain === true) {
    tell('The entries named Headroom in the system keychain, if there are any, stay: remove them there.');
  }
  return EXIT.fine;
}

function tellDoomed({ ids, files }: Doomed, dataFile: string): void {
  tell(`This deletes ${dataFile} and every copy that Headroom made of it. Backups that you saved elsewhere stay.`);
  for (const file of files) {
    tell(`  ${file}`);
  }
  tell(`${keySentence(ids)} Repeat it with --yes: it cannot be undone.`);
}

function keySentence(ids: Doomed['ids']): string {
  if (ids === null) {
    return 'The accounts in it cannot be read: entries named Headroom in the system keychain stay.';
  }
  return ids.length === 0
    ? 'No key is kept for any account.'
    : `The keys of these accounts go too, from the system keychain or their file: ${ids.join(', ')}.`;
}

function keysStored(data: DataWork): readonly string[] | null {
  const stored = data.storedConnections();
  return stored === null ? null : keysOf(stored.map((one) => ({ ...one, settings: settingsOf(one.settings) })));
}

/** The settings of a connection as they are stored; broken ones tell nothing, so that its key is looked for. */
function settingsOf(json: string): Readonly<Record<string, string>> {
  try {
    const parsed = settingsSchema.safeParse(JSON.parse(json));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}

const settingsSchema = z.record(z.string(), z.string());

/** Where the window was and how it looked. */
function windowFiles(dataDir: string): readonly string[] {
  const file = join(dataDir, 'window.json');
  return existsSync(file) ? [file] : [];
}
