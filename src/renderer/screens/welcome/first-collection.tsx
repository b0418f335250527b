import { Monitor } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import type { ConnectionView } from '#shared/ipc/app';
import type { CollectionHealth } from '#shared/ipc/collection';
import { Badge } from '../../components/badge';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Icon, NamedIcon } from '../../components/icon';
import { levelTone } from '../../components/level-tone';
import { Meter } from '../../components/meter';
import { StatusIcon } from '../../components/status-icon';
import { failureOf } from '../../data/call-channel';
import { useAction } from '../../data/use-action';
import { useQueryChannel } from '../../data/use-query-channel';
import { amountOf, meterWords, timeToLimit } from '../shared/metric-words';
import { WelcomeFrame, type WelcomeStep } from './welcome-frame';

interface FirstCollectionProps {
  readonly steps: readonly WelcomeStep[];
  readonly connected: readonly ConnectionView[];
  readonly onDone: () => void;
}

/** The first collection as it runs. It can be left at any time; a source without permission holds nothing up. */
export function FirstCollection({ steps, connected, onDone }: FirstCollectionProps) {
  const health = useQueryChannel('collection:health', null).data;
  const { mutate, isPending, error, isSuccess } = useAction('collection:run');
  const [, navigate] = useLocation();
  const started = useRef(false);
  useEffect(() => {
    if (!started.current) {
      started.current = true;
      mutate(null);
    }
  }, [mutate]);
  const running = isPending || (health?.running ?? false);
  const open = () => {
    navigate('/', { replace: true });
    onDone();
  };
  return (
    <WelcomeFrame
      steps={steps}
      current={2}
      title="First collection"
      lead={leadWords(running, isSuccess)}
      panel={<AlreadyKnown />}
      foot={
        <span className="row t-2">
          <Icon of={Monitor} />
          {running
            ? 'The collection goes on when you leave this page.'
            : 'From now on Headroom collects by itself; how often is in Settings.'}
        </span>
      }
    >
      <Progress health={health} running={running} done={isSuccess} />
      {error ? (
        <p className="welcome-trouble t-crit" role="alert">
          {failureOf(error).message} {failureOf(error).action}
        </p>
      ) : null}
      <Card aria-label="Sources">
        <ul>
          {connected.map((connection) => (
            <SourceRow
              key={connection.id}
              connection={connection}
              source={health?.sources.find(({ connectionId }) => connectionId === connection.id)}
              running={running}
            />
          ))}
        </ul>
      </Card>
      <div className="welcome-actions">
        <Button variant="primary" onClick={open}>
          Open Headroom
        </Button>
      </div>
    </WelcomeFrame>
  );
}

function leadWords(running: boolean, done: boolean): string {
  return done && !running
    ? 'Everything that the providers told so far is here.'
    : 'Reading as far back as each provider allows. You can open Headroom now.';
}

interface ProgressProps {
  readonly health: CollectionHealth | undefined;
  readonly running: boolean;
  readonly done: boolean;
}

function Progress({ health, running, done }: ProgressProps) {
  const progress = health?.progress ?? null;
  const before = done ? 100 : 0;
  const percent = progress === null || progress.total === 0 ? before : (progress.done / progress.total) * 100;
  const resting = done ? 'Done' : 'Waiting';
  const words = running ? (progress?.label ?? 'Starting') : resting;
  return (
    <div className="welcome-progress">
      <div className="row row-between">
        <span className="t-label">{progress === null ? words : `${progress.done} of ${progress.total} sources`}</span>
        <span className={progress === null ? 'visually-hidden' : 't-small t-3'} role="status">
          {words}
        </span>
      </div>
      <Meter percent={percent} tone="accent" label="First collection" valueText={words} />
    </div>
  );
}

interface SourceRowProps {
  readonly connection: ConnectionView;
  readonly source: CollectionHealth['sources'][number] | undefined;
  readonly running: boolean;
}

function SourceRow({ connection, source, running }: SourceRowProps) {
  const trouble = source?.capabilities.find(({ outcome }) => outcome !== 'ok');
  const good = source?.capabilities.filter(({ outcome }) => outcome === 'ok').length ?? 0;
  const state = source?.state ?? 'never';
  const waiting = running ? 'reading' : 'not read yet';
  return (
    <li className="welcome-source">
      <span className="tile">
        <NamedIcon name={connection.icon} />
      </span>
      <div className="grow">
        <div className="t-label">{connection.title}</div>
        <p className="t-small t-3">
          {trouble === undefined ? connection.providerTitle : `${trouble.message} Nothing else is held up.`}
        </p>
      </div>
      <span className="row t-small t-2">
        {state === 'never' ? waiting : `${good} of ${source?.capabilities.length ?? 0} read`}
        {state === 'ok' ? <StatusIcon tone="ok" size={14} /> : null}
        {state === 'partial' || state === 'failed' ? <StatusIcon tone="warning" size={14} /> : null}
      </span>
    </li>
  );
}

/** What is known appears while the collection runs. */
function AlreadyKnown() {
  const overview = useQueryChannel('overview:get', null).data;
  const limits = overview?.limits.slice(0, 4) ?? [];
  return (
    <>
      <h2 className="t-strong">Already known</h2>
      {limits.length === 0 ? <p className="t-small t-2">Figures appear here as they come in.</p> : null}
      <ul className="welcome-known">
        {limits.map((metric, index) => {
          const { figure, of } = amountOf(metric);
          return (
            <li key={metric.key} className="card welcome-known-card">
              {index === 0 && metric.status === 'warning' ? (
                <Badge tone="warning">Above the warning threshold</Badge>
              ) : null}
              <div className="row row-between">
                <span className="t-label t-cut">{metric.title}</span>
                <span className="t-small t-3 t-nowrap">{timeToLimit(metric)}</span>
              </div>
              <p className="t-num">
                <b>{figure}</b> <span className="t-small t-3">{of}</span>
              </p>
              {metric.percent === null ? null : (
                <Meter
                  percent={metric.percent}
                  warning={metric.warningPercent}
                  critical={metric.criticalPercent}
                  tone={levelTone(metric)}
                  label={metric.title}
                  valueText={meterWords(metric)}
                />
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
