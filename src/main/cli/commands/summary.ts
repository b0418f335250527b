import { join } from 'node:path';
import type { Command } from 'commander';
import { OWN_FILE } from '#main/files/data-folder';
import { keptSummary, nowIn, type SummaryGround } from '#main/session/kept-summary';
import { usageSummary } from '#shared/core/usage/usage-summary';
import type { Instant } from '#shared/domain/instant';
import { oldAccounts } from '#shared/words/verdict';
import { dataCommand, withRiskOptions } from '../data-command';
import { type ExitCode, type Finish, worstCode } from '../exit-codes';
import { tellOld } from '../old-accounts';
import { print, printJson, tell } from '../output';
import { namedDataDir, type RiskOptions } from '../place';
import { usageTable } from '../usage-table';

export function addSummary(program: Command, finish: Finish): void {
  withRiskOptions(
    dataCommand(program, 'summary', 'current usage of every metric against its limit', [
      'headroom summary --json',
      'headroom summary --watch 60',
    ]),
  ).action(async (options: RiskOptions) => finish(tellKept(options) ?? (await answerAnew(options))));
}

/** Tells a summary that still holds, which takes neither the data file nor the code behind it; null where none does. */
function tellKept(options: RiskOptions): ExitCode | null {
  const plain = !options.sample && options.watch === undefined;
  const kept = plain ? keptSummary(join(namedDataDir(options), OWN_FILE), process.env) : null;
  if (kept === null) {
    return null;
  }
  for (const said of kept.said) {
    tell(said);
  }
  const now = nowIn(process.env);
  const { list } = kept.standings;
  const code = tellOld(oldAccounts(list, { now }));
  showSummary(options, kept, now);
  return options.exitCode === true ? worstCode(list, code) : code;
}

async function answerAnew(options: RiskOptions): Promise<ExitCode> {
  const { answerSummary } = await import('../summary-anew');
  return answerSummary(options, (ground, now) => showSummary(options, ground, now));
}

function showSummary({ json }: RiskOptions, { rows, standings: { list } }: SummaryGround, now: Instant): void {
  const summary = usageSummary(rows, list, now);
  if (json) {
    printJson(summary);
  } else if (rows.length > 0) {
    print(usageTable(summary, list, now));
  }
}
