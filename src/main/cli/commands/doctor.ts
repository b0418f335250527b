import type { Command } from 'commander';
import { type Examination, examineConnections } from '#main/collection/examine-connections';
import { type BaseUrlOverride, shownOverride } from '#main/queries/asked-elsewhere';
import { outcomeWords } from '#main/queries/outcome-words';
import { formatAge, formatElapsed } from '#shared/format/duration';
import { type DataOptions, NO_ACCOUNT, withSession } from '../context';
import { dataCommand } from '../data-command';
import { EXIT, type ExitCode, type Finish } from '../exit-codes';
import { print, printJson, table, tell } from '../output';

export function addDoctor(program: Command, finish: Finish): void {
  dataCommand(program, 'doctor', 'test every connection live, and say what to change').action(
    async (options: DataOptions) =>
      finish(
        await withSession(options, async ({ account, baseUrls }) => {
          const examined = await examineConnections(account.parts);
          if (examined.length === 0) {
            tell(NO_ACCOUNT);
            return EXIT.nothingCollected;
          }
          if (options.json) {
            printJson(examined.map((one) => toJson(one, baseUrls)));
          } else {
            report(examined, account.parts.clock.now(), baseUrls);
          }
          return codeOf(examined);
        }),
      ),
  );
}

function report(examined: readonly Examination[], now: number, baseUrls: readonly BaseUrlOverride[]): void {
  for (const { connection, live, durationMs, capabilities, advice } of examined) {
    const state = live.ok ? `answers as ${live.value.title}` : 'does not answer';
    print(`${connection.title} (${connection.provider}): ${state}, ${formatElapsed(durationMs)}`);
    const askedAt = shownOverride(baseUrls, connection.provider);
    if (askedAt !== null) {
      print(`Asked at ${askedAt}, on this computer.`);
    }
    print(advice === null ? 'Nothing to change.' : `To change: ${advice}`);
    if (capabilities.length > 0) {
      const rows = capabilities.map((one) => [
        one.title,
        outcomeWords(one.outcome),
        formatElapsed(one.durationMs),
        one.lastGoodAt === null ? 'never' : formatAge(Math.max(0, now - one.lastGoodAt)),
        one.message,
      ]);
      print(table(['Capability', 'Outcome', 'Took', 'Last good', ''], rows));
    }
    print('');
  }
}

function toJson(
  { connection, live, durationMs, capabilities, advice }: Examination,
  baseUrls: readonly BaseUrlOverride[],
) {
  return {
    connection: connection.id,
    provider: connection.provider,
    title: connection.title,
    plan: connection.billing?.plan ?? null,
    askedAt: shownOverride(baseUrls, connection.provider),
    live: live.ok
      ? { ok: true, title: live.value.title, expiresAt: live.value.expiresAt, capabilities: live.value.capabilities }
      : { ok: false, failure: live.failure },
    durationMs: Math.round(durationMs),
    advice,
    capabilities,
  };
}

function codeOf(examined: readonly Examination[]): ExitCode {
  const working = examined.filter(({ live }) => live.ok).length;
  if (working === 0) {
    return EXIT.nothingCollected;
  }
  return working === examined.length ? EXIT.fine : EXIT.failure;
}
