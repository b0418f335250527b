import { FlaskConical } from 'lucide-react';
import type { AppState } from '#shared/ipc/app';
import { Icon } from '../../components/icon';
import { Meter } from '../../components/meter';
import './welcome.css';

/** The sample account while its 60 days are being collected. */
export function PreparingSample({ progress }: { readonly progress: NonNullable<AppState['preparing']> }) {
  const percent = progress.total === 0 ? 0 : (progress.done / progress.total) * 100;
  return (
    <main className="preparing">
      <div className="welcome-strip" aria-hidden="true" />
      <div className="preparing-body">
        <h1 className="welcome-title">Preparing the sample account</h1>
        <p className="welcome-lead t-2">
          60 days of made-up history go through the same collection as real ones. Nothing leaves this computer.
        </p>
        <Meter percent={percent} large tone="accent" label="Preparing the sample account" valueText={progress.label} />
        <p className="preparing-label t-small t-3" role="status">
          <Icon of={FlaskConical} size={14} />
          {progress.label}
        </p>
      </div>
    </main>
  );
}
