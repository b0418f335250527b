import type { ModelMessage, ToolSet } from 'ai';
import { z } from 'zod';
import type { AssistantCost, AssistantReason, AssistantTask } from '#shared/domain/assistant';
import type { Instant } from '#shared/domain/instant';
import type { Endpoint } from './endpoint';
import { ModelFailure, reasonOfError } from './reason-of';
import { openWire, type Wire, type WireParts } from './wire';

/** Requests of one answer: the model reads with tools in all but the last. */
const MOST_STEPS = 8;
/** Characters of one answer. Longer is none that anybody reads. */
const MOST_CHARACTERS = 40_000;

/** What a model may call. It only reads. */
export interface ModelTool {
  readonly name: string;
  readonly description: string;
  /** What it takes, as it is told to the model; `run` checks it. */
  readonly schema: z.ZodType;
  /** Answers the text that the model gets. Never rejects. */
  run(input: unknown): Promise<string>;
}

export interface ModelCall {
  readonly task: AssistantTask;
  readonly instructions: string;
  readonly messages: readonly ModelMessage[];
  readonly tools?: readonly ModelTool[];
  /** The form of the answer; left out: text. */
  readonly schema?: z.ZodType;
  readonly mostTokens: number;
  readonly signal: AbortSignal;
  /** Hears the text of the answer so far; a step that reads more begins it anew. */
  readonly onText?: (text: string) => void;
}

export interface ModelAnswer {
  readonly text: string;
  /** Null: it went well. */
  readonly reason: AssistantReason | null;
  /** Before this nothing is answered again, where the provider said so. */
  readonly retryAt: Instant | undefined;
  readonly cost: AssistantCost;
}

/** Asks a model, and answers what it said or why it did not. Never rejects. */
export async function callModel(parts: WireParts, endpoint: Endpoint, call: ModelCall): Promise<ModelAnswer> {
  const stop = new AbortController();
  const signal = AbortSignal.any([call.signal, stop.signal]);
  const wire = openWire(parts, endpoint, call.task, signal);
  let text = '';
  let reason: AssistantReason | null = null;
  try {
    text = await listen(await begin(endpoint, call, wire.fetch, signal), call, wire);
  } catch (error) {
    reason = wire.failure ?? reasonOfError(error);
  }
  stop.abort();
  // Whatever broke, where the person stopped it that is why.
  reason = call.signal.aborted ? 'stopped' : reason;
  return { text, reason, retryAt: wire.retryAt, cost: await wire.end(reason) };
}

/** The body of the first request of a call, exactly as it would be sent. Sends nothing. */
export async function previewCall(
  endpoint: Endpoint,
  call: ModelCall,
): Promise<{ readonly url: string; readonly body: string }> {
  let seen = { url: '', body: '' };
  const note: typeof globalThis.fetch = async (input, init) => {
    seen = { url: String(input), body: typeof init?.body === 'string' ? init.body : '' };
    throw new ModelFailure('stopped');
  };
  // Without a key one library asks its surroundings for another, and would come to no request at all.
  const begun = await begin({ ...endpoint, key: 'none' }, call, note, call.signal);
  for await (const part of begun.stream) {
    if (part.type === 'error') break;
  }
  return seen;
}

type Begun = Awaited<ReturnType<typeof begin>>;

async function begin(endpoint: Endpoint, call: ModelCall, fetch: typeof globalThis.fetch, signal: AbortSignal) {
  const { streamText, isStepCount, jsonSchema, Output } = await loaded();
  const { languageModel } = await import('./language-model');
  // Neither is checked by the library: a tool says itself what is wrong with its input, and who asked reads the form.
  const ofJson = (schema: z.ZodType, io: 'input' | 'output') =>
    jsonSchema(z.toJSONSchema(schema, { io }) as Parameters<typeof jsonSchema>[0]);
  const tools: ToolSet = Object.fromEntries(
    (call.tools ?? []).map(({ name, description, schema, run }) => [
      name,
      { description, inputSchema: ofJson(schema, 'input'), execute: (input: unknown) => run(input) },
    ]),
  );
  return streamText({
    model: await languageModel(endpoint, fetch),
    instructions: call.instructions,
    messages: [...call.messages],
    maxRetries: 0,
    maxOutputTokens: call.mostTokens,
    abortSignal: signal,
    // What was sent is not kept there beyond the answer.
    providerOptions: { openai: { store: false } },
    onError: () => undefined,
    ...(call.tools === undefined
      ? {}
      : {
          tools,
          stopWhen: isStepCount(MOST_STEPS),
          prepareStep: ({ stepNumber }: { stepNumber: number }) =>
            stepNumber < MOST_STEPS - 1 ? undefined : { toolChoice: 'none' as const },
        }),
    ...(call.schema === undefined
      ? {}
      : { output: wholeOutput(Output.object({ schema: ofJson(call.schema, 'output'), name: call.task })) }),
  });
}

/** Reads the form once, at its end: the library would read all that is there of it with every word that comes. */
function wholeOutput<Form extends ReturnType<typeof import('ai').Output.object>>(form: Form): Form {
  return { ...form, parsePartialOutput: async () => undefined };
}

/** The library of models, which no start and no other command loads. */
async function loaded(): Promise<typeof import('ai')> {
  const library = await import('ai').catch(() => {
    throw new ModelFailure('unavailable');
  });
  // It would write to the console what it finds odd.
  globalThis.AI_SDK_LOG_WARNINGS = false;
  return library;
}

async function listen({ stream }: Begun, call: ModelCall, wire: Wire): Promise<string> {
  let text = '';
  for await (const part of stream) {
    switch (part.type) {
      case 'start-step':
        text = '';
        break;
      case 'text-delta':
        text += part.text;
        if (text.length > MOST_CHARACTERS) throw new ModelFailure('too-long');
        call.onText?.(text);
        break;
      case 'finish-step':
        await wire.settle(tokensOf(part.usage));
        if (part.finishReason === 'content-filter') throw new ModelFailure('refused');
        if (part.finishReason === 'length') throw new ModelFailure('too-long');
        break;
      case 'error':
        throw part.error;
      case 'abort':
        throw new ModelFailure('stopped');
      default:
    }
  }
  if (wire.failure !== null) throw new ModelFailure(wire.failure);
  return text;
}

interface ToldUsage {
  readonly inputTokens: number | undefined;
  readonly inputTokenDetails: { readonly cacheReadTokens: number | undefined };
  readonly outputTokens: number | undefined;
}

/** Null where it was not told whole, or is no count: no request takes none, and one library says none for what was not told. */
function tokensOf({ inputTokens, inputTokenDetails, outputTokens }: ToldUsage) {
  const input = countOf(inputTokens);
  const output = countOf(outputTokens);
  return input === null || output === null || input * output === 0
    ? null
    : { input, output, cachedInput: Math.min(input, countOf(inputTokenDetails.cacheReadTokens) ?? 0) };
}

function countOf(value: number | undefined): number | null {
  return value !== undefined && Number.isSafeInteger(value) && value >= 0 ? value : null;
}
