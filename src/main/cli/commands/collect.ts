import type { Command } from 'commander';
import type { Account } from '#main/collection/account';
import type { Connection } from '#shared/domain/connection';
import { type CycleResult, isTrouble } from '#shared/domain/cycle';
import { type DataOptions, NO_ACCOUNT, withSession } from '../context';
import { dataCommand } from '../data-command';
import { EXIT, type ExitCode, type Finish } from '../exit-codes';
import { print, printJson, tell, tellFailure } from '../output';

export function addCollect(program: Command, finish: Finish): void {
  dataCommand(program, 'collect', 'run one monitoring cycle: collect, recommend, alert').action(
    async (options: DataOptions) => finish(await withSession(options, ({ account }) => collect(account, options))),
  );
}

async function collect(account: Account, options: DataOptions): Promise<ExitCode> {
  const connections = await account.parts.store.connections.list();
  if (connections.length === 0) {
    tell(NO_ACCOUNT);
    return EXIT.nothingCollected;
  }
  const result = await account.collect('user');
  if (!result.ok) {
    tellFailure(result.failure);
    return EXIT.failure;
  }
  if (options.json) {
    const { attempts, charges: _charges, ...counts } = result.value;
    printJson({ ...counts, attempts });
  } else {
    report(account, result.value, connections);
  }
  return nothingWorked(result.value) ? EXIT.nothingCollected : EXIT.fine;
}

/** The three lines of the client's brief, and what did not work. */
function report(account: Account, result: CycleResult, connections: readonly Connection[]): void {
  print(`Collected ${result.metricsCollected} metrics`);
  print(`Generated ${result.recommendationsGenerated} recommendations`);
  print(`Triggered ${result.alertsTriggered} alerts`);
  for (const line of complaints(account, result, connections)) {
    tell(line);
  }
}

/** What did not work, one line for each reason of each account. */
function complaints(account: Account, result: CycleResult, connections: readonly Connection[]): readonly string[] {
  const titles = new Map<string, string[]>();
  for (const attempt of result.attempts.filter(({ outcome }) => isTrouble(outcome))) {
    const connection = connections.find(({ id }) => id === attempt.connectionId);
    const capability = account.parts.catalog.capabilityTitle(connection?.provider ?? '', attempt.capability);
    const reason = `${connection?.title ?? attempt.connectionId}: ${attempt.message} ${attempt.action}`;
    titles.set(reason, [...(titles.get(reason) ?? []), capability]);
  }
  return [...titles].map(([reason, capabilities]) => `${reason} (${capabilities.join(', ')})`);
}

/** True when no capability of any account answered. One that had nothing to ask proves nothing. */
function nothingWorked(result: CycleResult): boolean {
  const answered = result.attempts.some(({ outcome, requests, samples }) => outcome === 'ok' && requests + samples > 0);
  return result.attempts.length > 0 && !answered;
}
