import { useState } from 'react';
import { Button } from '../components/button';
import { Message } from '../components/message';
import { failureOf } from '../data/call-channel';
import { useLiveUpdates } from '../data/use-live-updates';
import { useQueryChannel } from '../data/use-query-channel';
import { PreparingSample } from '../screens/welcome/preparing-sample';
import { Welcome } from '../screens/welcome/welcome';
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
  if (state.data.preparing) {
    return <PreparingSample progress={state.data.preparing} />;
  }
  if (state.data.mode === 'empty' || held) {
    return (
      <div className="welcome-page">
        <ProblemNotices problems={state.data.problems} notices={state.data.notices} />
        <Welcome onHold={() => setHeld(true)} onDone={() => setHeld(false)} />
      </div>
    );
  }
  return <Shell state={state.data} />;
}
