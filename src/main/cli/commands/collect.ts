import type { Command } from 'commander';
import { readConnections } from '#main/queries/connections/connection-views';
import { readNothingCame } from '#main/queries/connections/nothing-came';
import type { AccountSession } from '#main/session/account-session';
import { type CycleResult, isTrouble } from '#shared/domain/cycle';
import { OFFLINE, saysOffline } from '#shared/domain/offline';
import type { ConnectionView } from '#shared/ipc/app';
import { ALL_PAUSED, NO_ACCOUNT, NO_KEY_HERE } from '#shared/words/terminal';
import { withSession } from '../context';
import { dataCommand } from '../data-command';
import { EXIT, type ExitCode, type Finish } from '../exit-codes';
import { print, printJson, tell, tellFailure } from '../output';
import type { DataOptions } from '../place';
import { readForKeeping } from '../summary-anew';

export function addCollect(program: Command, finish: Finish): void {
  dataCommand(program, 'collect', 'run one monitoring cycle: collect, recommend, alert', [
    'headroom collect',
    'headroom collect --json >> cycles.log',
  ]).action(async (options: DataOptions) => {
    let keep = async (): Promise<void> => undefined;
    const code = await withSession(options, async (session) => {
      const answered = await collect(session.account, options);
      if (answered === EXIT.fine && !session.sample) {
        ({ keep } = await readForKeeping(session, options));
      }
      return answered;
    });
    await keep();
    finish(code);
  });
}

async function collect(account: AccountSession, options: DataOptions): Promise<ExitCode> {
  if ((await account.ask(readConnections)).length === 0) {
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
    // Now by the names that their providers told.
    report(account, result.value, await account.ask(readConnections));
  }
  // Who only learns whom a token belongs to has no figure.
  if (result.value.metricsCollected > 0) {
    return EXIT.fine;
  }
  const why = await account.ask(readNothingCame, result.value.cycleId);
  if (why === 'paused') tell(ALL_PAUSED);
  if (why === 'no-key') tell(NO_KEY_HERE);
  return EXIT.nothingCollected;
}

/** The three lines of the client's brief, how many recommendations are new, and what did not work. */
function report(account: AccountSession, result: CycleResult, connections: readonly ConnectionView[]): void {
  print(`Collected ${result.metricsCollected} metrics`);
  print(`Generated ${result.recommendationsGenerated} recommendations`);
  print(`Triggered ${result.alertsTriggered} alerts`);
  print(`New among the recommendations: ${result.recommendationsNew}`);
  for (const line of complaints(account, result, connections)) {
    tell(line);
  }
}

/** What did not work, one line for each reason of each account. */
function complaints(
  account: AccountSession,
  result: CycleResult,
  connections: readonly ConnectionView[],
): readonly string[] {
  if (result.attempts.some(saysOffline)) return [`${OFFLINE.message} ${OFFLINE.action}`];
  const titles = new Map<string, string[]>();
  for (const attempt of result.attempts.filter(({ outcome }) => isTrouble(outcome))) {
    const connection = connections.find(({ id }) => id === attempt.connectionId);
    const capability = account.catalog.capabilityTitle(connection?.provider ?? '', attempt.capability);
    const reason = `${connection?.title ?? attempt.connectionId}: ${attempt.message} ${attempt.action}`;
    titles.set(reason, [...(titles.get(reason) ?? []), capability]);
  }
  return [...titles].map(([reason, capabilities]) => `${reason} (${capabilities.join(', ')})`);
}
