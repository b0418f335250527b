import { type ReactNode, useEffect, useRef } from 'react';
import './screen.css';

interface ScreenProps {
  readonly title: string;
  /** One line behind the title. */
  readonly context?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** The body does not scroll by itself: the screen has its own scrolling parts. */
  readonly fixed?: boolean;
}

/** Top bar and body of a screen. The bar drags the window; what is in it does not. */
export function Screen({ title, context, actions, children, fixed = false }: ScreenProps) {
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    document.title = `${title} – Headroom`;
    main.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <main className="screen" ref={main} tabIndex={-1}>
      <header className="top-bar">
        <div className="top-bar-title">
          <h1>{title}</h1>
          <span className="t-small t-3 t-cut">{context}</span>
        </div>
        {actions}
      </header>
      {fixed ? (
        <div className="screen-body screen-body-fixed">{children}</div>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard (WCAG 2.1.1).
        // biome-ignore lint/a11y/useSemanticElements: no field set, and a section would be a landmark in the landmark.
        <div className="screen-body" role="group" aria-label={title} tabIndex={0}>
          {children}
        </div>
      )}
    </main>
  );
}
