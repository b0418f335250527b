import { Check, ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from '../../components/icon';
import './welcome.css';

export interface WelcomeStep {
  readonly title: string;
  readonly detail: string;
}

interface WelcomeFrameProps {
  readonly steps: readonly WelcomeStep[];
  /** Index of the step that is open. */
  readonly current: number;
  readonly title: string;
  readonly lead: string;
  readonly panel: ReactNode;
  readonly foot: ReactNode;
  readonly children: ReactNode;
}

/** Steps on a rail at the left, the form, and a panel that says what comes of it. */
export function WelcomeFrame({ steps, current, title, lead, panel, foot, children }: WelcomeFrameProps) {
  return (
    <div className="welcome">
      <aside className="welcome-rail" aria-label="Steps">
        <div className="welcome-strip" aria-hidden="true" />
        <div className="welcome-brand">
          <Logo />
          <span>Headroom</span>
        </div>
        <ol className="welcome-steps">
          {steps.map((step, index) => (
            <li
              key={step.title}
              className={index <= current ? 'welcome-step-on' : ''}
              aria-current={index === current ? 'step' : undefined}
            >
              <span className={`welcome-number ${index === current ? 'welcome-number-on' : ''}`}>
                {index < current ? (
                  <span className="t-ok">
                    <Icon of={Check} size={14} />
                  </span>
                ) : (
                  index + 1
                )}
              </span>
              <div>
                <div className="t-label">{step.title}</div>
                <div className="t-small">{step.detail}</div>
              </div>
            </li>
          ))}
        </ol>
        <p className="welcome-promise t-small t-2">
          <Icon of={ShieldCheck} size={14} />
          Keys stay on this computer, in its keychain where there is one. Headroom sends nothing to anyone but the
          providers you connect.
        </p>
      </aside>
      <main className="welcome-main">
        <div className="welcome-strip" aria-hidden="true" />
        <div className="welcome-columns">
          <div>
            <h1 className="welcome-title">{title}</h1>
            <p className="welcome-lead t-2">{lead}</p>
            {children}
          </div>
          <aside className="welcome-panel" aria-label="What comes of it">
            {panel}
          </aside>
        </div>
        <footer className="welcome-foot">{foot}</footer>
      </main>
    </div>
  );
}

function Logo() {
  return (
    <svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true" className="welcome-logo">
      <path d="M4 5h20" />
      <rect x="9" y="13" width="10" height="12" rx="2" />
    </svg>
  );
}
