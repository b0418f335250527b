import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Clock } from '#main/clock';
import { claimDataFolder } from '#main/files/data-folder';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { assembleStore } from './assemble-store';
import { checkIntegrity } from './database/check-integrity';
import { copyBeforeMigration } from './database/copy-before-migration';
import { openElsewhere, takeGate } from './database/gate';
import { applyMigrations, type SchemaState, schemaState } from './database/migrate';
import { defaultMigrationsFolder } from './database/migrations-folder';
import { clearMarkers, type OpenMarker, readOpenMarkers, setOpenMarker } from './database/open-marker';
import { configure, IN_MEMORY, openSqlite, type SqliteDatabase } from './database/sqlite';
import { expectedFailure, isDamage } from './database/store-error';
import { replaceDamaged } from './replace-damaged';
import { type MayBeNegative, moneyMayBeNegative } from './rollup/accept-sample';
import type { OpenReport, Store } from './store';

/** Where the store writes what a developer may want to know. Pino's loggers fit. */
export interface StoreLog {
  info(data: object, message: string): void;
  warn(data: object, message: string): void;
}

export interface StoreOptions {
  /** The database file; its folder is created. `:memory:` keeps everything in memory, for tests. */
  readonly file: string;
  readonly clock: Clock;
  readonly logger?: StoreLog;
  /** The folder with the migrations; the app's own by default. */
  readonly migrationsFolder?: string;
  /** Which metrics may be below zero; only amounts of money by default. */
  readonly mayBeNegative?: MayBeNegative;
  /** Looks for damage after a crash, off the main thread if it likes; answers what it found. */
  readonly checkIntegrity?: (file: string) => Promise<readonly string[]>;
}

/**
 * Opens the file, creates or migrates it, and answers the store. After a crash it looks for damage
 * first; a damaged file is set aside and what can be read is rescued into a new one. Fails with
 * `store-newer` (the file is left as it is), `store-read-only`, `store-full`, `store-locked`,
 * `store-damaged` (only while another process has it open) or `invalid-input` (no Headroom file).
 */
export async function openStore(options: StoreOptions): Promise<Result<Store>> {
  try {
    return options.file === IN_MEMORY ? openInMemory(options) : await openFile(options);
  } catch (error) {
    const failure = expectedFailure(error);
    options.logger?.warn({ file: options.file, err: error }, 'the database could not be opened');
    return fail(failure);
  }
}

const FRESH: OpenReport = { created: true, migratedFrom: null, backupFile: null, rescued: null };

function openInMemory(options: StoreOptions): Result<Store> {
  const sqlite = openSqlite(IN_MEMORY);
  configure(sqlite);
  applyMigrations(sqlite, options.migrationsFolder ?? defaultMigrationsFolder());
  return succeed(assembleStore(sqlite, FRESH, options.mayBeNegative ?? moneyMayBeNegative, null));
}

async function openFile(options: StoreOptions): Promise<Result<Store>> {
  claimDataFolder(dirname(options.file));
  const gate = takeGate(options.file);
  try {
    return await openAtTheGate(options);
  } finally {
    gate.release();
  }
}

async function openAtTheGate(options: StoreOptions): Promise<Result<Store>> {
  const { file } = options;
  const folder = options.migrationsFolder ?? defaultMigrationsFolder();
  const markers = readOpenMarkers(file);
  const existed = existsSync(file) && statSync(file).size > 0;
  if (existed && (await isDamaged(options, markers.abandoned.length > 0, folder))) {
    return markers.openIn.length > 0 ? fail(DAMAGED_BUT_OPEN) : openInPlaceOf(options, folder, markers.abandoned);
  }
  const state: SchemaState = existed ? readState(file, folder) : { kind: 'empty' };
  if (state.kind === 'newer' || state.kind === 'foreign') {
    return fail(state.kind === 'newer' ? NEWER : FOREIGN);
  }
  if (state.kind === 'older' && markers.openIn.length > 0) {
    // Whoever has it open was made for the tables as they are.
    return fail(openElsewhere(markers.openIn));
  }
  const opened = await openSound(options, folder, state, !existed);
  clearMarkers(markers.abandoned);
  return succeed(opened);
}

function openInPlaceOf(options: StoreOptions, folder: string, abandoned: readonly string[]): Result<Store> {
  const { file, clock, logger, mayBeNegative = moneyMayBeNegative } = options;
  const marker = setOpenMarker(file);
  try {
    const { sqlite, rescued } = replaceDamaged(file, folder, clock.now());
    logger?.warn({ file, ...rescued }, 'a damaged database was set aside');
    clearMarkers(abandoned);
    return succeed(assembleStore(sqlite, { ...FRESH, rescued }, mayBeNegative, marker));
  } catch (error) {
    marker.leave();
    throw error;
  }
}

async function openSound(options: StoreOptions, folder: string, state: SchemaState, created: boolean): Promise<Store> {
  const { file, clock, logger, mayBeNegative = moneyMayBeNegative } = options;
  if (!created) {
    // SQLite would open a read-only file without a word and fail with the first cycle.
    accessSync(file, constants.R_OK | constants.W_OK);
  }
  const migratedFrom = state.kind === 'older' ? state.version : null;
  const backupFile = migratedFrom === null ? null : await copyBeforeMigration(file, clock.now());
  if (backupFile !== null) {
    logger?.info({ file, backupFile, migratedFrom }, 'the database was copied before its migration');
  }
  const marker = setOpenMarker(file);
  let sqlite: SqliteDatabase | null = null;
  try {
    sqlite = openSqlite(file);
    configure(sqlite);
    if (state.kind !== 'current') {
      applyMigrations(sqlite, folder);
    }
    return assembleStore(sqlite, { created, migratedFrom, backupFile, rescued: null }, mayBeNegative, marker);
  } catch (error) {
    sqlite?.close();
    endMarker(marker, error);
    throw error;
  }
}

function endMarker(marker: OpenMarker, error: unknown): void {
  if (isDamage(error)) {
    marker.leave();
  } else {
    marker.remove();
  }
}

async function isDamaged(options: StoreOptions, afterCrash: boolean, folder: string): Promise<boolean> {
  try {
    readState(options.file, folder);
  } catch (error) {
    if (isDamage(error)) {
      options.logger?.warn({ file: options.file, err: error }, 'the database cannot be read');
      return true;
    }
    throw error;
  }
  if (!afterCrash) {
    return false;
  }
  const check = options.checkIntegrity ?? (async (file: string) => checkIntegrity(file));
  const findings = await check(options.file);
  options.logger?.info({ file: options.file, findings }, 'the database was checked after a crash');
  return findings.length > 0;
}

// Only reads, so that a file of a newer app keeps every byte.
function readState(file: string, folder: string): SchemaState {
  const sqlite = openSqlite(file, { readonly: true });
  try {
    return schemaState(sqlite, folder);
  } finally {
    sqlite.close();
  }
}

const NEWER: Failure = {
  code: 'store-newer',
  message: 'The database file was written by a newer Headroom.',
  action: 'Update Headroom, or choose another data folder with --data-dir. The file was left as it is.',
  retryable: false,
};

const FOREIGN: Failure = {
  code: 'invalid-input',
  message: 'The database file belongs to another program.',
  action: 'Choose another data folder with --data-dir. The file was left as it is.',
  retryable: false,
};

const DAMAGED_BUT_OPEN: Failure = {
  code: 'store-damaged',
  message: 'The database file is damaged, and another Headroom has it open.',
  action: 'Close all Headroom windows and terminals, then start again: the file is set aside and rescued.',
  retryable: false,
};
