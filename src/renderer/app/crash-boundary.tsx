import { Component, type ReactNode } from 'react';
import { Button } from '../components/button';
import { Message } from '../components/message';

interface CrashState {
  readonly crashed: boolean;
}

/** A bug in the window shows as a sentence and a way on, never as a blank window. */
export class CrashBoundary extends Component<{ readonly children: ReactNode }, CrashState> {
  override state: CrashState = { crashed: false };

  static getDerivedStateFromError(): CrashState {
    return { crashed: true };
  }

  override render(): ReactNode {
    return this.state.crashed ? (
      <main className="crash">
        <h1 className="visually-hidden">Headroom</h1>
        <Message
          tone="critical"
          title="This window has stopped working"
          action={<Button onClick={() => window.location.reload()}>Open it again</Button>}
          alert
        >
          Nothing that was collected is lost: collection and notifications go on without the window.
        </Message>
      </main>
    ) : (
      this.props.children
    );
  }
}
