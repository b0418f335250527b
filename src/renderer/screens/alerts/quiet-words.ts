import type { ChannelOutput } from '#shared/ipc/contract';
import { quietHoursSentence } from '#shared/words/telling';

type Settings = ChannelOutput<'telling:get'>['settings'];

/** What turning quiet hours on begins with: nights, and what is critical comes through. */
export const DEFAULT_QUIET_HOURS: NonNullable<Settings['quietHours']> = {
  days: [1, 2, 3, 4, 5, 6, 7],
  from: '22:00',
  to: '08:00',
  criticalAtOnce: true,
};

export function quietWords({ quietHours }: Settings): string {
  return quietHoursSentence(quietHours);
}
