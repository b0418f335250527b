import type { ReactNode } from 'react';
import './setting-row.css';

interface SettingRowProps {
  readonly label: string;
  readonly help?: ReactNode;
  readonly children: ReactNode;
}

/** Label and one line of help at the left, the control at the right. */
export function SettingRow({ label, help, children }: SettingRowProps) {
  return (
    <div className="setting-row">
      <div className="grow">
        <div className="t-label">{label}</div>
        {help ? <div className="setting-help t-small t-3">{help}</div> : null}
      </div>
      {children}
    </div>
  );
}
