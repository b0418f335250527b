import { json, type Refusal, type Reply } from '../exchange';

const TYPES: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  429: 'rate_limit_error',
  529: 'overloaded_error',
};

/** Anthropic's form of a failure. */
export function anthropicRefusal({ status, message }: Refusal): Reply {
  return json(
    { type: 'error', error: { type: TYPES[status] ?? 'api_error', message }, request_id: 'req_01SIMULATED' },
    status,
    { 'request-id': 'req_01SIMULATED' },
  );
}

export function anthropicBadRequest(message: string): Reply {
  return anthropicRefusal({ status: 400, code: 'bad_request', message });
}
