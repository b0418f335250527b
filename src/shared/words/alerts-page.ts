import { counted } from '#shared/format/plural';

/** What the pages of alerts, rules and drills, and the dialogs about them, say of themselves. */
export const alertsPage = {
  acknowledge: 'Acknowledge this alert?',
  acknowledgeNote: 'Shown in the history. May stay empty.',
  drill: 'Would it have told you?',
  rulesHold: 'These rules hold from now on.',
  percents: 'Percents such as 50, 75, 100.',
  noProject: 'No project is known.',
  noMeter: 'No meter is known.',
  noLimit: 'No limit is known.',
  notReplayed: 'What it would have rung before cannot be told from what is stored.',
  nobodyTold: 'Nobody was told of anything yet.',
} as const;

/** What acknowledging does to one alert. */
export function acknowledgeHelp(title: string): string {
  return `${title}. You are told again only when it gets worse, and when it is over.`;
}

export function outOfRange(min: number, max: number): string {
  return `From ${min} to ${max}.`;
}

/** What a rule would have rung in the last 60 days; null where the past does not tell. */
export function rungWords(count: number | null, on: boolean): string {
  if (count === null) return alertsPage.notReplayed;
  const would = on ? 'Would have' : 'Off. It would have';
  return count === 0
    ? `${would} been silent in the last 60 days.`
    : `${would} given ${counted(count, 'alert')} in the last 60 days.`;
}
