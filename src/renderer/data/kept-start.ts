import type { QueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import type { Instant } from '#shared/domain/instant';
import { appStateSchema, settingsSchema } from '#shared/ipc/app';
import type { ChannelName, HeadroomBridge } from '#shared/ipc/contract';
import { overviewSchema } from '#shared/ipc/overview';
import { bridge } from './bridge';
import { listen } from './listen';

/** What the first paint needs, as main answered it last. */
const keptSchema = z.object({
  'app:state': appStateSchema,
  'settings:get': settingsSchema,
  'overview:get': overviewSchema,
});
export type KeptStart = z.infer<typeof keptSchema>;
type KeptChannel = keyof KeptStart;

/** Sentences such as "in 6 days" are not worth showing any longer. */
const FRESH_SECONDS = 86_400;
/** Above this many characters an account is so large that reading it back would hold the first paint up. */
const MOST_CHARACTERS = 1_000_000;

/** The channel that takes an account away with everything that is known of it. */
const REMOVAL: ChannelName = 'connections:remove';

/** Where it lies: in the page's own storage, which belongs to the data folder. */
export type StartStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The key of a start that a person asked for as `place.search` says: the sample account has one of its own. */
export function startKey({ search }: Pick<Location, 'search'>): string {
  return new URLSearchParams(search).has('sample') ? 'last-start:sample' : 'last-start';
}

/** What was kept, unless it is of another day or of a version that told it otherwise. */
export function readKeptStart(storage: StartStorage, key: string, now: Instant): KeptStart | null {
  const text = storage.getItem(key);
  if (text === null) {
    return null;
  }
  try {
    const { data } = keptSchema.safeParse(JSON.parse(text));
    const age = data === undefined ? Number.NaN : now - data['overview:get'].asOf;
    return data !== undefined && age >= 0 && age < FRESH_SECONDS ? data : null;
  } catch {
    return null;
  }
}

/** What is worth keeping of three answers: the first screen of an account, without what was told only once. */
export function worthKeeping(
  answers: { readonly [Name in KeptChannel]: KeptStart[Name] | undefined },
): KeptStart | null {
  const { 'app:state': state, 'settings:get': settings, 'overview:get': overview } = answers;
  if (state === undefined || settings === undefined || overview === undefined) {
    return null;
  }
  // Of another clock nobody can tell how old it is; and a first run has nothing to show.
  if (state.mode === 'empty' || state.preparing !== null || state.clockStart !== null) {
    return null;
  }
  return {
    'app:state': { ...state, problems: [], notices: [] },
    'settings:get': settings,
    'overview:get': overview,
  };
}

let kept: Partial<KeptStart> = {};

/** The answer of a channel as it was kept, until main has answered it in this window. */
export function keptAnswer<Name extends string>(
  channel: Name,
): Name extends KeptChannel ? KeptStart[Name] | undefined : undefined {
  return kept[channel as KeptChannel] as never;
}

/**
 * Shows what was kept until main answers, and keeps what it answers then. Where the window goes to another account, or
 * one is removed, it is taken away first: nothing of one that was left is shown again.
 */
export function keepStart(
  client: QueryClient,
  { storage, key, now }: { readonly storage: StartStorage; readonly key: string; readonly now: Instant },
  door: HeadroomBridge = bridge(),
): void {
  kept = readKeptStart(storage, key, now) ?? {};
  const forget = (): void => {
    kept = {};
    storage.removeItem('last-start');
    storage.removeItem('last-start:sample');
  };
  listen(
    'changed',
    ({ topics }) => {
      if (topics.includes('account')) {
        forget();
      }
    },
    door,
  );
  client.getMutationCache().subscribe(({ type, mutation }) => {
    if (type === 'updated' && mutation.state.status === 'success' && mutation.options.mutationKey?.[0] === REMOVAL) {
      forget();
    }
  });
  client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success') {
      return;
    }
    const channel = String(event.query.queryKey[0]);
    if (!(channel in keptSchema.shape)) {
      return;
    }
    delete kept[channel as KeptChannel];
    // One that has to be read again may still show what was removed.
    const isOld = client.getQueryState(['overview:get', null])?.isInvalidated === true;
    const answers = worthKeeping({
      'app:state': client.getQueryData(['app:state', null]),
      'settings:get': client.getQueryData(['settings:get', null]),
      'overview:get': client.getQueryData(['overview:get', null]),
    });
    if (answers !== null && !isOld) {
      save(storage, key, answers);
    }
  });
}

function save(storage: StartStorage, key: string, answers: KeptStart): void {
  const text = JSON.stringify(answers);
  try {
    if (text.length > MOST_CHARACTERS) {
      storage.removeItem(key);
    } else {
      storage.setItem(key, text);
    }
  } catch {
    // Without room for it the next start shows nothing until main answers.
  }
}
