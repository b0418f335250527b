import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import type { ChannelInput, ChannelName, ChannelOutput } from '#shared/ipc/contract';
import { ChannelError, callChannel } from './call-channel';

/**
 * A changing channel. Main tells afterwards what changed, so an action invalidates nothing by itself.
 * Errors are `ChannelError`s.
 */
export function useAction<Name extends ChannelName>(
  name: Name,
): UseMutationResult<ChannelOutput<Name>, Error, ChannelInput<Name>> {
  return useMutation<ChannelOutput<Name>, Error, ChannelInput<Name>>({
    mutationKey: [name],
    mutationFn: async (input) => {
      const answer = await callChannel(name, input);
      if (!answer.ok) {
        throw new ChannelError(answer.failure);
      }
      return answer.value;
    },
  });
}
