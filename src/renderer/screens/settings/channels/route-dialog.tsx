import { useState } from 'react';
import { Button } from '../../../components/button';
import { Dialog } from '../../../components/dialog';
import { Segmented } from '../../../components/segmented';
import { useToldAction } from '../../shared/use-told-action';
import { type Route, useServices } from './routes';

interface RouteDialogProps {
  readonly id: string;
  readonly title: string;
  readonly routes: readonly Route[];
  readonly onClose: () => void;
}

const SEVERITIES = [
  { value: 'all', label: 'Every alert' },
  { value: 'critical', label: 'Only critical' },
] as const;

/** What one channel is told of: how bad, and of which services. */
export function RouteDialog({ id, title, routes, onClose }: RouteDialogProps) {
  const known = routes.find(({ channel }) => channel === id);
  const [severity, setSeverity] = useState<'all' | 'critical'>(
    known?.severities.length === 1 && known.severities[0] === 'critical' ? 'critical' : 'all',
  );
  const [chosen, setChosen] = useState<readonly string[]>(known?.services ?? []);
  const services = useServices();
  const { run, pending } = useToldAction('telling:set');
  const save = () => {
    const others = routes.filter(({ channel }) => channel !== id);
    const isAll = severity === 'all' && chosen.length === 0;
    const route: Route = {
      channel: id,
      severities: severity === 'all' ? [] : ['critical'],
      services: [...chosen],
      conditions: known?.conditions ?? [],
    };
    run({ routes: isAll ? others : [...others, route] }, onClose);
  };
  const toggle = (service: string) =>
    setChosen((before) => (before.includes(service) ? before.filter((one) => one !== service) : [...before, service]));
  return (
    <Dialog
      open
      onClose={onClose}
      title={`What ${title} is told of`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={pending} onClick={save}>
            Save
          </Button>
        </>
      }
    >
      <div className="dialog-form">
        <Segmented label="How bad" value={severity} segments={SEVERITIES} onChange={setSeverity} />
        <fieldset className="route-services">
          <legend className="t-label">Services</legend>
          <p className="t-small t-3">None chosen: all of them.</p>
          {[...services].map(([service, name]) => (
            <label key={service} className="route-service">
              <input type="checkbox" checked={chosen.includes(service)} onChange={() => toggle(service)} />
              {name}
            </label>
          ))}
        </fieldset>
      </div>
    </Dialog>
  );
}
