import { json, type Refusal, type Reply } from '../exchange';

/** Neon's form of a failure. */
export function neonRefusal({ status, code, message }: Refusal): Reply {
  return json({ request_id: '3d0b0f1e-0000-4000-8000-000000000000', code: code.toUpperCase(), message }, status);
}
