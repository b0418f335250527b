import { formatLongDate } from '#shared/format/date';
import type { ChannelOutput } from '#shared/ipc/contract';

export type AlertEventView = ChannelOutput<'alerts:list'>['history'][number];

export interface AlertDay {
  readonly title: string;
  readonly events: readonly AlertEventView[];
}

/** The history by local day, in the order it came. */
export function alertDays(history: readonly AlertEventView[]): readonly AlertDay[] {
  const days: { title: string; events: AlertEventView[] }[] = [];
  for (const event of history) {
    const title = formatLongDate(event.at);
    const last = days.at(-1);
    if (last?.title === title) {
      last.events.push(event);
    } else {
      days.push({ title, events: [event] });
    }
  }
  return days;
}
