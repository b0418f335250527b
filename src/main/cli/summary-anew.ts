import { overrideSentence } from '#main/queries/connections/base-url-notes';
import { readStandings } from '#main/queries/standings/read-standings';
import { readUsageRows } from '#main/queries/usage/usage-summary';
import { keepSummary, type SummaryGround } from '#main/session/kept-summary';
import { startSentence } from '#main/session/start-clock';
import type { TerminalSession } from '#main/session/terminal-session';
import type { Instant } from '#shared/domain/instant';
import type { Standing } from '#shared/domain/standing';
import { startOf } from './context';
import type { ExitCode } from './exit-codes';
import { readGround } from './no-data';
import type { DataOptions, RiskOptions } from './place';
import { answerRisk } from './risk-answer';

/** Keeps what a session read for the next summary; to be called once the session is closed. */
type Keep = () => Promise<void>;

/** Works a summary out from the data, shows it, and keeps what it was made from for the next one. */
export async function answerSummary(
  options: RiskOptions,
  show: (ground: SummaryGround, now: Instant) => void,
): Promise<ExitCode> {
  let keep: Keep | null = null;
  const code = await answerRisk(options, async (session) => {
    const { account } = session;
    const summary = await readForKeeping(session, options);
    const { standings, code: own } = await readGround(account, isRead);
    keep = summary.keep;
    show({ rows: summary.rows, standings }, account.clock.now());
    return { code: own, told: standings.list };
  });
  await (keep as Keep | null)?.();
  return code;
}

function isRead({ used }: Standing): boolean {
  return used !== null;
}

/** Reads what a summary is made from, so that it can be kept where nobody writes until the data is closed. */
export async function readForKeeping(
  session: TerminalSession,
  options: DataOptions,
): Promise<SummaryGround & { readonly keep: Keep }> {
  const { account, baseUrls, file, variables } = session;
  const before = session.settle();
  const [rows, standings] = await Promise.all([account.ask(readUsageRows), account.ask(readStandings)]);
  const started = startOf(options);
  const start = started === null ? null : startSentence(started);
  const said = [...(start === null ? [] : [start]), ...baseUrls.map(overrideSentence)];
  return {
    rows,
    standings,
    async keep() {
      if (standings.list.some(isRead))
        await keepSummary(file, before, { rows, standings, variables, said }, process.env);
    },
  };
}
