import type { z } from 'zod';
import type { Result } from '#shared/domain/failure';
import { ruleChannels } from './alert-rules';
import { alertChannels } from './alerts';
import { appChannels } from './app';
import { assistantChannels } from './assistant';
import { billChannels } from './bill';
import { channelChannels } from './channels';
import { collectionChannels } from './collection';
import { costChannels } from './costs';
import { dataChannels } from './data';
import { exportChannels } from './exports';
import { limitChannels } from './limits';
import { overviewChannels } from './overview';
import { recommendationChannels } from './recommendations';
import { recordChannels } from './record';
import { reportChannels } from './report';
import { reportScheduleChannels } from './report-schedule';
import { usageChannels } from './usage';

/** Every request that the window may make, by name. A name used twice is a type error. */
export const contract = {
  ...appChannels,
  ...collectionChannels,
  ...overviewChannels,
  ...usageChannels,
  ...recommendationChannels,
  ...alertChannels,
  ...channelChannels,
  ...ruleChannels,
  ...recordChannels,
  ...reportChannels,
  ...reportScheduleChannels,
  ...exportChannels,
  ...dataChannels,
  ...costChannels,
  ...billChannels,
  ...limitChannels,
  ...assistantChannels,
} as const;

export type ChannelName = keyof typeof contract;
export type ChannelInput<Name extends ChannelName> = z.infer<(typeof contract)[Name]['input']>;
export type ChannelOutput<Name extends ChannelName> = z.infer<(typeof contract)[Name]['output']>;

/** Names on the wire carry the app's prefix; nothing else gets through the preload. */
export const CHANNEL_PREFIX = 'headroom:';

/** What the preload puts on `window.headroom`. */
export interface HeadroomBridge {
  invoke(channel: string, input: unknown): Promise<unknown>;
  /** Returns the function that stops listening. */
  on(event: string, listener: (payload: unknown) => void): () => void;
}

/** The handler side of a channel. */
export type Handler<Name extends ChannelName> = (input: ChannelInput<Name>) => Promise<Result<ChannelOutput<Name>>>;
export type Handlers = { readonly [Name in ChannelName]: Handler<Name> };
