import type { AssistantReason, AssistantSettings } from '../domain/assistant';

/** What the terminal says of the model that may word, weigh and answer. */
export const assistantTerminal = {
  showSent: 'Nothing was sent. This is the first request as it would go out, without the key:',
  figuresRead: 'Figures read',
  noQuestion: 'Ask something: headroom ask "why did costs rise on Tuesday?"',
  tooLong: 'A question has 4,000 characters at most.',
  prompt: 'Ask (an empty line ends): ',
  keyPrompt: 'Key: ',
  noKey: 'Nothing was typed: the key stays as it was.',
  keyKept: 'The key is kept where your other keys are.',
  keyRemoved: 'The key was removed.',
  on: 'AI wording is on: what you ask for is sent to the model that you chose, and nothing else.',
  off: 'AI wording is off: nothing is sent anywhere.',
  nothingToSet: 'Say what to set: --provider, --model, --address, --cap, --cap-tokens, --mask or --no-mask.',
  nothingLogged: 'Nothing was sent yet.',
  forgotten: 'What was sent and received is deleted.',
  forgets: 'This deletes the log of everything that was sent to models and received. Repeat it with --yes.',
  noAmount: 'An amount is a number from 0 to 10000, in US dollars.',
  noTokens: 'Tokens are a whole number from 0 to 1000000000.',
} as const;

/**
 * Where the window has a screen the terminal has a command: of the provider that is chosen. A server of one's own has an
 * address, and mostly needs no key.
 */
export function setUpWords({
  provider,
  model,
  address,
}: Pick<AssistantSettings, 'provider' | 'model' | 'address'>): string {
  const isOwn = provider === 'compatible';
  const place = isOwn ? ` --address ${address || 'URL'}` : '';
  const set = `"headroom assistant set --provider ${provider}${place} --model ${model || 'NAME'}"`;
  return isOwn
    ? `In the terminal: ${set}, "headroom assistant on"; where the server asks for a key also "headroom assistant key".`
    : `In the terminal: ${set}, "headroom assistant key", "headroom assistant on".`;
}

/** Not set up: what is to be done is a command, not another try. */
const TO_SET_UP: readonly AssistantReason[] = [
  'off',
  'no-model',
  'unknown-model',
  'no-key',
  'key-refused',
  'unsafe-address',
];

/** True where a person has to set something up first. */
export function isToSetUp(reason: AssistantReason): boolean {
  return TO_SET_UP.includes(reason);
}

/** A sentence that holds something that is in nothing that was read, where it cannot be struck through. */
export function struckWords(text: string, why: string): string {
  return `[struck: ${why}] ${text}`;
}

/** On standard error while a model reads. */
export function readingWords(title: string): string {
  return `Reading: ${title}`;
}

/** `anthropic, claude-sonnet-5: $0.0042, 1,240 tokens` */
export function answeredBy(model: string, cost: string): string {
  return [model, cost].filter((part) => part !== '').join(': ');
}
