import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Message } from '../../components/message';
import { usePatience } from '../../components/skeleton';
import { StatusIcon } from '../../components/status-icon';
import { failureOf } from '../../data/call-channel';

interface QueryViewProps<Data> {
  readonly query: UseQueryResult<Data, Error>;
  /** What fails if it fails: `The overview`. */
  readonly what: string;
  readonly skeleton: ReactNode;
  readonly children: (data: Data) => ReactNode;
}

/** The four faces of an answer: on its way, there, failed with nothing, failed over what was there. */
export function QueryView<Data>({ query, what, skeleton, children }: QueryViewProps<Data>) {
  const late = usePatience(query.isPending);
  const retry = () => void query.refetch();
  if (query.data !== undefined) {
    return (
      <>
        {query.error ? <StaleNotice what={what} error={query.error} onRetry={retry} /> : null}
        {children(query.data)}
      </>
    );
  }
  if (query.error) {
    const failure = failureOf(query.error);
    return (
      <Card>
        <Message
          tone="critical"
          title={`${what} could not be read`}
          action={<Button onClick={retry}>Try again</Button>}
          alert
        >
          {failure.message} {failure.action}
        </Message>
      </Card>
    );
  }
  return (
    <div aria-busy="true" aria-live="polite">
      <span className="visually-hidden">Loading</span>
      {late ? skeleton : null}
    </div>
  );
}

function StaleNotice({ what, error, onRetry }: { what: string; error: Error; onRetry: () => void }) {
  const failure = failureOf(error);
  return (
    <div className="notice" role="alert">
      <StatusIcon tone="critical" size={14} />
      <span className="grow">
        {what} could not be read again. {failure.message} {failure.action}
      </span>
      <Button size="small" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}
