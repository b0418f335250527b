import type { SimulatorCredentials } from './credentials';
import type { Scenario } from './scenario';

/**
 * The environment variables with which the terminal, or the window, reads every account of a scenario: base URLs
 * and made-up credentials. Of several Redis stores the environment takes one, the first. Upstash's developer API
 * has no accounts that Vercel manages, so those come without its key.
 */
export function terminalEnvironment(
  scenario: Scenario,
  { vercel, redis, openai, anthropic, neon, upstashDeveloper, aiGateway }: SimulatorCredentials,
): Readonly<Record<string, string>> {
  const [store] = redis;
  return {
    HEADROOM_VERCEL_URL: vercel.url,
    VERCEL_TOKEN: vercel.token,
    VERCEL_ORG_ID: vercel.teamId,
    ...(store === undefined ? {} : { KV_REST_API_URL: store.url, KV_REST_API_TOKEN: store.token }),
    ...(upstashDeveloper === null || scenario.upstashDeveloper?.vercelManaged === true
      ? {}
      : {
          HEADROOM_UPSTASH_URL: upstashDeveloper.url,
          UPSTASH_EMAIL: upstashDeveloper.email,
          UPSTASH_API_KEY: upstashDeveloper.apiKey,
        }),
    ...(openai === null ? {} : { HEADROOM_OPENAI_URL: openai.url, OPENAI_ADMIN_KEY: openai.adminKey }),
    ...(anthropic === null ? {} : { HEADROOM_ANTHROPIC_URL: anthropic.url, ANTHROPIC_ADMIN_KEY: anthropic.adminKey }),
    ...(neon === null
      ? {}
      : { HEADROOM_NEON_URL: neon.url, NEON_API_KEY: neon.apiKey, NEON_ORG_ID: neon.organizationId }),
    ...(aiGateway === null ? {} : { HEADROOM_AI_GATEWAY_URL: aiGateway.url, AI_GATEWAY_API_KEY: aiGateway.apiKey }),
  };
}
