import { saveAssistantSettings } from '#main/actions/save-assistant-settings';
import { readAssistantPrice } from '#main/queries/bill/assistant-price';
import { readAssistantSettings } from '#main/queries/home/assistant-settings';
import { readAssistantEvidence, readFurtherChoices } from '#main/queries/recommendations/assistant-evidence';
import type { AssistantGround } from '#main/session/assistant-ground';
import type { Masking } from '#shared/core/proof/masking/masking';
import { ASSISTANT_SECRET, type AssistantReason, type AssistantSettings } from '#shared/domain/assistant';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type {
  AssistantAnswerView,
  AssistantStateView,
  LoggedExchangeView,
  WeighingView,
  WordingView,
} from '#shared/ipc/assistant';
import {
  assistantReason,
  costWords,
  leftOutWords,
  noKeyHere,
  SAMPLE_MODEL_TITLE,
  spentWords,
  testWords,
  unknownPriceWords,
} from '#shared/words/assistant';
import { ASSISTANT_INSTRUCTIONS, testPrompt } from '#shared/words/assistant-prompt';
import { type AskAnswer, type AskProgress, type AskQuestion, ask, askCall } from './ask';
import type { AskedAccount } from './asked-account';
import { answerView, failureView, loggedView, noWording, weighingView, wordingView } from './assistant-views';
import { type Chosen, chosenModel, chosenPlace, keptKey } from './chosen-model';
import { conversationsInMemory } from './conversations';
import type { ExchangeLog } from './exchange-log';
import { maskingFor } from './masked-account';
import { callModel, type ModelCall, previewCall } from './model/call-model';
import { hostOf, keyNameOf } from './model/endpoint';
import type { WireParts } from './model/wire';
import { readingTools } from './reading-tools';
import type { RunParts } from './run-parts';
import { nothingSpent, type Spending } from './spending';
import { freeTokens, tokenPrices } from './token-prices';
import { weighAdvice, weighingCall } from './weigh-advice';
import { type Wording, wordingCall, writeWording } from './write-wording';

export interface AssistantDeskOptions extends Omit<AssistantGround, 'dataFile'> {
  /** What went out and came back, of what is looked at. */
  readonly log: () => ExchangeLog;
  readonly spending: Spending;
  /** Milliseconds, for tests that cannot wait. */
  readonly patience?: WireParts['patience'];
}

type PreviewedTask = 'summary' | 'weighing' | 'ask';

/** Where a person sets the model up and asks it. Never rejects for what a model does. */
export interface AssistantDesk {
  state(): Promise<AssistantStateView>;
  set(changes: Partial<AssistantSettings>): Promise<void>;
  /** Keeps the key of the chosen model; null takes it away. */
  setKey(key: string | null): Promise<Result<null>>;
  test(): Promise<{ readonly text: string; readonly ok: boolean }>;
  /** `conversation`: a follow-up goes out with what was asked and shown before. */
  preview(
    task: PreviewedTask,
    text: string,
    conversation?: string,
  ): Promise<{ address: string; body: string; masked: number; leftOut: string }>;
  wording(): Promise<WordingView>;
  write(id: string): Promise<WordingView>;
  weigh(id: string, goal: string): Promise<WeighingView>;
  /** `conversation`: questions of the same one follow each other. */
  ask(
    asked: { readonly id: string; readonly conversation: string; readonly question: string },
    onProgress?: (answer: AssistantAnswerView) => void,
    signal?: AbortSignal,
  ): Promise<AssistantAnswerView>;
  stop(id: string): void;
  log(): Promise<LoggedExchangeView[]>;
  clearLog(): Promise<void>;
}

const never = new AbortController().signal;

export function assistantDesk(options: AssistantDeskOptions): AssistantDesk {
  const { own, secrets, clock } = options;
  const running = new Map<string, AbortController>();
  const conversations = conversationsInMemory();
  const written = new WeakMap<AskedAccount, { readonly key: string; readonly at: number; readonly wording: Wording }>();

  const settings = () => own.ask(readAssistantSettings);

  async function chosen(): Promise<Chosen & { readonly settings: AssistantSettings }> {
    const given = await settings();
    const sample = options.sampleModel();
    if (sample === undefined) {
      return { ...(await chosenModel(given, secrets)), settings: given };
    }
    const of = { provider: 'compatible', title: SAMPLE_MODEL_TITLE } as const;
    return sample === null
      ? { endpoint: { ...of, model: '', address: '', key: null }, reason: 'unreachable', settings: given }
      : {
          endpoint: { ...of, model: sample.model, address: sample.url, key: sample.apiKey },
          reason: null,
          settings: given,
        };
  }

  const isSample = () => options.sampleModel() !== undefined;
  const spending = () => (isSample() ? nothingSpent : options.spending);

  async function isCapReached({ capUsd, capTokens }: AssistantSettings, isPriced: boolean): Promise<boolean> {
    const { usd, unpricedTokens } = await spending().spent();
    return !isSample() && (isPriced ? usd >= capUsd : unpricedTokens >= capTokens);
  }

  /** What a run works with, or why there is none. */
  async function begin(): Promise<
    { readonly run: RunParts } | { readonly reason: AssistantReason; readonly title: string }
  > {
    const { endpoint, reason, settings: given } = await chosen();
    if (reason !== null || endpoint === null) {
      return { reason: reason ?? 'no-model', title: endpoint?.title ?? '' };
    }
    const account = options.current();
    const prices = isSample()
      ? freeTokens
      : await tokenPrices(await account.ask(readAssistantPrice, endpoint.provider, endpoint.model));
    return {
      run: {
        account,
        endpoint,
        settings: given,
        wire: {
          http: options.http,
          clock,
          log: options.log(),
          spending: spending(),
          ...prices,
          ...(options.patience === undefined ? {} : { patience: options.patience }),
        },
      },
    };
  }

  /** Lets `work` run under an id, with which it is stopped. */
  async function stoppable<T>(id: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const stop = new AbortController();
    running.set(id, stop);
    try {
      return await work(AbortSignal.any([signal, stop.signal, options.ending]));
    } finally {
      running.delete(id);
    }
  }

  const keyOf = (evidence: object) => JSON.stringify({ ...evidence, now: '' });

  return {
    async state() {
      const { endpoint, reason, settings: given } = await chosen();
      const place = endpoint ?? chosenPlace(given);
      const price = isSample() ? null : await own.ask(readAssistantPrice, place.provider, place.model);
      const { usd, unpricedTokens } = await spending().spent();
      const blocked = reason ?? ((await isCapReached(given, price !== null)) ? 'cap-reached' : null);
      const isUnpriced = !isSample() && price === null && place.model !== '';
      return {
        settings: { ...given },
        inSample: isSample(),
        model: place.title,
        host: hostOf(place.address),
        blocked: blocked === null ? null : failureView(blocked),
        hasKey: (await keptKey(chosenPlace(given), secrets)) !== null,
        spent: isSample() ? '' : spentWords({ usd, unpricedTokens, isUnpriced }, given),
        priceNote: isUnpriced ? unknownPriceWords(unpricedTokens, given.capTokens) : '',
      };
    },
    async set(changes) {
      await own.act(saveAssistantSettings, changes);
    },
    async setKey(key) {
      if (secrets === null) return fail(noKeyHere);
      const kept = await secrets.get(ASSISTANT_SECRET);
      // Where there is no keychain the key goes where the person allowed it, as every other one does.
      if (!kept.ok && kept.failure.code !== 'keychain-unavailable') return kept;
      // Written down first: whoever deletes everything finds that there is a key.
      await own.act(saveAssistantSettings, {});
      const { provider, address } = chosenPlace(await settings());
      const { [keyNameOf(provider, address)]: _old, ...others } = (kept.ok ? kept.value : null) ?? {};
      const fields = key === null ? others : { ...others, [keyNameOf(provider, address)]: key.trim() };
      const done =
        Object.keys(fields).length === 0
          ? await secrets.delete(ASSISTANT_SECRET)
          : await secrets.set(ASSISTANT_SECRET, fields);
      return done.ok ? succeed(null) : done;
    },
    async test() {
      const begun = await begin();
      if (!('run' in begun)) return { ok: false, text: assistantReason(begun.reason) };
      const { run } = begun;
      const { reason, retryAt, cost } = await callModel(run.wire, run.endpoint, {
        task: 'test',
        instructions: ASSISTANT_INSTRUCTIONS.test,
        messages: [{ role: 'user', content: testPrompt }],
        mostTokens: 500,
        signal: never,
      });
      // A model that thinks longer than the one word allows has answered all the same.
      const ok = reason === null || reason === 'too-long';
      return { ok, text: ok ? testWords(run.endpoint.title, costWords(cost)) : assistantReason(reason, retryAt) };
    },
    async preview(task, text, conversation = '') {
      const { endpoint, settings: given } = await chosen();
      const account = options.current();
      const masking = await maskingFor({ account, settings: given });
      const place = { ...(endpoint ?? chosenPlace(given)), key: null };
      const shown = { ...place, address: place.address || 'http://127.0.0.1', model: place.model || 'model' };
      const question = { question: text, turns: conversations.turns(conversation) };
      const { call, leftOut } = await previewed(account, masking, task, question);
      const { url, body } = await previewCall(shown, call);
      return { address: place.address === '' ? '' : url, body, masked: masking.count, leftOut };
    },
    async wording() {
      const account = options.current();
      const known = written.get(account);
      if (known === undefined) return noWording(false);
      return keyOf(await account.ask(readAssistantEvidence)) === known.key
        ? wordingView(known.wording, known.at)
        : noWording(true);
    },
    write: (id) =>
      stoppable(id, never, async (signal) => {
        const begun = await begin();
        if (!('run' in begun)) return { ...noWording(false), failure: failureView(begun.reason) };
        const { account } = begun.run;
        const evidence = await account.ask(readAssistantEvidence);
        const wording = await writeWording(begun.run, evidence, signal);
        const at = clock.now();
        if (wording.reason === null) written.set(account, { key: keyOf(evidence), at, wording });
        return wordingView(wording, at);
      }),
    weigh: (id, goal) =>
      stoppable(id, never, async (signal) => {
        const begun = await begin();
        if (!('run' in begun)) return weighingView(goal, clock.now(), { reason: begun.reason });
        const { account } = begun.run;
        const question = {
          goal,
          evidence: await account.ask(readAssistantEvidence),
          choices: await account.ask(readFurtherChoices),
        };
        return weighingView(goal, clock.now(), await weighAdvice(begun.run, question, signal));
      }),
    ask: ({ id, conversation, question }, onProgress, signal = never) =>
      stoppable(id, signal, async (stop) => {
        const begun = await begin();
        if (!('run' in begun)) return answerView({ id, question, model: begun.title }, { reason: begun.reason });
        const of = { id, question, model: begun.run.endpoint.title };
        const turns = conversations.turns(conversation);
        const told = (progress: AskProgress) => onProgress?.(answerView(of, progress));
        const answer: AskAnswer = await ask(begun.run, { question, turns }, stop, told);
        conversations.add(conversation, answer.turn);
        return answerView(of, answer);
      }),
    stop: (id) => running.get(id)?.abort(),
    log: async () => (await options.log().list()).map(loggedView),
    clearLog: () => options.log().clear(),
  };
}

/** The first request of a task. */
async function previewed(
  account: AskedAccount,
  masking: Masking,
  task: PreviewedTask,
  asked: AskQuestion,
): Promise<{ readonly call: ModelCall; readonly leftOut: string }> {
  if (task === 'ask') {
    const tools = readingTools(account, masking, () => undefined);
    return { call: askCall(asked, masking, tools, never), leftOut: '' };
  }
  const evidence = await account.ask(readAssistantEvidence);
  const call =
    task === 'summary'
      ? wordingCall(evidence, masking, never)
      : weighingCall(
          { goal: asked.question, evidence, choices: await account.ask(readFurtherChoices) },
          masking,
          never,
        );
  return { call, leftOut: leftOutWords(evidence) };
}
