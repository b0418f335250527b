import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from './icon';
import { StatusIcon, type Tone } from './status-icon';
import './message.css';

interface MessageProps {
  readonly tone?: Tone;
  readonly icon?: LucideIcon;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly alert?: boolean;
}

/** Nothing to show, or something failed: one sentence, one button, no drawing. */
export function Message({ tone, icon, title, children, action, alert = false }: MessageProps) {
  return (
    <div className="message" role={alert ? 'alert' : undefined}>
      <p className="message-title t-strong">
        {tone ? <StatusIcon tone={tone} /> : null}
        {icon ? <Icon of={icon} /> : null}
        {title}
      </p>
      {children ? <p className="message-text t-small t-2">{children}</p> : null}
      {action ? <div className="message-action">{action}</div> : null}
    </div>
  );
}
