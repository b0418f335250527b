import { SAMPLE_MODEL, SAMPLE_MODEL_KEY } from './model/cloud';
import type { Scenario } from './scenario';

/** Where each simulated cloud answers, and the made-up secrets that it accepts. Null: the scenario has none. */
export interface SimulatorCredentials {
  readonly vercel: { readonly url: string; readonly token: string; readonly teamId: string };
  readonly redis: readonly {
    readonly name: string;
    readonly url: string;
    readonly token: string;
    readonly readOnlyToken: string;
  }[];
  readonly openai: { readonly url: string; readonly adminKey: string } | null;
  readonly anthropic: { readonly url: string; readonly adminKey: string } | null;
  readonly neon: { readonly url: string; readonly apiKey: string; readonly organizationId: string } | null;
  readonly upstashDeveloper: { readonly url: string; readonly email: string; readonly apiKey: string } | null;
  readonly aiGateway: { readonly url: string; readonly apiKey: string } | null;
  /** A model that speaks OpenAI's protocol. */
  readonly model: { readonly url: string; readonly apiKey: string; readonly model: string };
}

export function credentialsOf(scenario: Scenario, url: string): SimulatorCredentials {
  const { openai, anthropic, neon, upstashDeveloper, aiGateway } = scenario;
  return {
    vercel: { url: `${url}/vercel`, token: scenario.tokens[0]?.token ?? '', teamId: scenario.team.id },
    redis: scenario.redis.map(({ name, token, readOnlyToken }) => ({
      name,
      url: `${url}/upstash/${name}`,
      token,
      readOnlyToken,
    })),
    openai: openai === null ? null : { url: `${url}/openai/v1`, adminKey: openai.adminKey },
    anthropic: anthropic === null ? null : { url: `${url}/anthropic`, adminKey: anthropic.adminKey },
    neon:
      neon === null ? null : { url: `${url}/neon/api/v2`, apiKey: neon.apiKey, organizationId: neon.organization.id },
    upstashDeveloper:
      upstashDeveloper === null
        ? null
        : { url: `${url}/upstash-api/v2`, email: upstashDeveloper.email, apiKey: upstashDeveloper.apiKey },
    aiGateway: aiGateway === null ? null : { url: `${url}/ai-gateway/v1`, apiKey: aiGateway.apiKey },
    model: { url: `${url}/model/v1`, apiKey: SAMPLE_MODEL_KEY, model: SAMPLE_MODEL },
  };
}

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
