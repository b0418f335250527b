import { type Command, InvalidArgumentError } from 'commander';
import { acknowledgeAlert, pauseNotifications, snoozeAlert, unsnoozeAlert } from '#main/actions/handle-alert';
import { type AlertsView, readAlerts } from '#main/queries/alerts/alert-views';
import { readPausedUntil } from '#main/queries/alerts/notification-pause';
import { formatInstant } from '#shared/core/calendar/calendar';
import type { Result } from '#shared/domain/failure';
import { DAY, HOUR } from '#shared/domain/instant';
import { formatDateTime } from '#shared/format/date';
import { oneLine } from '#shared/format/plain-text';
import { alertsPage } from '#shared/words/alerts-page';
import { CHANNEL_TITLES, testWords } from '#shared/words/channel';
import { noticesPaused } from '#shared/words/terminal';
import { isKnown } from '#shared/words/verdict';
import { withSession } from '../context';
import { dataCommand, withRiskOptions } from '../data-command';
import { EXIT, type ExitCode, type Finish } from '../exit-codes';
import { readGround } from '../no-data';
import { print, printJson, table, tell, tellFailure } from '../output';
import type { DataOptions, RiskOptions } from '../place';
import { answerRisk, type RiskAnswer } from '../risk-answer';

/** The history that a table shows; `--json` has the whole year. */
const TABLE_DAYS = 90;

interface AcknowledgeOptions extends DataOptions {
  readonly reason?: string;
}

interface SnoozeOptions extends DataOptions {
  readonly hours: number;
  readonly end?: boolean;
}

export function addAlerts(program: Command, finish: Finish): void {
  const alerts = dataCommand(program, 'alerts', 'what is firing, and the history', [
    'headroom alerts --watch 60',
    'headroom alerts --exit-code || echo "look at it"',
    'headroom alerts acknowledge 3 --reason "the import runs until Friday"',
    'headroom alerts snooze 3 --hours 8',
    'headroom alerts test email-1',
  ]);
  withRiskOptions(alerts).action(async (options: RiskOptions) =>
    finish(await answerRisk(options, (session) => list(session, options))),
  );
  dataCommand(alerts, 'acknowledge', 'be quiet about an alert until it gets worse or is over', [
    'headroom alerts acknowledge 3 --reason "the import runs until Friday"',
  ])
    .argument('<number>', 'of the alert, as "headroom alerts" shows it', alertNumber)
    .option('--reason <text>', 'why it is all right; kept in the history')
    .action(async (id: number, _own: AcknowledgeOptions, command: Command) => {
      const options: AcknowledgeOptions = command.optsWithGlobals();
      const note = (options.reason ?? '').trim().slice(0, 500);
      finish(
        await withSession(options, async ({ account }) =>
          handled(account, id, await account.act(acknowledgeAlert, id, note), options),
        ),
      );
    });
  dataCommand(alerts, 'snooze', 'say nothing of an alert for a while', [
    'headroom alerts snooze 3 --hours 8',
    'headroom alerts snooze 3 --end',
  ])
    .argument('<number>', 'of the alert, as "headroom alerts" shows it', alertNumber)
    .option('--hours <hours>', 'for so long', hours, 24)
    .option('--end', 'end it now')
    .action(async (id: number, _own: SnoozeOptions, command: Command) => {
      const options: SnoozeOptions = command.optsWithGlobals();
      finish(
        await withSession(options, async ({ account }) => {
          const until = account.clock.now() + options.hours * HOUR;
          const result = await (options.end ? account.act(unsnoozeAlert, id) : account.act(snoozeAlert, id, until));
          return handled(account, id, result, options);
        }),
      );
    });
  dataCommand(alerts, 'pause', 'give no notices at all for a while; what rings is kept', [
    'headroom alerts pause --hours 2',
    'headroom alerts pause --end',
  ])
    .option('--hours <hours>', 'for so long', hours, 1)
    .option('--end', 'end it now')
    .action(async (_own: SnoozeOptions, command: Command) => {
      const options: SnoozeOptions = command.optsWithGlobals();
      finish(
        await withSession(options, async ({ account }) => {
          const until = options.end ? null : account.clock.now() + options.hours * HOUR;
          await account.act(pauseNotifications, until);
          if (options.json) printJson({ pausedUntil: until === null ? null : formatInstant(until) });
          else print(noticesPaused(until === null ? null : formatDateTime(until)));
          return EXIT.fine;
        }),
      );
    });
  dataCommand(alerts, 'channels', 'who is told, and how it went last', ['headroom alerts channels']).action(
    async (_own: DataOptions, command: Command) => {
      const options: DataOptions = command.optsWithGlobals();
      finish(await withSession(options, (session) => listChannels(session, options)));
    },
  );
  dataCommand(alerts, 'test', 'send a test over a channel', ['headroom alerts test email-1'])
    .argument('<channel>', 'as "headroom alerts channels" names it, such as email-1')
    .action(async (id: string, _own: DataOptions, command: Command) => {
      const options: DataOptions = command.optsWithGlobals();
      finish(await withSession(options, (session) => test(session, id, options)));
    });
  dataCommand(alerts, 'log', 'what was told to whom, and whether it arrived', ['headroom alerts log --json']).action(
    async (_own: DataOptions, command: Command) => {
      const options: DataOptions = command.optsWithGlobals();
      finish(await withSession(options, (session) => log(session, options)));
    },
  );
}

type Session = Parameters<Parameters<typeof withSession>[1]>[0];

async function list({ account }: Session, { json }: RiskOptions): Promise<RiskAnswer> {
  const { standings, code, isShown } = await readGround(account, isKnown);
  const alerts = await account.ask(readAlerts);
  if (json) {
    printJson(alerts);
  } else {
    // That none is firing is said only where something is known.
    const firing = isShown || alerts.firing.length > 0 ? [firingTable(alerts), ''] : [];
    const now = account.clock.now();
    const until = await account.ask(readPausedUntil);
    const paused = until !== null && until > now ? [noticesPaused(formatDateTime(until)), ''] : [];
    print([...paused, ...firing, historyTable(alerts, now - TABLE_DAYS * DAY)].join('\n'));
  }
  // What is firing is known, whatever else is not.
  return { code: alerts.firing.length > 0 ? EXIT.fine : code, told: standings.list };
}

/** What became of an alert: as JSON as in the list, else in the words of the history. */
async function handled(
  account: Session['account'],
  id: number,
  result: Result<null>,
  { json }: DataOptions,
): Promise<ExitCode> {
  if (!result.ok) {
    tellFailure(result.failure);
    return result.failure.code === 'not-found' ? EXIT.wrongUse : EXIT.failure;
  }
  const { firing, history } = await account.ask(readAlerts);
  // The one that was just written, wherever a clock that was set puts it.
  const [event] = history.filter(({ alertId }) => alertId === id).sort((a, b) => b.id - a.id);
  if (json) printJson(firing.find((alert) => alert.id === id) ?? null);
  else if (event !== undefined) print(oneLine(`${event.title}. ${event.sentence}`));
  return EXIT.fine;
}

async function listChannels({ channels }: Session, { json }: DataOptions): Promise<ExitCode> {
  const { builtIn, own } = await channels.list();
  if (json) {
    printJson({ builtIn, own });
    return EXIT.fine;
  }
  const all = [
    ...builtIn.map((one) => ({ ...one, title: CHANNEL_TITLES[one.id], target: '' })),
    ...own.map((one) => ({ ...one, title: one.title || CHANNEL_TITLES[one.kind] })),
  ];
  const rows = all.map(({ id, title, target, enabled, last }) => [
    ...[id, title, target, enabled ? 'on' : 'off'],
    last === null ? '' : `${formatDateTime(last.at)}, ${last.outcome === 'failed' ? last.reason : 'told'}`,
  ]);
  print(table(['Channel', 'Name', 'Tells', '', 'Last'], rows));
  return EXIT.fine;
}

async function test({ channels }: Session, id: string, { json }: DataOptions): Promise<ExitCode> {
  const sent = await channels.test(id);
  if (!sent.ok) {
    tellFailure(sent.failure);
    return EXIT.failure;
  }
  if (json) printJson(sent.value);
  else tell(testWords(sent.value));
  return sent.value.outcome === 'failed' ? EXIT.failure : EXIT.fine;
}

async function log({ account }: Session, { json }: DataOptions): Promise<ExitCode> {
  const since = account.clock.now() - TABLE_DAYS * DAY;
  const tries = (await account.ask(readAlerts)).history
    .flatMap(({ title, alertId, deliveries }) => deliveries.map((one) => ({ ...one, alert: alertId, title })))
    .filter(({ at }) => at >= since)
    .sort((a, b) => b.at - a.at);
  if (json) {
    printJson(tries);
  } else if (tries.length === 0) {
    print(alertsPage.nobodyTold);
  } else {
    const rows = tries.map(({ at, channelTitle, title, outcome, reason }) => [
      ...[formatDateTime(at), channelTitle, title, outcome === 'shown' ? 'told' : outcome, reason],
    ]);
    print(table(['When', 'Channel', 'What', '', ''], rows));
  }
  return EXIT.fine;
}

/** What fires now. */
export function firingTable(alerts: AlertsView): string {
  if (alerts.firing.length === 0) {
    return alerts.old === '' ? 'No alert is firing.' : `No alert is firing by what was read last. ${alerts.old}`;
  }
  return table(
    ['Severity', 'Alert', '', 'Since', 'Number'],
    alerts.firing.map((alert) => [
      ...[alert.severity, alert.title, alert.sentence, formatDateTime(alert.activeAt), String(alert.id)],
    ]),
  );
}

function historyTable(alerts: AlertsView, since: number): string {
  const history = alerts.history.filter(({ at }) => at >= since);
  if (history.length === 0) {
    return 'No history yet.';
  }
  return table(
    ['When', 'What', ''],
    history.map((event) => [formatDateTime(event.at), event.title, event.sentence]),
  );
}

function alertNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It is the number of an alert.');
  return Number(text);
}

function hours(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 24 * 365)) throw new InvalidArgumentError('It is a number of hours, at most a year.');
  return value;
}
