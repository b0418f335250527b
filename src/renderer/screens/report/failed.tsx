import { StatusIcon } from '../../components/status-icon';
import { failureOf } from '../../data/call-channel';

/** Why something could not be saved or copied, and what to do. */
export function Failed({ error }: { readonly error: Error }) {
  const { message, action } = failureOf(error);
  return (
    <>
      <StatusIcon tone="critical" size={14} />
      <span role="alert">
        {message} {action}
      </span>
    </>
  );
}
