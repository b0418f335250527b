import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { ChannelInput, ChannelOutput } from '#shared/ipc/contract';
import { ChannelError, callChannel } from './call-channel';
import type { QueryChannel } from './topics';

/**
 * The kept answer of a reading channel, read again when main says that it changed. Errors are `ChannelError`s.
 * With another input the last answer stays on screen until the new one is there.
 */
export function useQueryChannel<Name extends QueryChannel>(
  name: Name,
  input: ChannelInput<Name>,
  options: { readonly enabled?: boolean } = {},
): UseQueryResult<ChannelOutput<Name>, Error> {
  return useQuery<ChannelOutput<Name>, Error>({
    queryKey: [name, input],
    enabled: options.enabled ?? true,
    placeholderData: keepPreviousData,
    queryFn: async () => {
      const answer = await callChannel(name, input);
      if (!answer.ok) {
        throw new ChannelError(answer.failure);
      }
      return answer.value;
    },
  });
}
