const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter((word) => word !== ''));

/** Words of the trade that a desk dictionary lacks, in small letters. No product's name is one. */
export const TRADE_WORDS = set(`
  api apis app apps autoscale autoscaling backend backends backfill backfilled backoff backup backups bandwidth batched
  batching blog bot bots browser browsers builds caching cdn changelog ci cli config configs cpu cpus cron crons dashboard
  dashboards data dataset datasets datastore db deduplicate denormalize deploy deployed deployment deployments deploys dev
  devs dns docs egress endpoint endpoints env etag etags eviction evictions failover faq fetches freemium frontend git gpu
  html http https ingress internet invoices ip ips isr json jwt kb keyspace latency lifecycle limiter linter llm llms localhost
  login logins logs lookup lookups lru malware metadata microservice middleware misconfigured monorepo multi nonblocking ok
  onboarding online opex outage outages overage overages passthrough paywall pdf pipeline preflight prefetch prefetched
  prefetching prepaid prepay prod proxied proxy queue queued ram realtime rebalance refactor refactored reindex repo repos
  resize resized resizing rest rollback rollout rollouts roadmap runtime runtimes runway saas scalable scaler scraper
  scrapers screenshot sdk serverless setup shard sharded shards signup signups ssd spreadsheet sql ssl ssr staging startup
  startups stateful stateless storefront subdomain subdomains subscriber subset sync synced syncs tcp teardown template throughput
  throttle throttled throttling timeline timeout timeouts timestamp timestamps tls todo token tokens tooltip tradeoff tradeoffs ttl
  ui unthrottled uptime url urls usage ux viewport vs wasm web webhook webhooks website websites whitelist workflow
  workflows workload workloads workspace workspaces xml yaml zip fixable upfront eg ie etc asap vat kpi roi eta mom yoy qoq
  incl excl approx resp min max avg est cf viz ca co onwards learnings headroom dunning worldwide someday
  tldr mtd ytd eom eod eoy hrs mins secs acct prob
  today's month's week's year's day's okay someone's let's that's it's there's here's what's who's
`);

/** Words that may stand with a capital in the middle of a sentence. */
export const CAPITALS = set(`
  i i'm i'd i've i'll api apis ai cpu cpus ram cdn ci cd url urls http https json csv pdf html css sql dns ip tls ssl ssd ui ux
  sdk cli llm llms ok utc gmt pst pdt cet cest est edt gb mb kb tb gib mib kib usd eur gbp isr ssr ttl cta faq saas roi eta kpi vat
  us uk eu am pm english settings bill limits limit alerts alert usage forecast recommendations recommendation reports report
  record ask home connections headroom summary answer question why what when how risk risks action actions next step steps cost
  costs note caveat overview details status mrr arr p50 p95 p99 cfo ceo cto
  monday tuesday wednesday thursday friday saturday sunday q1 q2 q3 q4 tl dr tldr fyi btw asap mtd ytd eom eod eoy ok
`);

/** Firms and products of the trade whose names are words of English: with a capital, or behind `to`, they are names. */
export const HOMONYMS = set(`
  render railway fly linear segment amazon oracle azure apple meta google microsoft heroku netlify cloudflare vercel redis
  postgres neon upstash anthropic claude openai gemini mistral cohere stripe sentry datadog fastly akamai linode hetzner
  digitalocean supabase firebase convex turso planetscale mongo mongodb atlas snowflake databricks grafana prometheus slack
  discord notion github gitlab bitbucket docker kubernetes terraform elastic algolia twilio sendgrid postmark resend mailgun
  clerk okta auth0 plaid square adyen paddle shopify wix squarespace backblaze wasabi bunny cloudinary imgix deno bun zeit
  nextjs react svelte angular vue rails laravel django lambda fargate aurora dynamo spanner bigquery redshift kafka confluent
  aiven crunchy timescale cockroach scaleway vultr koyeb porter northflank coolify dokku appwrite hasura prisma drizzle
  groq together replicate fireworks perplexity cursor copilot chatgpt llama deepseek qwen grok opus sonnet haiku fable mythos
  pinecone weaviate qdrant chroma retool zapier airtable mixpanel amplitude posthog heap hotjar newrelic dynatrace splunk
`);

/** Firms and products that no sentence about usage means otherwise, even in small letters. */
export const SMALL_HOMONYMS = set(
  'wasabi bunny snowflake plaid apple atlas aurora prisma stripe sentry discord dragonfly railway netlify heroku fly.io amazon azure google microsoft oracle kubernetes terraform kafka',
);

/** Names of plans: known only where the evidence has them. */
export const PLAN_NAMES = set(`
  enterprise hobby pro starter premium team teams business scale launch growth standard basic ultimate plus free developer
  professional personal advanced essential essentials unlimited individual organization startup max fixed
`);

/** Plans that nothing else is called, even in small letters and without the word plan. */
export const STRONG_PLAN_NAMES = set('enterprise hobby pro');

/** What may be said of a plan or a project without naming it. */
export const PLAIN_ADJECTIVES = set(`
  a an the this that your our its their each every any no other another same current new old next previous larger bigger higher
  smaller lower cheaper cheapest dearer costlier paid present today's existing single main whole first second third last whichever
  which what most more one two three best better right wrong annual monthly yearly largest biggest smallest highest lowest top only
  of on in to for by with per and or both busiest slowest fastest cost price pricing usage alternative different possible
  expensive affected remaining former either neither own such billing service provider provider's action upgrade
`);
