import { json, type Refusal, type Reply } from '../exchange';

const CODES: Readonly<Record<number, string>> = { 401: 'invalid_api_key', 429: 'rate_limit_exceeded' };

/** OpenAI's form of a failure. */
export function openAiRefusal({ status, code, message }: Refusal): Reply {
  const type = status >= 500 ? 'server_error' : 'invalid_request_error';
  return json({ error: { message, type, param: null, code: CODES[status] ?? code } }, status);
}

export function openAiBadRequest(message: string): Reply {
  return openAiRefusal({ status: 400, code: 'invalid_request', message });
}
