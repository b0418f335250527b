import type { ReactNode } from 'react';

export interface PaneProps {
  /** What chooses between the panes. */
  readonly chooser: ReactNode;
  readonly onClose: () => void;
}

interface ReportFrameProps {
  readonly chooser: ReactNode;
  /** What can be chosen, at the left. */
  readonly choices: ReactNode;
  /** What will leave the window, at the right. */
  readonly children: ReactNode;
  /** What happens or has happened, at the left of the buttons. */
  readonly status: ReactNode;
  readonly actions: ReactNode;
}

/** Choices at the left, what comes of them at the right, the buttons below. */
export function ReportFrame({ chooser, choices, children, status, actions }: ReportFrameProps) {
  return (
    <>
      <div className="report-columns">
        <div className="report-choices">
          {chooser}
          {choices}
        </div>
        <div className="report-shown">{children}</div>
      </div>
      <div className="dialog-actions">
        <div className="report-status" role="status">
          {status}
        </div>
        {actions}
      </div>
    </>
  );
}
