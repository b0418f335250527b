import { useCallback } from 'react';
import type { ChannelInput, ChannelName, ChannelOutput } from '#shared/ipc/contract';
import { useToast } from '../../components/toast';
import { failureOf } from '../../data/call-channel';
import { useAction } from '../../data/use-action';

/** An action whose failure is told in a toast: what failed and what to do. `pending` while it runs. */
export function useToldAction<Name extends ChannelName>(
  name: Name,
): {
  readonly run: (input: ChannelInput<Name>, onDone?: (output: ChannelOutput<Name>) => void) => void;
  readonly pending: boolean;
} {
  const action = useAction(name);
  const toast = useToast();
  const { mutate } = action;
  const run = useCallback(
    (input: ChannelInput<Name>, onDone?: (output: ChannelOutput<Name>) => void) => {
      mutate(input, {
        onSuccess: (output) => onDone?.(output),
        onError: (error) => {
          const failure = failureOf(error);
          if (failure.code !== 'cancelled') {
            toast({ tone: 'critical', text: `${failure.message} ${failure.action}` });
          }
        },
      });
    },
    [mutate, toast],
  );
  return { run, pending: action.isPending };
}
