import { Dialog as Base } from 'radix-ui';
import type { ReactNode } from 'react';
import './dialog.css';

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: string;
  readonly wide?: boolean;
  /** As large as the window allows; what is in it scrolls by itself. */
  readonly full?: boolean;
  readonly children?: ReactNode;
  /** Buttons at the right; the safe one first. */
  readonly actions?: ReactNode;
}

/**
 * A modal dialog. The scrim is drawn here and not by the library, whose own one writes a style element
 * that the content policy forbids.
 */
export function Dialog({
  open,
  onClose,
  title,
  description,
  wide = false,
  full = false,
  children,
  actions,
}: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Base.Portal>
        <div className="scrim" aria-hidden="true" />
        <Base.Content
          className={['dialog', wide ? 'dialog-wide' : '', full ? 'dialog-full' : ''].filter(Boolean).join(' ')}
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
        >
          <Base.Title className="dialog-title">{title}</Base.Title>
          {description === undefined ? null : (
            <Base.Description className="dialog-description t-2">{description}</Base.Description>
          )}
          {children}
          {actions ? <div className="dialog-actions">{actions}</div> : null}
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  );
}
