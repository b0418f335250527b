import { ensure, ensureClose, jsonOf, vercelCommand } from './check.mjs';

const SCOPE = ['--scope', 'acme'];
const CLIENT = 'vercel CLI 64.0.2';

/** Every command of the contract, and what it must make of the simulator's answers. */
export async function vercelCliChecks({ simulator, get, clockChangeDay }) {
  const vercel = await vercelCommand(simulator.url);
  const command = (args, expect, check, token) => ({
    client: CLIENT,
    call: `vercel ${args.join(' ')}`,
    expect,
    run: async () => check(await vercel(args, token)),
  });
  const printing = (args, expect, ...patterns) =>
    command(args, expect, (result) => {
      ensure(result.code === 0, `exit code ${result.code}: ${result.stderr}`);
      for (const pattern of patterns) {
        ensure(pattern.test(result.stdout + result.stderr), `${pattern} not in: ${result.stdout}${result.stderr}`);
      }
    });

  return [
    command(['whoami', '--json'], 'user, team, plan', (result) => {
      const me = jsonOf(result);
      ensure(me.username === 'ana' && me.email === 'ana@acme.test', 'not the user of the scenario');
      ensure(me.team.slug === 'acme' && me.team.plan === 'pro', 'not the team of the scenario');
    }),
    printing(['teams', 'ls'], 'id, name', /acme/, /Acme/),
    command(['tokens', 'ls', '--json'], 'all tokens', (result) => {
      const { tokens } = jsonOf(result);
      ensure(tokens.length === simulator.scenario.tokens.length, `${tokens.length} tokens`);
    }),
    command(['project', 'ls', ...SCOPE, '--json'], 'all projects, pagination', (result) => {
      const { projects, pagination } = jsonOf(result);
      ensure(
        projects
          .map(({ name }) => name)
          .sort()
          .join() === 'api,docs,storefront',
        'other projects',
      );
      ensure(pagination !== undefined, 'no pagination');
    }),
    printing(['ls', 'storefront', ...SCOPE], 'Ready, duration, user', /Ready/, /\d+[ms]/, /ana/),
    command(
      ['usage', ...SCOPE, '--json'],
      'services, credit, totals that agree with the raw answer',
      async (result) => {
        const usage = jsonOf(result);
        ensure(usage.costUnit === 'USD', `cost unit ${usage.costUnit}`);
        ensure(usage.creditBalance.allocated === 20, 'no credit of 20');
        ensureClose(usage.creditBalance.used + usage.creditBalance.remaining, 20, 'used and remaining credit');
        ensure(usage.services.length >= 10, `${usage.services.length} services`);
        const sum = usage.services.reduce((total, service) => total + (service.cost ?? 0), 0);
        ensure(
          usage.totals.cost > 0 && Math.abs(sum - usage.totals.cost) < 0.05,
          `services ${sum}, total ${usage.totals.cost}`,
        );
      },
    ),
    command(
      ['usage', ...SCOPE, '--since', clockChangeDay, '--until', clockChangeDay, '--json'],
      'the 25-hour day when the clocks change, no credit',
      (result) => {
        const usage = jsonOf(result);
        ensure(usage.creditBalance === undefined, 'a credit balance for a past day');
        ensure(usage.totals.cost > 0, 'nothing on that day');
        const { from, to } = usage.period;
        ensure(from === undefined || String(from).startsWith(clockChangeDay), `period ${from} to ${to}`);
      },
    ),
    command(['usage', ...SCOPE, '--breakdown', 'daily', '--json'], 'one group a day', (result) => {
      ensure(/\d{4}-\d\d-\d\d/.test(JSON.stringify(jsonOf(result))), 'no days');
    }),
    command(['usage', ...SCOPE, '--group-by', 'project', '--json'], 'groups by project title', (result) => {
      const text = JSON.stringify(jsonOf(result));
      ensure(
        ['storefront', 'api', 'docs'].every((name) => text.includes(name)),
        'a project is missing',
      );
    }),
    command(['contract', ...SCOPE, '--json'], 'one commitment', (result) => {
      ensure(jsonOf(result).commitments.length === 1, 'not one commitment');
    }),
    command(['budgets', ...SCOPE], 'current spend of the spend call, percent of the budget', async (result) => {
      ensure(result.code === 0, `exit code ${result.code}: ${result.stderr}`);
      const { data } = await get('/teams/team_acme0001/spend');
      const shown = /\$([\d,]+\.\d\d) \((\d+)% used\)/.exec(result.stdout + result.stderr);
      ensure(shown !== null, `no spend in: ${result.stdout}${result.stderr}`);
      ensure(
        Math.abs(Number(shown[1].replace(',', '')) * 100 - data.currentSpend) <= 2,
        `${shown[1]}, not ${data.currentSpend} cents`,
      );
    }),
    command(['storage', 'list', ...SCOPE, '--json'], 'every store', (result) => {
      const text = JSON.stringify(jsonOf(result));
      ensure(
        ['cache', 'main-db', 'jobs', 'uploads'].every((name) => text.includes(name)),
        'a store is missing',
      );
    }),
    command(['storage', 'inspect', 'cache', ...SCOPE, '--json'], 'product and projects of one store', (result) => {
      const text = JSON.stringify(jsonOf(result));
      ensure(text.includes('Upstash') && text.includes('storefront'), 'product or project is missing');
    }),
    command(['storage', 'status', 'cache', ...SCOPE, '--json'], 'status', (result) => {
      ensure(JSON.stringify(jsonOf(result)).includes('available'), 'not available');
    }),
    command(['blob', 'list-stores', '--all', ...SCOPE, '--json'], 'size and count', (result) => {
      ensure(JSON.stringify(jsonOf(result)).includes('12345678'), 'size is missing');
    }),
    command(['global-config', 'list', ...SCOPE, '--json'], 'the one config', (result) => {
      ensure(JSON.stringify(jsonOf(result)).includes('ecfg_flags1'), 'config is missing');
    }),
    command(
      ['metrics', 'vercel.function_invocation.count', '--all', ...SCOPE, '--since', '1h', '--json'],
      'summary and points that add up',
      (result) => {
        const { summary, data } = jsonOf(result);
        const name = 'vercel_function_invocation_count_sum';
        const sum = data.reduce((total, point) => total + point[name], 0);
        ensure(sum > 0, 'no invocations');
        ensureClose(sum, summary[0][name], 'points and summary');
      },
    ),
    command(['metrics', 'schema', ...SCOPE, '--json'], 'the catalogue', (result) => {
      ensure(
        jsonOf(result).some(({ id }) => id === 'vercel.request.count'),
        'a metric is missing',
      );
    }),
    command(
      ['api', `/v2/usage?type=requests&from=${clockChangeDay}T00:00:00Z`, ...SCOPE],
      'a row a UTC day with every count',
      (result) => {
        const { data } = jsonOf(result);
        ensure(data.length > 1 && data[0].date.startsWith(clockChangeDay), 'other days');
        ensure(data[0].request_hit_count > 0 && data[0].bandwidth_outgoing_bytes > 0, 'counts are missing');
      },
    ),
  ];
}

/** The failures that a person must be told rightly. They share the simulator's faults: run them one by one. */
export async function vercelCliFailureChecks({ simulator }) {
  const vercel = await vercelCommand(simulator.url);
  const failing = (args, faults, expect, pattern, check = () => undefined, token) => ({
    client: CLIENT,
    call: `vercel ${args.join(' ')} (${faults.map(({ kind }) => kind).join(', ') || `token ${token}`})`,
    expect,
    run: async () => {
      simulator.clearFaults();
      simulator.resetRequests();
      for (const fault of faults) {
        simulator.setFault(fault);
      }
      const result = await vercel(args, token);
      simulator.clearFaults();
      const text = result.stdout + result.stderr;
      ensure(result.code === 1, `exit code ${result.code}`);
      ensure(pattern.test(text), `${pattern} not in: ${text}`);
      check(result);
    },
  });
  const usage = ['usage', ...SCOPE, '--json'];
  const metrics = ['metrics', 'vercel.request.count', '--all', ...SCOPE, '--since', '1h', '--json'];
  const costs = '/v2/billing/costs';
  return [
    failing(
      usage,
      [{ kind: 'costs-not-found', path: costs }],
      'unavailable, not zero',
      /does not mean usage was zero/i,
    ),
    failing(usage, [{ kind: 'forbidden', path: costs }], 'message and (403)', /\(403\)/),
    failing(['whoami'], [], 'token is not valid', /not valid/i, undefined, 'tok_wrong01'),
    failing(['whoami'], [], 'an expired token is not valid either', /not valid/i, undefined, 'tok_expired01'),
    failing(
      metrics,
      [{ kind: 'payment-required', path: '/metrics/v1', method: 'POST' }],
      'payment_required',
      /payment_required/,
    ),
    failing(
      metrics,
      [{ kind: 'rate-limited', path: '/metrics/v1', method: 'POST', retryAfterSeconds: 3 }],
      'retryAfterMs 3000',
      /"retryAfterMs":\s*3000/,
    ),
    failing(usage, [{ kind: 'server-error', path: costs }], 'four attempts, then (500)', /\(500\)/, () => {
      const tried = simulator.requests().find(({ path }) => path === costs)?.count;
      ensure(tried === 4, `${tried} attempts`);
    }),
  ];
}
