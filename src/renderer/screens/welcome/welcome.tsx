import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import type { ConnectionView, ProviderForm, VerificationView } from '#shared/ipc/app';
import { Button } from '../../components/button';
import { Icon } from '../../components/icon';
import { SkeletonCard } from '../../components/skeleton';
import { useQueryChannel } from '../../data/use-query-channel';
import { ConnectChooser } from '../connect/connect-chooser';
import { QueryView } from '../shared/query-view';
import { useToldAction } from '../shared/use-told-action';
import { FirstCollection } from './first-collection';
import { ConnectPanel, MorePanel } from './panels';
import { WelcomeFrame, type WelcomeStep } from './welcome-frame';

interface WelcomeProps {
  /** Keeps the welcome open while connections come in. */
  readonly onHold: () => void;
  readonly onDone: () => void;
}

/** First run: connect something, add more, watch the first collection; or look around in a sample account. */
export function Welcome({ onHold, onDone }: WelcomeProps) {
  const forms = useQueryChannel('connections:forms', null);
  const [connected, setConnected] = useState<readonly ConnectionView[]>([]);
  const [collecting, setCollecting] = useState(false);
  const connect = (connection: ConnectionView) => setConnected((old) => [...old, connection]);
  const steps = railSteps(connected);
  if (collecting) {
    return <FirstCollection steps={steps} connected={connected} onDone={onDone} />;
  }
  return (
    <QueryView query={forms} what="The list of providers" skeleton={<SkeletonCard height={300} />}>
      {(all) => (
        <ConnectStep
          key={connected.length}
          steps={steps}
          forms={all}
          connected={connected}
          onHold={onHold}
          onConnected={connect}
          onFinish={() => setCollecting(true)}
        />
      )}
    </QueryView>
  );
}

interface ConnectStepProps {
  readonly steps: readonly WelcomeStep[];
  readonly forms: readonly ProviderForm[];
  readonly connected: readonly ConnectionView[];
  readonly onHold: () => void;
  readonly onConnected: (connection: ConnectionView) => void;
  readonly onFinish: () => void;
}

function ConnectStep({ steps, forms, connected, onHold, onConnected, onFinish }: ConnectStepProps) {
  const first = connected.length === 0;
  const [chosen, setChosen] = useState(first ? forms[0]?.id : (untouched(forms, connected) ?? forms[0])?.id);
  const [verification, setVerification] = useState<VerificationView | null>(null);
  const form = forms.find(({ id }) => id === chosen);
  if (form === undefined) {
    return null;
  }
  return (
    <WelcomeFrame
      steps={steps}
      current={first ? 0 : 1}
      title={first ? `Connect ${form.title}` : 'Choose what else to watch'}
      lead={
        first
          ? 'Headroom reads usage, limits and costs. It changes nothing on your account.'
          : 'A store or a second account, each with the one thing it needs. Or go on without.'
      }
      panel={first ? <ConnectPanel form={form} verification={verification} /> : <MorePanel connected={connected} />}
      foot={first ? <SampleFoot /> : <ContinueFoot onFinish={onFinish} />}
    >
      <ConnectChooser
        forms={forms}
        chosen={form.id}
        onChoose={setChosen}
        submitLabel={first ? 'Continue' : 'Add'}
        onBefore={onHold}
        onConnected={onConnected}
        onVerified={setVerification}
      />
    </WelcomeFrame>
  );
}

function untouched(forms: readonly ProviderForm[], connected: readonly ConnectionView[]): ProviderForm | undefined {
  return forms.find(({ id }) => connected.every(({ provider }) => provider !== id));
}

function railSteps(connected: readonly ConnectionView[]): readonly WelcomeStep[] {
  const first = connected[0];
  const rest = connected.slice(1).map(({ title }) => title);
  return [
    {
      title: 'Connect an account',
      detail:
        first === undefined
          ? 'A token or an address that may read'
          : [first.title, first.planName].filter(Boolean).join(', '),
    },
    { title: 'Choose what else to watch', detail: rest.length === 0 ? 'Stores and other accounts' : rest.join(', ') },
    { title: 'First collection', detail: 'About a minute, then the first verdict' },
  ];
}

function SampleFoot() {
  const sample = useToldAction('sample:start');
  return (
    <>
      <span className="row t-2">
        <Icon of={FlaskConical} />
        No token yet? Look around first.
      </span>
      <Button disabled={sample.pending} onClick={() => sample.run(null)}>
        {sample.pending ? 'Preparing' : 'Explore a sample account'}
      </Button>
    </>
  );
}

function ContinueFoot({ onFinish }: { readonly onFinish: () => void }) {
  return (
    <>
      <span className="t-2">More can be connected later, in Settings.</span>
      <Button variant="primary" onClick={onFinish}>
        Start the first collection
      </Button>
    </>
  );
}
