import { counted } from '#shared/format/plural';
import type { PriceDiff } from '#shared/ipc/limits';
import { Badge } from '../../components/badge';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { StatusIcon } from '../../components/status-icon';
import { useToast } from '../../components/toast';
import { datedWords } from '../shared/day-words';
import { useToldAction } from '../shared/use-told-action';

interface ImportDialogProps {
  readonly diff: PriceDiff;
  readonly onClose: () => void;
}

/** What a chosen price file would change, before anything of it is in use. */
export function ImportDialog({ diff, onClose }: ImportDialogProps) {
  const { run, pending } = useToldAction('prices:accept');
  const toast = useToast();
  const { changes, warnings, asOf, token } = diff;
  const accept = () =>
    run({ token }, () => {
      onClose();
      toast({ text: `The price list of ${datedWords(asOf)} is in use` });
    });
  return (
    <Dialog
      open
      onClose={onClose}
      wide
      title={`Price list of ${datedWords(asOf)}`}
      description={
        changes.length === 0
          ? 'It says the same as the list in use.'
          : `It changes ${counted(changes.length, 'row')}. Your own corrections stay in force.`
      }
      actions={
        <>
          <Button onClick={onClose}>Keep the list in use</Button>
          <Button variant="primary" onClick={accept} disabled={pending || changes.length === 0}>
            Use this list
          </Button>
        </>
      }
    >
      {warnings.map((warning) => (
        <p key={warning} className="row row-top import-warning t-warn">
          <StatusIcon tone="warning" size={14} />
          {warning}
        </p>
      ))}
      {changes.length === 0 ? null : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard (WCAG 2.1.1).
        <section className="import-changes" aria-label="Changes" tabIndex={0}>
          <ul>
            {changes.map(({ id, kind, text }) => (
              <li key={id}>
                <Badge>{kind}</Badge>
                <span>
                  <span className="t-label">{id}</span>
                  <span className="limit-second">{text}</span>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Dialog>
  );
}
