import { type UseQueryOptions, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { ChannelInput, ChannelOutput } from '#shared/ipc/contract';
import { ChannelError, callChannel } from './call-channel';
import { keptAnswer } from './kept-start';
import type { QueryChannel } from './topics';

/** How long words such as "in about 35 hours" are left standing where nothing new was read. */
export const TIMES_AHEAD_HOLD_MS = 5 * 60_000;

/**
 * The kept answer of a reading channel, read again when main says that it changed. Errors are `ChannelError`s.
 * With another input the last answer stays on screen until the new one is there. `isPlaceholderData` tells that the
 * answer is not the one that was asked for. `againAfter` milliseconds it is asked anew while the window can be seen.
 */
export function useQueryChannel<Name extends QueryChannel>(
  name: Name,
  input: ChannelInput<Name>,
  options: { readonly enabled?: boolean; readonly againAfter?: number } = {},
): UseQueryResult<ChannelOutput<Name>, Error> {
  const placeholder = ((previous: unknown) => previous ?? keptAnswer(name)) as UseQueryOptions<
    ChannelOutput<Name>,
    Error
  >['placeholderData'];
  return useQuery<ChannelOutput<Name>, Error>({
    queryKey: [name, input],
    enabled: options.enabled ?? true,
    refetchInterval: options.againAfter ?? false,
    // Before there is any answer, the one that was kept from the last time.
    placeholderData: placeholder,
    queryFn: async () => {
      const answer = await callChannel(name, input);
      if (!answer.ok) {
        throw new ChannelError(answer.failure);
      }
      return answer.value;
    },
  });
}
