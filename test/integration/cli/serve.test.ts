import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settableClock } from '#main/clock';
import { readScenarioFile, type Simulator, startSimulator, terminalEnvironment } from '#main/simulator/index';
import { openStore } from '#main/store/open-store';
import { parseInstant } from '#shared/core/calendar/calendar';
import { billSchema } from '#shared/ipc/bill';
import type { LimitJson } from '#shared/ipc/standing';
import { checkMetrics, checkRules, scrapeWithPrometheus } from '../support/prometheus';
import { makeCertificate } from '../support/redis-server';
import { buildCli, removeCli, runCli, startCli } from './built-cli';

const NOON = '2026-11-20T12:00:00Z';
const CRON_SECRET = 'f1c2-of-the-crontab';
const folder = mkdtempSync(join(tmpdir(), 'headroom-serve-'));
const document = readFileSync(resolve('docs/serve.md'), 'utf8');
let simulator: Simulator;
let environment: Record<string, string>;
let serving: Awaited<ReturnType<typeof serve>>;

/** `headroom serve ARGS` in a process of its own. */
async function serve(...args: readonly string[]) {
  const child = startCli(['serve', '--json', '--port', '0', '--data-dir', folder, ...args], environment);
  const [line] = await once(child.stdout, 'data');
  const { url } = JSON.parse(String(line)) as { url: string };
  return {
    url,
    async end(): Promise<number | null> {
      child.kill('SIGTERM');
      const [code] = await once(child, 'close');
      return code as number | null;
    },
  };
}

const terminal = (...args: readonly string[]) => runCli([...args, '--data-dir', folder], environment);
const get = (path: string, headers: Record<string, string> = {}) => fetch(`${serving.url}${path}`, { headers });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** The first block of the document in a language, behind a text. */
function block(language: string, behind = ''): string {
  const from = document.slice(document.indexOf(behind));
  return new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(from)?.[1] ?? '';
}

beforeAll(async () => {
  await buildCli();
  const scenario = readScenarioFile(join(resolve('test/accounts'), 'neon.json'));
  if (!scenario.ok) throw new Error(scenario.failure.message);
  const now = parseInstant(NOON) ?? 0;
  simulator = await startSimulator({ scenario: scenario.value, clock: settableClock(now), anchor: now });
  environment = { ...terminalEnvironment(scenario.value, simulator.credentials), HEADROOM_NOW: NOON, CRON_SECRET };
  serving = await serve();
}, 120_000);

afterAll(async () => {
  await serving.end();
  await simulator.close();
  removeCli();
  rmSync(folder, { recursive: true, force: true });
});

describe('headroom serve', () => {
  it('runs one cycle for two calls at once, and the handler of the document forwards to it', async () => {
    const call = async () => {
      const answered = await get('/api/cron/collect-metrics', bearer(CRON_SECRET));
      return { status: answered.status, body: (await answered.json()) as Record<string, unknown> };
    };
    const [first, second] = await Promise.all([call(), call()]);
    expect(first).toEqual({
      status: 200,
      body: {
        success: true,
        metricsCollected: expect.any(Number),
        recommendationsGenerated: expect.any(Number),
        alertsTriggered: expect.any(Number),
      },
    });
    expect(first?.body['metricsCollected']).toBeGreaterThan(50);
    expect(second).toEqual(first);
    expect(await cycles()).toBe(1);

    const { GET } = await handler();
    const asked = (secret: string) =>
      GET(new Request('https://app.example/api/cron/collect-metrics', { headers: bearer(secret) }));
    const set = (values: Record<string, string>) => Object.assign(process.env, values);
    delete process.env['CRON_SECRET'];
    expect((await asked('undefined')).status).toBe(401);
    set({ CRON_SECRET: 'of-vercel', HEADROOM_URL: serving.url, HEADROOM_CRON_SECRET: CRON_SECRET });
    const refused = await asked(CRON_SECRET);
    expect([refused.status, await refused.json()]).toEqual([401, { error: 'Unauthorized' }]);
    const forwarded = await asked('of-vercel');
    expect([forwarded.status, await forwarded.json()]).toEqual([200, expect.objectContaining({ success: true })]);
    expect(await cycles()).toBe(2);
    set({ HEADROOM_CRON_SECRET: 'of-yesterday' });
    const failed = await asked('of-vercel');
    expect([failed.status, await failed.json()]).toEqual([500, { error: 'Monitoring cycle failed' }]);
    for (const name of ['CRON_SECRET', 'HEADROOM_URL', 'HEADROOM_CRON_SECRET']) delete process.env[name];
  }, 60_000);

  it("answers the terminal's JSON to a token, until it is revoked", async () => {
    const made = await terminal('serve', 'token', '--name', 'grafana');
    const token = made.stdout.trim();
    const json = async (path: string) => (await get(path, bearer(token))).json();
    const limits = (await json('/v1/limits')) as readonly LimitJson[];
    const printed = JSON.parse((await terminal('limits', '--json')).stdout) as readonly LimitJson[];
    const figures = (list: readonly LimitJson[]) =>
      list.map(({ key, used, limit, severity }) => [key, used, limit, severity]);
    expect(limits.length).toBeGreaterThan(5);
    expect(figures(limits)).toEqual(figures(printed));
    // By hand in test/accounts/neon.json: Vercel 20.00 and Neon 25.32.
    expect(billSchema.parse(await json('/v1/bill')).soFar.amount).toBeCloseTo(45.32, 2);
    expect(await json('/v1/recommendations')).toEqual(JSON.parse((await terminal('recommendations', '--json')).stdout));

    const listed = JSON.parse((await terminal('serve', 'token', 'list', '--json')).stdout) as { id: string }[];
    expect(listed).toMatchObject([{ name: 'grafana', createdAt: expect.stringMatching(/^2026-11-20T12:/) }]);
    expect((await terminal('serve', 'token', 'revoke', listed[0]?.id ?? '')).code).toBe(0);
    expect((await get('/v1/limits', bearer(token))).status).toBe(401);
  }, 60_000);

  it('tells its metrics in both formats, and promtool finds nothing wrong with them', async () => {
    const open = await get('/metrics');
    expect(open.headers.get('content-type')).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8');
    expect(await open.text()).toMatch(/\n# EOF\n$/);
    const plain = await get('/metrics', { accept: 'text/plain;version=0.0.4;q=0.5,*/*;q=0.1' });
    expect(plain.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const page = await plain.text();
    expect(page).not.toContain('# EOF');
    expect(checkMetrics(page)).toBe('');
    const [, total] = /^headroom_bill_total_so_far\{currency="USD"\} (.+)$/m.exec(page) ?? [];
    expect(Number(total)).toBeCloseTo(45.32, 2);
    expect(page).toMatch(/^headroom_bill_total_so_far_is_lower_bound\{currency="USD"\} 1$/m);
    expect(checkRules(block('yaml', 'Rules to'))).toBe('');
  });

  it('is scraped by a Prometheus with the configuration of the document', async () => {
    const { host } = new URL(serving.url);
    const config = block('yaml').replace('127.0.0.1:4646', host).replace('interval: 1m', 'interval: 1s');
    expect(config).toContain(host);
    const compute = { service: 'NEON_POSTGRES', metric: 'COMPUTE_CU_HOURS' };
    const found = await scrapeWithPrometheus(
      config,
      `headroom_limit_used{service="${compute.service}",metric="${compute.metric}"}`,
    );
    // By hand in test/accounts/neon.json: the compute of November until noon of the 20th.
    expect(found).toMatchObject([{ metric: { ...compute, job: 'headroom', unit: 'CU-hours' } }]);
    expect(found[0]?.value).toBeCloseTo(232.36, 1);
  }, 60_000);

  it('listens for other computers over TLS with a token, and then reads nothing without it', async () => {
    const { certFile, keyFile } = makeCertificate(folder);
    const tls = ['--host', '0.0.0.0', '--tls-cert', certFile, '--tls-key', keyFile];
    expect((await terminal('serve', ...tls)).code).toBe(2);
    const { token } = JSON.parse((await terminal('serve', 'token', '--json')).stdout) as { token: string };
    const reachable = await serve(...tls);
    const status = (headers: Record<string, string>) =>
      new Promise((done, failed) => {
        const url = reachable.url.replace('0.0.0.0', '127.0.0.1');
        httpsRequest(`${url}/metrics`, { headers, ca: readFileSync(certFile) }, (answered) => {
          answered.resume();
          done(answered.statusCode);
        })
          .once('error', failed)
          .end();
      });
    expect(reachable.url).toMatch(/^https:/);
    expect([await status({}), await status(bearer(token))]).toEqual([401, 200]);
    expect(await reachable.end()).toBe(0);
  }, 60_000);
});

describe('headroom serve does not start', () => {
  it.each([
    [['--host', '0.0.0.0'], /--tls-cert and --tls-key/],
    [['--host', '192.0.2.1', '--tls-cert', 'cert.pem'], /--tls-cert and --tls-key together/],
    [['--port', '70000'], /0 to 65535/],
  ])('with %j', async (args, why) => {
    const { code, stdout, stderr } = await terminal('serve', ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(why);
  });

  it.each(['', '  '])('with "%s" for a secret', async (secret) => {
    const { code, stdout, stderr } = await runCli(['serve', '--data-dir', folder], { CRON_SECRET: secret });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('CRON_SECRET is not set');
  });

  it('on a port that is taken', async () => {
    const { code, stderr } = await terminal('serve', '--port', new URL(serving.url).port);
    expect(code).toBe(1);
    expect(stderr).toMatch(/Port \d+ is in use\. Choose another/);
  });
});

async function cycles(): Promise<number> {
  const opened = await openStore({ file: join(folder, 'headroom.db'), clock: settableClock(parseInstant(NOON) ?? 0) });
  if (!opened.ok) throw new Error(opened.failure.message);
  const last = await opened.value.cycles.last();
  opened.value.close();
  return last?.id ?? 0;
}

/** The route of docs/serve.md, as it stands there. */
async function handler(): Promise<{ GET(request: Request): Promise<Response> }> {
  const file = join(folder, 'route.ts');
  writeFileSync(file, block('ts'));
  return import(/* @vite-ignore */ file);
}
