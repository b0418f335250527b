import type { Command } from 'commander';
import { type AlertsView, readAlerts } from '#main/queries/alerts/alert-views';
import { formatDateTime } from '#shared/format/date';
import { isKnown } from '#shared/words/verdict';
import { type DataOptions, withSession } from '../context';
import { dataCommand } from '../data-command';
import { EXIT, type Finish } from '../exit-codes';
import { readGround } from '../no-data';
import { print, printJson, table } from '../output';

export function addAlerts(program: Command, finish: Finish): void {
  dataCommand(program, 'alerts', 'what is firing, and the history').action(async (options: DataOptions) =>
    finish(
      await withSession(options, async ({ account }) => {
        const { code } = await readGround(account, isKnown);
        const alerts = await account.ask(readAlerts);
        if (options.json) {
          printJson(alerts);
        } else {
          // That none is firing is said only where something is known.
          const firing = code === EXIT.fine || alerts.firing.length > 0 ? [firingTable(alerts), ''] : [];
          print([...firing, historyTable(alerts)].join('\n'));
        }
        // What is firing is known, whatever else is not.
        return alerts.firing.length > 0 ? EXIT.fine : code;
      }),
    ),
  );
}

/** What fires now. */
export function firingTable(alerts: AlertsView): string {
  if (alerts.firing.length === 0) {
    return 'No alert is firing.';
  }
  return table(
    ['Severity', 'Alert', '', 'Since'],
    alerts.firing.map((alert) => [alert.severity, alert.title, alert.sentence, formatDateTime(alert.activeAt)]),
  );
}

function historyTable(alerts: AlertsView): string {
  if (alerts.history.length === 0) {
    return 'No history yet.';
  }
  return table(
    ['When', 'What', ''],
    alerts.history.map((event) => [formatDateTime(event.at), event.title, event.sentence]),
  );
}
