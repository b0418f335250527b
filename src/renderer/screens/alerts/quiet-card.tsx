import { ChevronDown } from 'lucide-react';
import { Link } from 'wouter';
import { formatMoment } from '#shared/format/date';
import type { ChannelOutput } from '#shared/ipc/contract';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Menu } from '../../components/menu';
import { Switch } from '../../components/switch';
import { useQueryChannel } from '../../data/use-query-channel';
import { links } from '../shared/links';
import { QueryView } from '../shared/query-view';
import { useToldAction } from '../shared/use-told-action';
import { DEFAULT_QUIET_HOURS, quietWords } from './quiet-words';

type Telling = ChannelOutput<'telling:get'>;

/** When nobody is told, and a way to be left alone for a while. */
export function QuietCard() {
  const telling = useQueryChannel('telling:get', null);
  return (
    <QueryView query={telling} what="The quiet hours" skeleton={null}>
      {(data) => <Quiet telling={data} />}
    </QueryView>
  );
}

function Quiet({ telling: { settings, pausedUntil, quiet } }: { readonly telling: Telling }) {
  const set = useToldAction('telling:set');
  const pause = useToldAction('telling:pause');
  const { quietHours } = settings;
  return (
    <Card
      title="Quiet hours"
      aside={
        <Switch
          label="Quiet hours"
          checked={quietHours !== null}
          disabled={set.pending}
          onChange={(on) => set.run({ quietHours: on ? DEFAULT_QUIET_HOURS : null })}
        />
      }
    >
      <p className="t-small t-2">{quietWords(settings)}</p>
      {quiet === null ? null : (
        <p className="t-small t-2">
          {quiet.why === 'maintenance' ? `Maintenance${quiet.title === '' ? '' : ` (${quiet.title})`}` : 'Quiet'} until{' '}
          {formatMoment(quiet.until)}.
        </p>
      )}
      <p className="t-small">
        <Link href={links.settings('notifications')}>Change hours and maintenance windows</Link>
      </p>
      <div className="pause-row">
        <span className="t-label grow">
          {pausedUntil === null ? 'Pause everything' : `Paused until ${formatMoment(pausedUntil)}`}
        </span>
        {pausedUntil === null ? (
          <Menu
            heading="Pause everything"
            trigger={
              <Button size="small" trailingIcon={ChevronDown} disabled={pause.pending}>
                Pause
              </Button>
            }
            items={[
              { label: 'For 1 hour', onSelect: () => pause.run({ pause: 'hour' }) },
              { label: 'Until tomorrow', onSelect: () => pause.run({ pause: 'until-tomorrow' }) },
            ]}
          />
        ) : (
          <Button size="small" disabled={pause.pending} onClick={() => pause.run({ pause: null })}>
            Resume
          </Button>
        )}
      </div>
    </Card>
  );
}
