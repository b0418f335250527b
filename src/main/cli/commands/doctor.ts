import type { Command } from 'commander';
import { type Examination, examineConnections } from '#main/collection/examine-connections';
import { shownOverride } from '#main/queries/connections/base-url-notes';
import { PASSED_OVER_SETTING } from '#shared/domain/connection';
import { OFFLINE, saysOffline } from '#shared/domain/offline';
import { formatAge, formatElapsed } from '#shared/format/duration';
import { oneLine } from '#shared/format/plain-text';
import type { SecretPlaceView } from '#shared/ipc/app';
import { missingHistory } from '#shared/words/history';
import { outcomeWithReading } from '#shared/words/outcome';
import { NO_ACCOUNT } from '#shared/words/terminal';
import { withSession } from '../context';
import { dataCommand } from '../data-command';
import { EXIT, type ExitCode, type Finish } from '../exit-codes';
import { print, printJson, table, tell } from '../output';
import type { DataOptions } from '../place';

export function addDoctor(program: Command, finish: Finish): void {
  dataCommand(program, 'doctor', 'test every connection live, and say what to change', [
    'headroom doctor',
    'headroom doctor --json',
  ]).action(async (options: DataOptions) =>
    finish(
      await withSession(options, async ({ account, baseUrls, secretPlaces }) => {
        const [examined, places] = await Promise.all([account.act(examineConnections), secretPlaces()]);
        const told = examined.map((one) => ({
          ...one,
          askedAt: shownOverride(baseUrls, one.connection.provider),
          secret: places.find(({ connectionId }) => connectionId === one.connection.id) ?? null,
        }));
        if (examined.length === 0) {
          tell(NO_ACCOUNT);
          return EXIT.nothingCollected;
        }
        if (options.json) {
          printJson(told.map(toJson));
        } else {
          report(told, account.clock.now());
        }
        return codeOf(examined);
      }),
    ),
  );
}

/** An examined connection with where it is asked, null at the provider's own address, and where its key is. */
interface Told extends Examination {
  readonly askedAt: string | null;
  readonly secret: SecretPlaceView | null;
}

function report(told: readonly Told[], now: number): void {
  const isOffline = told.some(({ live }) => !live.ok && saysOffline(live.failure));
  if (isOffline) {
    print(`${OFFLINE.message} ${OFFLINE.action}\n`);
  }
  for (const one of told) {
    reportOne(one, isOffline, now);
  }
}

function reportOne(one: Told, isOffline: boolean, now: number): void {
  const { capabilities, history, advice, askedAt, secret } = one;
  print(oneLine(headOf(one, isOffline)));
  if (askedAt !== null) {
    print(`Asked at ${askedAt}, on this computer.`);
  }
  if (secret !== null) {
    print(oneLine(secret.text));
  }
  const left = one.connection.settings[PASSED_OVER_SETTING];
  if (left !== undefined) {
    print(oneLine(left));
  }
  if (!isOffline) {
    print(advice === null ? 'Nothing to change.' : oneLine(`To change: ${advice}`));
  }
  if (capabilities.length > 0) {
    print(capabilityTable(capabilities, now));
  }
  for (const sentence of history === null ? [] : missingHistory(history)) {
    print(`History: ${sentence}`);
  }
  print('');
}

/** `acme (vercel): answers as Acme, 0.4 s`. */
function headOf({ connection, live, durationMs }: Examination, isOffline: boolean): string {
  const silent = isOffline ? 'cannot be asked now' : 'does not answer';
  const state = live.ok ? `answers as ${live.value.title}` : silent;
  return `${connection.title} (${connection.provider}): ${state}, ${formatElapsed(durationMs)}`;
}

function capabilityTable(capabilities: Examination['capabilities'], now: number): string {
  const rows = capabilities.map((capability) => [
    capability.title,
    outcomeWithReading(capability.outcome, capability.reading),
    formatElapsed(capability.durationMs),
    capability.lastGoodAt === null ? 'never' : formatAge(Math.max(0, now - capability.lastGoodAt)),
    capability.message,
  ]);
  return table(['Capability', 'Outcome', 'Took', 'Last good', ''], rows);
}

function toJson({ connection, live, durationMs, capabilities, history, advice, askedAt, secret }: Told) {
  return {
    connection: connection.id,
    provider: connection.provider,
    title: connection.title,
    plan: connection.billing?.plan ?? null,
    askedAt,
    secret: secret === null ? null : { place: secret.place, text: secret.text },
    passedOver: connection.settings[PASSED_OVER_SETTING] ?? null,
    live: live.ok
      ? { ok: true, title: live.value.title, expiresAt: live.value.expiresAt, capabilities: live.value.capabilities }
      : { ok: false, failure: live.failure },
    durationMs: Math.round(durationMs),
    advice,
    capabilities,
    history,
  };
}

function codeOf(examined: readonly Examination[]): ExitCode {
  const working = examined.filter(({ live }) => live.ok).length;
  if (working === 0) {
    return EXIT.nothingCollected;
  }
  return working === examined.length ? EXIT.fine : EXIT.failure;
}
