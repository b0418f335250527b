import type { Command } from 'commander';
import { type Examination, examineConnections } from '#main/collection/examine-connections';
import { outcomeWords } from '#main/queries/outcome-words';
import { formatAge, formatElapsed } from '#shared/format/duration';
import { missingHistory } from '#shared/format/history';
import { oneLine } from '#shared/format/plain-text';
import type { SecretPlaceView } from '#shared/ipc/app';
import { type DataOptions, NO_ACCOUNT, withSession } from '../context';
import { dataCommand } from '../data-command';
import { EXIT, type ExitCode, type Finish } from '../exit-codes';
import { print, printJson, table, tell } from '../output';

export function addDoctor(program: Command, finish: Finish): void {
  dataCommand(program, 'doctor', 'test every connection live, and say what to change').action(
    async (options: DataOptions) =>
      finish(
        await withSession(options, async ({ account, secretPlaces }) => {
          const [examined, places] = await Promise.all([examineConnections(account.parts), secretPlaces()]);
          if (examined.length === 0) {
            tell(NO_ACCOUNT);
            return EXIT.nothingCollected;
          }
          if (options.json) {
            printJson(examined.map((one) => toJson(one, placeOf(places, one))));
          } else {
            report(examined, places, account.parts.clock.now());
          }
          return codeOf(examined);
        }),
      ),
  );
}

function report(examined: readonly Examination[], places: readonly SecretPlaceView[], now: number): void {
  for (const one of examined) {
    const { connection, live, durationMs, capabilities, history, advice } = one;
    const state = live.ok ? `answers as ${live.value.title}` : 'does not answer';
    print(oneLine(`${connection.title} (${connection.provider}): ${state}, ${formatElapsed(durationMs)}`));
    const place = placeOf(places, one);
    if (place !== null) {
      print(oneLine(place.text));
    }
    print(advice === null ? 'Nothing to change.' : oneLine(`To change: ${advice}`));
    if (capabilities.length > 0) {
      const rows = capabilities.map((capability) => [
        capability.title,
        outcomeWords(capability.outcome),
        formatElapsed(capability.durationMs),
        capability.lastGoodAt === null ? 'never' : formatAge(Math.max(0, now - capability.lastGoodAt)),
        capability.message,
      ]);
      print(table(['Capability', 'Outcome', 'Took', 'Last good', ''], rows));
    }
    for (const sentence of history === null ? [] : missingHistory(history)) {
      print(`History: ${sentence}`);
    }
    print('');
  }
}

function placeOf(places: readonly SecretPlaceView[], { connection }: Examination): SecretPlaceView | null {
  return places.find(({ connectionId }) => connectionId === connection.id) ?? null;
}

function toJson(
  { connection, live, durationMs, capabilities, history, advice }: Examination,
  secret: SecretPlaceView | null,
) {
  return {
    connection: connection.id,
    provider: connection.provider,
    title: connection.title,
    plan: connection.billing?.plan ?? null,
    secret: secret === null ? null : { place: secret.place, text: secret.text },
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
