import { ClockFading } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { formatDateWithYear, formatTime } from '#shared/format/date';
import type { AppState } from '#shared/ipc/app';
import { Icon } from '../components/icon';
import { ClockProvider, useClock } from '../data/now';

/** Says over the whole window that its clock is not the computer's. */
export function ClockBar({ start }: { readonly start: AppState['clockStart'] }) {
  if (start === null) {
    return null;
  }
  return (
    <aside className="sample-bar" aria-label="Clock">
      <Icon of={ClockFading} size={14} />
      <span className="grow t-cut">
        Another time: the clock started at {formatDateWithYear(start.at)}, {formatTime(start.at)}, as HEADROOM_NOW says.
      </span>
    </aside>
  );
}

/** Lets everything below count its ages and dates by the clock of the core. */
export function CoreClock({
  start,
  children,
}: {
  readonly start: AppState['clockStart'];
  readonly children: ReactNode;
}) {
  const own = useClock();
  const offset = start?.offsetSeconds ?? 0;
  const clock = useMemo(() => (offset === 0 ? own : () => own() + offset), [own, offset]);
  return <ClockProvider clock={clock}>{children}</ClockProvider>;
}
