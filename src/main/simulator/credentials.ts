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
  };
}
