import type { ChannelName } from '#shared/ipc/contract';
import type { ChangeTopic } from '#shared/ipc/events';

/** The channels that are read and kept, each with the nouns whose change makes its answer old. */
const TOPICS = {
  'app:state': ['sample-progress', 'connections', 'settings', 'recommendations', 'alerts', 'collection'],
  'overview:get': ['usage', 'recommendations', 'alerts', 'collection', 'connections', 'limits', 'costs'],
  'usage:list': ['usage', 'collection', 'connections', 'limits'],
  'usage:chart': ['usage', 'connections', 'limits'],
  'recommendations:list': ['recommendations', 'usage', 'limits'],
  'assumptions:get': ['assumptions'],
  'alerts:list': ['alerts'],
  'messages:list': ['alerts'],
  'rules:list': ['limits'],
  'rules:back-test': ['limits'],
  'rules:back-test-marks': ['limits'],
  'drill:run': [],
  'telling:projects': ['connections', 'collection'],
  'channels:list': ['settings', 'alerts'],
  'channels:values': ['settings'],
  'telling:get': ['settings'],
  'record:list': ['usage', 'connections'],
  'record:days': ['usage', 'connections'],
  'collection:health': ['collection', 'connections', 'settings'],
  'settings:get': ['settings'],
  'connections:list': ['connections', 'collection'],
  'connections:secret-places': ['connections', 'collection'],
  'connections:forms': [],
  'bill:get': ['costs', 'usage', 'limits', 'connections'],
  'bill:closed': ['costs', 'usage', 'connections'],
  'bill:unit-costs': ['costs', 'usage', 'connections'],
  'costs:list': ['costs', 'usage', 'limits', 'connections'],
  'costs:ai': ['costs', 'usage', 'connections'],
  'costs:change': ['costs', 'usage', 'limits', 'connections'],
  'costs:what-if': ['costs', 'usage', 'limits', 'connections'],
  'costs:plans': ['costs', 'limits', 'connections'],
  'costs:choices': ['costs', 'limits', 'connections'],
  'limits:list': ['limits', 'usage', 'collection', 'connections'],
  'prices:providers': ['prices'],
  'prices:list': ['prices'],
  'stores:list': ['connections', 'collection'],
  'report:choices': ['connections', 'collection', 'costs'],
  'report:preview': ['usage', 'recommendations', 'alerts', 'limits', 'costs', 'connections', 'assumptions'],
  'report:card': ['usage', 'alerts', 'limits', 'costs', 'connections'],
  'report-schedule:get': ['reports', 'settings', 'connections'],
  'assistant:state': ['assistant', 'connections'],
  'assistant:preview': ['assistant', 'recommendations', 'usage', 'costs', 'limits', 'connections'],
  'assistant:wording': ['assistant', 'recommendations', 'usage', 'costs', 'limits', 'connections'],
  'assistant:log': ['assistant'],
  'data:status': ['data', 'collection', 'connections'],
} as const satisfies Partial<Record<ChannelName, readonly ChangeTopic[]>>;

export type QueryChannel = keyof typeof TOPICS;

/**
 * Every channel that is read and kept.
 *
 * @internal for tests and the bench
 */
export const QUERY_CHANNELS = Object.keys(TOPICS) as readonly QueryChannel[];

/** True when an answer of `channel` may be old after `changed`: with another account every answer is. */
export function isTouched(channel: string, changed: readonly ChangeTopic[]): boolean {
  if (changed.includes('account')) {
    return true;
  }
  const topics: readonly ChangeTopic[] | undefined = isQueryChannel(channel) ? TOPICS[channel] : undefined;
  return topics?.some((topic) => changed.includes(topic)) ?? false;
}

function isQueryChannel(channel: string): channel is QueryChannel {
  return channel in TOPICS;
}
