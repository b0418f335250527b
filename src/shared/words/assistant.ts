import type { AssistantCost, AssistantProvider, AssistantReason, AssistantSettings } from '../domain/assistant';
import type { Failure } from '../domain/failure';
import type { Instant } from '../domain/instant';
import { formatMoment } from '../format/date';
import { formatMoney } from '../format/money';
import { formatDigits } from '../format/number';
import { counted } from '../format/plural';

const WHOLE = { maximumFractionDigits: 0 };

/** What the providers of models are called. */
export const ASSISTANT_PROVIDER_TITLES: Readonly<Record<AssistantProvider, string>> = {
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  gateway: 'AI Gateway',
  compatible: 'Server of your own',
};

/** What the sample account's model is called wherever its words are shown. */
export const SAMPLE_MODEL_TITLE = 'sample model';

const REASONS: Readonly<Record<AssistantReason, string>> = {
  off: 'AI wording is off. Turn it on under Settings, AI.',
  'no-model': 'No model is chosen. Name one under Settings, AI.',
  'unknown-model': 'The provider knows no such model, or the address leads to none. Check both under Settings, AI.',
  'no-key': 'There is no key for this model. Enter one under Settings, AI.',
  'key-refused': 'The provider does not accept the key. Enter it again under Settings, AI.',
  'unsafe-address':
    'Nothing was sent: the address of the model must begin with https://, or be on this computer, such as http://127.0.0.1:11434/v1.',
  'cap-reached':
    'Nothing was sent: with this the monthly cap would be passed. Raise it under Settings, AI, or wait for the next month.',
  uncounted:
    'Nothing was sent: what it may cost could not be written down. See that the disk has room and that the data folder may be written to.',
  offline: 'This computer has no network. Ask again once it has.',
  unreachable: 'The model could not be reached. Check its address, and that it runs.',
  'rate-limited': 'The provider of the model is limiting requests for now.',
  timeout: 'The model did not answer in time, so it was no longer waited for.',
  'too-long': 'The model would not stop, so its answer was cut off.',
  refused: 'The model refused to answer.',
  rubbish: 'The model sent an answer that cannot be read.',
  'wrong-schema': 'The model answered in another form than it was asked for.',
  'provider-error': 'The provider of the model has a problem of its own.',
  stopped: 'You stopped it.',
  unavailable:
    'The library that speaks with models could not be loaded. It needs Node.js 20 or later; install Headroom anew.',
};

const MINUTE = 60;
const PASSES_BY_ITSELF: readonly AssistantReason[] = ['rate-limited', 'provider-error'];

/** Why the model's words are not there, and what to do; where its provider said until when, not before that. */
export function assistantReason(reason: AssistantReason, retryAt?: Instant): string {
  if (!PASSES_BY_ITSELF.includes(reason)) {
    return REASONS[reason];
  }
  // The minute that is told is over when the wait is.
  const when = retryAt === undefined ? 'later' : `after ${formatMoment(Math.ceil(retryAt / MINUTE) * MINUTE)}`;
  return `${REASONS[reason]} Try again ${when}.`;
}

/** Of the sample account in the terminal. */
export const noKeyHere: Failure = {
  code: 'keychain-unavailable',
  message: 'The sample account keeps no key.',
  action: 'Leave the sample account first.',
  retryable: false,
};

/** What stands in place of the model's words. */
export const ruleTextStands = 'The text of the rules stands.';

/** `$0.0042, 1,240 tokens`; `price unknown, at most 1,240 tokens`. Empty where nothing was sent. */
export function costWords({ tokens, usd, atMost }: AssistantCost): string {
  if (tokens === 0) {
    return '';
  }
  const count = `${formatDigits(tokens, WHOLE)} tokens`;
  const bound = atMost ? 'at most ' : '';
  return usd === null ? `price unknown, ${bound}${count}` : `${bound}${smallMoney(usd)}, ${count}`;
}

function smallMoney(usd: number): string {
  if (usd !== 0 && usd < 0.0001) {
    return 'under $0.0001';
  }
  return usd >= 1 ? formatMoney(usd, 'USD') : `$${usd.toFixed(4).replace(/0{1,2}$/, '')}`;
}

/** `$0.12 of $5.00 this month`; of a model whose price nobody tells, `12,953 of 500,000 tokens this month`. */
export function spentWords(
  { usd, unpricedTokens, isUnpriced }: { usd: number; unpricedTokens: number; isUnpriced: boolean },
  { capUsd, capTokens }: Pick<AssistantSettings, 'capUsd' | 'capTokens'>,
): string {
  return isUnpriced
    ? `${formatDigits(unpricedTokens, WHOLE)} of ${formatDigits(capTokens, WHOLE)} tokens this month`
    : `${formatMoney(usd, 'USD')} of ${formatMoney(capUsd, 'USD')} this month`;
}

/** Of a model whose price nobody tells. */
export function unknownPriceWords(tokens: number, capTokens: number): string {
  return `No price list names this model, so that what it costs is not known. Its tokens are counted: ${formatDigits(tokens, WHOLE)} of ${formatDigits(capTokens, WHOLE)} this month.`;
}

/** How an exchange went, in the log. */
export function outcomeWords(reason: AssistantReason | null, isOpen: boolean): string {
  if (isOpen) return 'sent; no answer is kept, as it goes on or Headroom was ended before it was over';
  return reason === null ? 'answered' : assistantReason(reason);
}

/** What a test of the key came to. */
export function testWords(model: string, cost: string): string {
  return `${model} answered${cost === '' ? '' : ` (${cost})`}.`;
}

/** Words of the screens. */
export const assistantPage = {
  askTitle: 'Ask',
  bringBack: 'Bring back the last conversation',
  askHelp:
    'A model answers from the figures of this account. Every number, date and name in an answer is held against what was read; what is not found there is struck.',
  askPlaceholder: 'Why did costs rise on Tuesday?',
  askEmpty: [
    'What do I have to do first?',
    'Why did costs change?',
    'Which limit is reached next?',
    'What will this month cost?',
  ],
  modelSpeaks: 'Written by a model from figures of this account, and checked by Headroom.',
  struckNote: 'Struck sentences hold something that is in nothing that was sent or read.',
  noAnswer: 'The model said nothing.',
  figuresRead: 'Figures read',
  offTitle: 'AI wording is off',
  offText:
    'With a key of your own, or a server on this computer, a model can word, weigh and answer. Its numbers are checked before they are shown. Until you turn it on nothing leaves this computer.',
  summaryTitle: 'For your co-founder',
  summaryHelp:
    'What, why, by when, and what if not: one short text that you can pass on. It is gone when Headroom ends; the log keeps it.',
  summaryOld: 'The figures have changed since this was written.',
  weighTitle: 'Weigh against a goal',
  weighHelp: 'The model puts the open recommendations in an order for your goal. Figures stay as they are.',
  weighPlaceholder: 'We launch on Thursday, cash is short',
  rulesOrder: 'The order of the rules stands.',
  furtherTitle: 'Further advice of the model, checked by the engine',
  logEmpty: 'Nothing was sent yet.',
  logHelp: 'Everything that went to a model and came back, as it was, without the key. It lies beside the data file.',
  logHelpSample:
    'Everything that went to the sample model and came back, as it was, without the key. It is kept in memory only, until Headroom ends.',
  noModelYet: 'No model is chosen yet.',
  previewHelp:
    'This is the first request as it would go out, without the key. What a model reads with tools after that is sent too, masked the same way, and stands in the log.',
} as const;

/** `3 proposals of the model did not stand up to the engine and are not shown.` */
export function unconfirmedWords(count: number): string {
  return count === 1
    ? '1 proposal of the model did not stand up to the engine and is not shown.'
    : `${count} proposals of the model did not stand up to the engine and are not shown.`;
}

/** `Only the 25 most urgent of 31 open recommendations are sent; 6 are left out.` Empty where all of them are. */
export function leftOutWords({
  recommendations,
  leftOut,
}: {
  readonly recommendations: readonly unknown[];
  readonly leftOut: number;
}): string {
  const sent = recommendations.length;
  return leftOut === 0
    ? ''
    : `Only the ${sent} most urgent of ${sent + leftOut} open recommendations are sent; ${leftOut} ${leftOut === 1 ? 'is' : 'are'} left out.`;
}

/** `4 names are sent as placeholders.` */
export function maskedWords(count: number, maskNames: boolean): string {
  if (!maskNames) {
    return 'Names are sent as they are.';
  }
  return count === 1 ? '1 name is sent as a placeholder.' : `${count} names are sent as placeholders.`;
}

/** `Saves $41 a month`, the difference of two bills. */
export function furtherGain(amount: string): string {
  return `saves ${amount} a month: the difference of two bills`;
}

/** What a spoken progress is told of. */
interface SpokenAnswer {
  readonly status: 'running' | 'done' | 'failed';
  readonly sentences: readonly { readonly struck: boolean }[];
  readonly reads: readonly unknown[];
  readonly failure: { readonly reason: AssistantReason } | null;
}

/** What a screen reader is told of an answer that grows: that it grows, and that it is done. */
export function spokenProgress({ status, sentences, reads, failure }: SpokenAnswer): string {
  const struck = sentences.filter((one) => one.struck).length;
  const said = `${counted(sentences.length, 'sentence')}${struck === 0 ? '' : `, ${struck} struck`}`;
  if (status === 'failed') {
    const stopped = failure?.reason === 'stopped';
    if (sentences.length === 0) {
      return stopped ? 'Stopped' : 'No answer';
    }
    return `${stopped ? 'Stopped' : 'Broken off'} after ${said}`;
  }
  if (status === 'done') {
    return `Answered in ${said}`;
  }
  if (sentences.length > 0) {
    return 'Answering';
  }
  return reads.length > 0 ? 'Reading figures' : 'Asking';
}

/** Words of the settings. */
export const assistantSettings = {
  enabled: 'Let a model word, weigh and answer',
  enabledHelp: 'Off: nothing is sent anywhere. On: only what you ask for is sent, and only to the model below.',
  inSample:
    'The sample account is worded by a made-up model on this computer, without a key. What you set here is for your own accounts.',
  provider: 'Provider',
  providerHelp: 'Your own key with a provider, or a server of your own that speaks the OpenAI protocol.',
  address: 'Address of the server',
  addressHelp: 'It must begin with https://, or be on this computer, as of Ollama, LM Studio, llama.cpp or vLLM.',
  model: 'Model',
  modelHelp: {
    openai: 'As OpenAI names it.',
    anthropic: 'As Anthropic names it.',
    gateway: 'With its maker, as the gateway lists it.',
    compatible: 'As the server lists it under /models.',
  },
  modelExample: {
    openai: 'gpt-6.1-sol',
    anthropic: 'claude-sonnet-5',
    gateway: 'anthropic/claude-sonnet-5',
    compatible: 'llama3.3',
  },
  key: 'Key',
  keyHelp: 'It is kept where your other keys are, and never shown again.',
  keyOptional: 'Only if the server wants one. It is kept where your other keys are, and goes to this address alone.',
  keyKept: 'A key is kept for this model. Enter another one to replace it.',
  keySaved: 'The key is kept',
  keyRemoved: 'The key was removed',
  test: 'Test',
  testHelp: 'Asks the model for one word. Nothing of your accounts is sent.',
  cap: 'Monthly cap',
  capHelp: 'A request that could pass it is not sent.',
  capWrong: 'Enter an amount from 0 to 10,000.',
  capTokens: 'Monthly cap in tokens',
  capTokensHelp: 'For models whose price nobody tells.',
  capTokensWrong: 'Enter a whole number from 0 to 1,000,000,000.',
  mask: 'Mask names',
  maskHelp: 'Projects, accounts, hosts and persons leave this computer as placeholders; answers name them again here.',
  leaves: 'What leaves this computer',
  leavesHelp: 'The request as it would be sent now, and everything that was sent and received.',
} as const;
