import { Tooltip as Base } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import './tooltip.css';

interface TooltipProps {
  readonly text: ReactNode;
  readonly side?: 'top' | 'right' | 'bottom';
  readonly children: ReactElement;
  readonly disabled?: boolean;
}

/** A hint on hover and focus; never the only place where something is said. */
export function Tooltip({ text, side = 'top', children, disabled = false }: TooltipProps) {
  return disabled ? (
    children
  ) : (
    <Base.Root>
      <Base.Trigger asChild>{children}</Base.Trigger>
      <Base.Portal>
        <Base.Content className="tooltip" side={side} sideOffset={6} collisionPadding={8}>
          {text}
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  );
}
