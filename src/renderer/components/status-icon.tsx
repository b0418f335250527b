import { CircleCheck, CircleDashed, LockKeyhole, TriangleAlert, WifiOff } from 'lucide-react';
import { Icon, type IconSize } from './icon';
import './status-icon.css';

/** Standing of a thing, told by shape and color together. */
export type Tone = 'calm' | 'watch' | 'warning' | 'critical' | 'ok' | 'unknown' | 'locked' | 'offline';

/** The shape of a status in its color. Decorative: the word stands beside it. */
export function StatusIcon({ tone, size = 16 }: { readonly tone: Tone; readonly size?: IconSize }) {
  return (
    <span className={`status-icon status-icon-${tone}`}>
      <Shape tone={tone} size={size} />
    </span>
  );
}

function Shape({ tone, size }: { readonly tone: Tone; readonly size: IconSize }) {
  switch (tone) {
    case 'warning':
      return <Icon of={TriangleAlert} size={size} />;
    case 'critical':
      return <FilledOctagon size={size} />;
    case 'unknown':
      return <Icon of={CircleDashed} size={size} />;
    case 'locked':
      return <Icon of={LockKeyhole} size={size} />;
    case 'offline':
      return <Icon of={WifiOff} size={size} />;
    default:
      return <Icon of={CircleCheck} size={size} />;
  }
}

/** Lucide's `octagon-alert` with its outline filled, so that it is not taken for a circle at 16 px. */
function FilledOctagon({ size }: { readonly size: IconSize }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" className="icon">
      <path
        d="M15.312 2a2 2 0 0 1 1.414.586l4.688 4.688A2 2 0 0 1 22 8.688v6.624a2 2 0 0 1-.586 1.414l-4.688 4.688a2 2 0 0 1-1.414.586H8.688a2 2 0 0 1-1.414-.586l-4.688-4.688A2 2 0 0 1 2 15.312V8.688a2 2 0 0 1 .586-1.414l4.688-4.688A2 2 0 0 1 8.688 2z"
        fill="currentColor"
      />
      <path d="M12 7v5.5M12 16.5h.01" className="status-icon-mark" />
    </svg>
  );
}
