import type { ReactNode } from 'react';
import { StatusIcon, type Tone } from './status-icon';
import './badge.css';

interface BadgeProps {
  readonly tone?: Tone | 'plain' | 'accent';
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

/** A short word with its shape; `plain` has none. */
export function Badge({ tone = 'plain', icon, children }: BadgeProps) {
  const shape = icon ?? (tone === 'plain' || tone === 'accent' ? null : <StatusIcon tone={tone} size={12} />);
  return (
    <span className={`badge badge-${tone}`}>
      {shape}
      {children}
    </span>
  );
}
