import { Info, X } from 'lucide-react';
import type { Failure } from '#shared/domain/failure';
import { IconButton } from '../components/button';
import { Icon } from '../components/icon';
import { StatusIcon } from '../components/status-icon';
import { useToldAction } from '../screens/shared/use-told-action';

interface ProblemNoticesProps {
  readonly problems: readonly Failure[];
  readonly notices: readonly string[];
}

/** Trouble with the store or the keychain, and what happened to the file while it was opened. */
export function ProblemNotices({ problems, notices }: ProblemNoticesProps) {
  const dismiss = useToldAction('app:dismiss-notices');
  if (problems.length === 0 && notices.length === 0) {
    return null;
  }
  return (
    <aside className="problem-notices" aria-label="Notices">
      {problems.map((problem) => (
        <div key={problem.code + problem.message} className="notice notice-critical" role="alert">
          <StatusIcon tone="critical" size={14} />
          <span>
            {problem.message} {problem.action}
          </span>
        </div>
      ))}
      {notices.map((notice, index) => (
        <div key={notice} className="notice">
          <Icon of={Info} size={14} />
          <span className="grow">{notice}</span>
          {index === 0 ? <IconButton icon={X} label="Dismiss notices" onClick={() => dismiss.run(null)} /> : null}
        </div>
      ))}
    </aside>
  );
}
