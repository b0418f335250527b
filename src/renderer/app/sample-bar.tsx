import { FlaskConical } from 'lucide-react';
import { useLocation } from 'wouter';
import { Icon } from '../components/icon';
import { useToldAction } from '../screens/shared/use-told-action';

/** Says over the whole window that nothing here is real. It cannot be dismissed, only left. */
export function SampleBar() {
  const { run, pending } = useToldAction('sample:leave');
  const [, navigate] = useLocation();
  return (
    <aside className="sample-bar" aria-label="Sample account">
      <Icon of={FlaskConical} size={14} />
      <span className="grow t-cut">Sample data. Nothing here is your account.</span>
      <button
        type="button"
        className="link-button"
        disabled={pending}
        onClick={() => run(null, () => navigate('/', { replace: true }))}
      >
        {pending ? 'Leaving' : 'Leave sample'}
      </button>
    </aside>
  );
}
