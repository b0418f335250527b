import { useState } from 'react';
import type { AppState } from '#shared/ipc/app';
import { Button } from '../components/button';
import { Message } from '../components/message';
import { failureOf } from '../data/call-channel';
import { useLiveUpdates } from '../data/use-live-updates';
import { useQueryChannel } from '../data/use-query-channel';
import { PreparingSample } from '../screens/welcome/preparing-sample';
import { Welcome } from '../screens/welcome/welcome';
import { ClockBar, CoreClock } from './clock-bar';
import { ProblemNotices } from './problem-notices';
import { Shell } from './shell';
import { useTheme } from './use-theme';

/** Chooses between welcome, the filling sample account, and the shell with its screens. */
export function App() {
  useLiveUpdates();
  useTheme();
  const state = useQueryChannel('app:state', null);
  // Adding a connection turns the mode to `own` before the welcome is through; it then ends by itself.
  const [held, setHeld] = useState(false);
  if (state.error && state.data === undefined) {
    const failure = failureOf(state.error);
    return (
      <main className="crash">
        <h1 className="visually-hidden">Headroom</h1>
        <Message
          tone="critical"
          title={failure.message}
          action={<Button onClick={() => void state.refetch()}>Try again</Button>}
          alert
        >
          {failure.action}
        </Message>
      </main>
    );
  }
  if (state.data === undefined) {
    return null;
  }
  return (
    <CoreClock start={state.data.clockStart}>
      <Content state={state.data} held={held} onHold={setHeld} />
    </CoreClock>
  );
}

interface ContentProps {
  readonly state: AppState;
  readonly held: boolean;
  readonly onHold: (held: boolean) => void;
}

function Content({ state, held, onHold }: ContentProps) {
  if (state.preparing) {
    return <PreparingSample progress={state.preparing} />;
  }
  if (state.mode === 'empty' || held) {
    return (
      <div className="welcome-page">
        <ClockBar start={state.clockStart} />
        <ProblemNotices problems={state.problems} notices={state.notices} />
        <Welcome onHold={() => onHold(true)} onDone={() => onHold(false)} />
      </div>
    );
  }
  return <Shell state={state} />;
}
