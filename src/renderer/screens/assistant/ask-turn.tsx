import type { AssistantAnswerView, AssistantReadView } from '#shared/ipc/assistant';
import { assistantPage } from '#shared/words/assistant';
import { FailureNote } from './failure-note';
import { ProvedText } from './proved-text';

interface AskTurnProps {
  readonly answer: AssistantAnswerView;
  readonly onNavigate: (path: string) => void;
  /** A link of its own leads elsewhere. */
  readonly onLeave: () => void;
}

/** One question with its answer, what was read for it, and what it cost. */
export function AskTurn({ answer, onNavigate, onLeave }: AskTurnProps) {
  const { question, sentences, reads, status, failure, cost, model } = answer;
  const isStruck = sentences.some(({ struck }) => struck);
  return (
    <article className="ask-turn" aria-busy={status === 'running'}>
      <p className="ask-question">{question}</p>
      {sentences.length === 0 ? null : <ProvedText sentences={sentences} />}
      {status === 'running' ? <p className="t-small t-3">{waiting(answer)}</p> : null}
      {failure === null ? null : <FailureNote failure={failure} onFollow={onLeave} />}
      {reads.length === 0 ? null : <Reads reads={reads} onNavigate={onNavigate} />}
      <p className="assistant-foot t-small t-3">
        {[model, cost].filter(Boolean).join(' · ')}
        {isStruck ? <span>{assistantPage.struckNote}</span> : null}
      </p>
    </article>
  );
}

function waiting({ sentences, reads }: AssistantAnswerView): string {
  const reading = reads.at(-1)?.title;
  if (sentences.length > 0) {
    return 'Writing …';
  }
  return reading === undefined ? 'Asking the model …' : `Read: ${reading} …`;
}

function Reads({
  reads,
  onNavigate,
}: { readonly reads: readonly AssistantReadView[] } & Pick<AskTurnProps, 'onNavigate'>) {
  const count = reads.reduce((sum, { figures }) => sum + figures.length, 0);
  return (
    <details className="ask-reads t-small">
      <summary>
        {assistantPage.figuresRead}: {count}
      </summary>
      {reads.map(({ tool, title, figures, problem }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: reads only ever come behind those that are there.
        <section key={index} aria-label={title}>
          <h3 className="t-label" title={tool}>
            {title}
          </h3>
          {problem === '' ? null : <p className="t-3">{problem}</p>}
          <ul className="ask-figures">
            {figures.map(({ label, value, path }) => (
              <li key={`${label} ${value}`}>
                <a
                  href={`#${path}`}
                  onClick={(event) => {
                    event.preventDefault();
                    onNavigate(path);
                  }}
                >
                  {label}
                </a>
                <span className="t-num t-nowrap">{value}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </details>
  );
}
