import type { ChannelInput, ChannelOutput } from '#shared/ipc/contract';

export type Rules = ChannelOutput<'rules:list'>['rules'];
export type RuleChange = ChannelInput<'rules:set'>;
