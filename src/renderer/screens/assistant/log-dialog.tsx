import { formatDateTime } from '#shared/format/date';
import { assistantPage } from '#shared/words/assistant';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { useQueryChannel } from '../../data/use-query-channel';
import { QueryView } from '../shared/query-view';
import { useToldAction } from '../shared/use-told-action';

/** Everything that went to a model and came back, newest first. */
export function LogDialog({ onClose }: { readonly onClose: () => void }) {
  const log = useQueryChannel('assistant:log', null);
  const inSample = useQueryChannel('assistant:state', null).data?.inSample === true;
  const remove = useToldAction('assistant:log-delete');
  const isEmpty = (log.data ?? []).length === 0;
  return (
    <Dialog
      open
      onClose={onClose}
      wide
      title="What was sent and received"
      description={inSample ? assistantPage.logHelpSample : assistantPage.logHelp}
      actions={
        <>
          <Button variant="danger" disabled={isEmpty || remove.pending} onClick={() => remove.run(null)}>
            Delete the log
          </Button>
          <Button onClick={onClose}>Close</Button>
        </>
      }
    >
      <QueryView query={log} what="The log" skeleton={null}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="t-2">{assistantPage.logEmpty}</p>
          ) : (
            <ul className="assistant-log">
              {rows.map(({ id, at, task, model, host, sent, received, outcome, cost }) => (
                <li key={id}>
                  <details>
                    <summary>
                      {formatDateTime(at)} · {task} · {model} at {host} · {[outcome, cost].filter(Boolean).join(' · ')}
                    </summary>
                    <h3 className="t-label">Sent</h3>
                    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard (WCAG 2.1.1). */}
                    <pre className="sent-text t-code t-small" tabIndex={0}>
                      {sent}
                    </pre>
                    <h3 className="t-label">Received</h3>
                    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the same. */}
                    <pre className="sent-text t-code t-small" tabIndex={0}>
                      {received}
                    </pre>
                  </details>
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </Dialog>
  );
}
