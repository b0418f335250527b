import { Sparkles } from 'lucide-react';
import { useState } from 'react';
import { formatDateTime } from '#shared/format/date';
import type { AssistantStateView, WordingView } from '#shared/ipc/assistant';
import { assistantPage, ruleTextStands } from '#shared/words/assistant';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { useQueryChannel } from '../../data/use-query-channel';
import { useToldAction } from '../shared/use-told-action';
import { FailureNote } from './failure-note';
import { PreviewDialog } from './preview-dialog';
import { ProvedText } from './proved-text';
import { useRun } from './use-run';
import { WeighDialog } from './weigh-dialog';

const PARTS = [
  ['what', 'What'],
  ['why', 'Why'],
  ['byWhen', 'By when'],
  ['ifNot', 'If not'],
] as const;

/** What a model writes of the open recommendations, when it is asked to; nothing while AI wording is off. */
export function WordingCard() {
  const state = useQueryChannel('assistant:state', null).data;
  const wording = useQueryChannel('assistant:wording', null).data;
  const write = useToldAction('assistant:write');
  const { begin, stop } = useRun();
  const [failed, setFailed] = useState<WordingView | null>(null);
  const [open, setOpen] = useState<'weigh' | 'preview' | null>(null);
  if (state === undefined || state.blocked?.reason === 'off') {
    return null;
  }
  const shown = wording?.brief ?? null;
  const run = () => {
    setFailed(null);
    write.run({ id: begin() }, (answer) => setFailed(answer.failure === null ? null : answer));
  };
  return (
    <Card
      className="wording-card"
      title={assistantPage.summaryTitle}
      aside={
        <div className="row">
          {write.pending ? (
            <Button size="small" onClick={stop}>
              Stop
            </Button>
          ) : (
            <Button size="small" icon={Sparkles} disabled={state.blocked !== null} onClick={run}>
              {shown === null ? 'Write' : 'Write anew'}
            </Button>
          )}
          <Button size="small" disabled={state.blocked !== null} onClick={() => setOpen('weigh')}>
            Weigh against a goal…
          </Button>
          <Button size="small" variant="ghost" onClick={() => setOpen('preview')}>
            What is sent…
          </Button>
        </div>
      }
    >
      <Body state={state} wording={wording} failed={failed} isWriting={write.pending} />
      {open === 'weigh' ? <WeighDialog onClose={() => setOpen(null)} /> : null}
      {open === 'preview' ? <PreviewDialog task="summary" text="" onClose={() => setOpen(null)} /> : null}
    </Card>
  );
}

interface BodyProps {
  readonly state: AssistantStateView;
  readonly wording: WordingView | undefined;
  readonly failed: WordingView | null;
  readonly isWriting: boolean;
}

/** What was written, is being written, or why it is not. */
function Body({ state, wording, failed, isWriting }: BodyProps) {
  const hasBrief = (wording?.brief ?? null) !== null;
  const failure = state.blocked ?? (hasBrief ? null : (failed?.failure ?? null));
  const isIdle = !hasBrief && !isWriting && failure === null;
  return (
    <div aria-live="polite" aria-busy={isWriting}>
      {failure === null ? null : <FailureNote failure={failure} stands={ruleTextStands} />}
      {isWriting ? <p className="t-small t-3">Writing …</p> : null}
      {isIdle ? (
        <p className="t-small t-3">{wording?.isOld === true ? assistantPage.summaryOld : assistantPage.summaryHelp}</p>
      ) : null}
      {wording === undefined ? null : <Brief wording={wording} model={state.model} />}
    </div>
  );
}

function Brief({ wording, model }: { readonly wording: WordingView; readonly model: string }) {
  const { brief, at, cost, leftOut } = wording;
  return brief === null ? null : (
    <>
      <div className="wording-parts">
        {PARTS.map(([key, title]) => (
          <section key={key}>
            <h3 className="t-label">{title}</h3>
            <ProvedText sentences={brief[key]} />
          </section>
        ))}
      </div>
      {leftOut === '' ? null : <p className="t-small t-3">{leftOut}</p>}
      <p className="t-small t-3">
        {[assistantPage.modelSpeaks, model, at === null ? '' : formatDateTime(at), cost].filter(Boolean).join(' · ')}
      </p>
    </>
  );
}
