import { type Ask, bearer, json, type ProviderCloud, type Refusal, type Reply } from '../exchange';
import type { World } from '../world';
import { chatRequestSchema } from './chat-request';
import { type ChatAnswer, sampleAnswer } from './sample-model';

export const SAMPLE_MODEL = 'sample-model';
/** Made up, like every key of the simulator. */
export const SAMPLE_MODEL_KEY = 'sk-sample-model';
/** Characters to a token, as a rule of thumb. */
const CHARACTERS = 4;

/** A server that speaks OpenAI's chat completions: whole or streamed, with tools, with a form to fill in. */
export function modelCloud(world: World): ProviderCloud {
  return {
    prefix: '/model',
    routes: [
      { method: 'POST', pattern: '/v1/chat/completions', handle: (ask) => complete(world, ask) },
      {
        method: 'GET',
        pattern: '/v1/models',
        handle: () => json({ object: 'list', data: [{ id: SAMPLE_MODEL, object: 'model', owned_by: 'headroom' }] }),
      },
    ],
    authorize: (ask) =>
      bearer(ask) === SAMPLE_MODEL_KEY
        ? null
        : refuse({ status: 401, code: 'invalid_api_key', message: 'Incorrect API key provided.' }),
    refuse,
  };
}

function refuse({ status, code, message }: Refusal): Reply {
  return json({ error: { message, type: 'invalid_request_error', code } }, status);
}

function complete(world: World, ask: Ask): Reply {
  const parsed = chatRequestSchema.safeParse(ask.body);
  if (!parsed.success) {
    return refuse({ status: 400, code: 'invalid_request', message: 'The request does not fit.' });
  }
  if (parsed.data.model !== SAMPLE_MODEL) {
    return refuse({ status: 404, code: 'model_not_found', message: 'The model does not exist.' });
  }
  const answer = sampleAnswer(parsed.data);
  const prompt = Math.ceil(JSON.stringify(ask.body).length / CHARACTERS);
  const completion = Math.ceil(JSON.stringify(answer).length / CHARACTERS);
  const head = { id: 'chatcmpl-sample', created: world.now(), model: SAMPLE_MODEL };
  const usage = { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
  return parsed.data.stream ? streamed(head, answer, usage) : whole(head, answer, usage);
}

type Head = { readonly id: string; readonly created: number; readonly model: string };
type Usage = { readonly prompt_tokens: number; readonly completion_tokens: number; readonly total_tokens: number };

function whole(head: Head, answer: ChatAnswer, usage: Usage): Reply {
  const message =
    'text' in answer
      ? { role: 'assistant', content: answer.text }
      : { role: 'assistant', content: null, tool_calls: callsOf(answer) };
  const choice = { index: 0, message, finish_reason: finishOf(answer) };
  return json({ ...head, object: 'chat.completion', choices: [choice], usage });
}

/** Server-sent events, a word each. */
function streamed(head: Head, answer: ChatAnswer, usage: Usage): Reply {
  const deltas: readonly object[] =
    'text' in answer
      ? (answer.text.match(/\S+\s*/g) ?? []).map((content) => ({ content }))
      : [{ tool_calls: callsOf(answer).map((call, index) => ({ index, ...call })) }];
  const chunk = (choices: readonly object[], more: object = {}) =>
    `data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', choices, ...more })}\n\n`;
  const text = [
    chunk([{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }]),
    ...deltas.map((delta) => chunk([{ index: 0, delta, finish_reason: null }])),
    chunk([{ index: 0, delta: {}, finish_reason: finishOf(answer) }]),
    chunk([], { usage }),
    'data: [DONE]\n\n',
  ].join('');
  return { status: 200, headers: {}, payload: { kind: 'text', type: 'text/event-stream', text } };
}

function callsOf(answer: Extract<ChatAnswer, { calls: unknown }>) {
  return answer.calls.map(({ name, input }, index) => ({
    id: `call_${index}`,
    type: 'function',
    function: { name, arguments: JSON.stringify(input) },
  }));
}

function finishOf(answer: ChatAnswer): string {
  return 'text' in answer ? 'stop' : 'tool_calls';
}
