import type { Failure } from '#shared/domain/failure';
import type { ReportSchedule } from '#shared/domain/report-schedule';
import { formatDateTime, formatMoment } from '#shared/format/date';
import { FORMAT_WORDS } from './report-dialog';
import { WEEKDAYS } from './telling';

export const NO_FOLDER: Failure = {
  code: 'invalid-input',
  message: 'No folder was chosen for the reports.',
  action: 'Choose a folder first.',
  retryable: false,
};

export const NO_MAIL_CHANNEL: Failure = {
  code: 'invalid-input',
  message: 'No mail channel was chosen for the reports.',
  action: 'Add an e-mail channel under Notifications, and choose it here.',
  retryable: false,
};

export const SCHEDULE_GONE: Failure = {
  code: 'not-found',
  message: 'This schedule of reports is gone.',
  action: 'Look at the list again.',
  retryable: false,
};

export const ENOUGH_SCHEDULES: Failure = {
  code: 'invalid-input',
  message: 'There are ten schedules of reports, which is the most.',
  action: 'Change one of them, or remove one first.',
  retryable: false,
};

export const MAIL_CHANNEL_GONE: Failure = {
  code: 'not-found',
  message: 'The mail channel of the reports was removed or switched off.',
  action: 'Choose another one under Settings, Reports.',
  retryable: false,
};

export const NO_ACCOUNT_TO_REPORT: Failure = {
  code: 'not-configured',
  message: 'There is no account to report on.',
  action: 'Connect an account under Settings, Connections.',
  retryable: true,
};

export function folderUnusable(folder: string): Failure {
  return {
    code: 'store-read-only',
    message: `No report could be written into ${folder}.`,
    action: 'See that the folder is there and that you may write into it, or choose another.',
    retryable: true,
  };
}

/** The app ended while the report was on its way: sent again it might arrive twice. */
export const MAY_NOT_HAVE_ARRIVED: Failure = {
  code: 'internal',
  message: 'Headroom ended while the last report was being mailed, so it may not have arrived.',
  action: 'It is not mailed twice: use “Make one now” where it is missing.',
  retryable: false,
};

export function notMailed(why: string, again: boolean): Failure {
  return {
    code: 'unreachable',
    message: `The report could not be mailed. ${why}`,
    action: again ? 'It is tried again by itself.' : 'Check the e-mail channel under Notifications.',
    retryable: again,
  };
}

/** `Every Monday at 09:00`, `Every month on the 31st at 09:00; in shorter months on their last day`. */
export function scheduleSentence({
  every,
  weekday,
  monthDay,
  time,
}: Pick<ReportSchedule, 'every' | 'weekday' | 'monthDay' | 'time'>): string {
  if (every === 'week') return `Every ${WEEKDAYS.find(({ day }) => day === weekday)?.long ?? ''} at ${time}.`;
  const short = monthDay > 28 ? ' In shorter months it is their last day.' : '';
  return `Every month on the ${ordinal(monthDay)} at ${time}.${short}`;
}

/** `1st`, `22nd`, `13th`. */
export function ordinal(day: number): string {
  const isTeen = day % 100 >= 11 && day % 100 <= 13;
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${ending}`;
}

/** What a schedule is called beside others: `PDF into a folder`, `Web page by e-mail`. */
export function scheduleTitle({ format, into }: Pick<ReportSchedule, 'format' | 'into'>): string {
  return `${FORMAT_WORDS[format].title} ${into === 'folder' ? 'into a folder' : 'by e-mail'}`;
}

/** Words of the part of the settings that is about reports. */
export const scheduleWords = {
  folderDialog: 'Choose a folder for the reports',
  about: 'While Headroom runs, also in the tray. What was missed while the computer slept is made up for once.',
  empty: 'No report comes by itself yet.',
  add: 'Add a schedule',
  change: 'Change',
  done: 'Done',
  remove: 'Remove',
  removed: 'The schedule was removed.',
  off: 'Off.',
  noAccount: 'Reports are about your own accounts: connect one first.',
  inSample: 'They are about your own accounts, never about the sample.',
  when: 'On the clock of this computer.',
  period: 'Which month it is about.',
  running: 'The running month',
  before: 'The month before',
  into: 'A report holds names and costs: send it where only those read it who should.',
  noChannel: 'There is no e-mail channel yet: add one under Notifications.',
  noFolder: 'No folder is chosen yet.',
  chooseChannel: 'Choose a channel',
  making: 'A report is being made …',
  none: 'None has been made yet.',
} as const;

/** `Last: 30 Nov 2026, 09:00. Next: Mon 7 Dec, 09:00.` */
export function scheduleState(lastAt: number | null, nextAt: number | null): string {
  const last = lastAt === null ? scheduleWords.none : `Last: ${formatDateTime(lastAt)}.`;
  return nextAt === null ? last : `${last} Next: ${formatMoment(nextAt)}.`;
}

/** After one was made by hand. */
export function reportWentTo(to: string): string {
  return `The report went to ${to}`;
}

/** What a mail says beside the file that it brings. */
export function reportMail(title: string, short: string): { readonly title: string; readonly body: string } {
  return {
    title,
    body: `${short}\n\nThe whole report is attached. Headroom sends it by the schedule in its settings.`,
  };
}

/** Titles of the system's dialogs. */
export const reportDialogs = { saveReport: 'Save the report', saveCard: 'Save the picture' } as const;
