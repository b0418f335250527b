import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '#main/clock';
import { failureOfNode } from '#main/library/open-store';
import { SecretFile } from '#main/secrets/secret-file';
import { openedStore } from '../../unit/main/store/temporary-store';
import { buildCli, ended, removeCli, serveAccount } from '../cli/built-cli';
import { bareConnection } from '../support/bare-connection';
import { addTypes, projectWithHeadroom, runProgram, writtenTypes } from './installed-library';

const root = resolve(import.meta.dirname, '../../..');
const page = readFileSync(join(root, 'docs', 'library.md'), 'utf8');
/** The programs of the page, each by the heading above it. */
const programs = Object.fromEntries(
  page.split(/^## /m).flatMap((section) => {
    const [, program] = /^```js\n([\s\S]*?)^```/m.exec(section) ?? [];
    return program === undefined ? [] : [[section.split('\n', 1)[0], program]];
  }),
);
const program = (heading: string): string => programs[heading] ?? `throw new Error('No program under ${heading}.')`;

let cloud: Awaited<ReturnType<typeof serveAccount>>;
let variables: Record<string, string>;
let vercelAlone: Record<string, string>;
const projects = { VERCEL_PROJECT_ID_PROVIDER: 'prj_storefront' };

beforeAll(async () => {
  await buildCli();
  cloud = await serveAccount('--scenario', 'sample');
  variables = cloud.environment;
  const { HEADROOM_VERCEL_URL = '', VERCEL_TOKEN = '', VERCEL_ORG_ID = '' } = variables;
  vercelAlone = { HEADROOM_VERCEL_URL, VERCEL_TOKEN, VERCEL_ORG_ID, ...projects };
}, 120_000);

afterAll(() => {
  cloud?.child.kill('SIGTERM');
  removeCli();
});

const stored = (project: string) => openedStore(join(project, 'data', 'headroom.db'), { clock: systemClock });

describe('docs/library.md, in plain Node from the built files', () => {
  it('has these programs', () => {
    expect(Object.keys(programs)).toEqual([
      'A monitoring cycle',
      'Without options',
      'Step by step',
      'What came of it',
      'One monitor by itself',
    ]);
  });

  it("runs the brief's example: limits, a cycle with its three numbers, a summary", async () => {
    const project = projectWithHeadroom();
    const { code, stdout, stderr } = await runProgram(project, program('A monitoring cycle'), vercelAlone);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [, metrics, recommendations, alerts] =
      /^Collected (\d+) metrics\nGenerated (\d+) recommendations\nTriggered (\d+) alerts\n/.exec(stdout)?.map(Number) ??
      [];
    expect(metrics).toBeGreaterThan(100);
    expect(stdout).toMatch(/^VERCEL_BUILD_BUILD_MINUTES \{ current: [\d.]+, limit: /m);
    expect(stdout).toMatch(/^VERCEL_BANDWIDTH_BANDWIDTH_GB \{ current: [\d.]+, limit: 1000, percent: [\d.]+ \}$/m);

    const store = await stored(project);
    expect(await store.cycles.last()).toMatchObject({ metricsCollected: metrics, trigger: 'user' });
    expect(await store.recommendations.list()).toHaveLength(recommendations ?? -1);
    expect(await store.alerts.open()).toHaveLength(alerts ?? -1);
    const [account, ...others] = await store.connections.list();
    expect(others).toEqual([]);
    expect(account?.settings).toMatchObject({ teamId: variables['VERCEL_ORG_ID'], projectIds: 'prj_storefront' });
    expect(JSON.stringify(account?.settings)).not.toContain('127.0.0.1');
    expect((await store.limits.list()).length).toBeGreaterThan(20);
    expect(readFileSync(join(project, 'data', 'headroom.db')).includes(variables['VERCEL_TOKEN'] ?? '?')).toBe(false);
  }, 60_000);

  it('watches without options what the environment describes, as one account with the example before', async () => {
    const project = projectWithHeadroom();
    expect((await runProgram(project, program('A monitoring cycle'), vercelAlone)).code).toBe(0);
    const { code, stdout, stderr } = await runProgram(project, program('Without options'), {
      ...variables,
      ...projects,
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ success: true, metricsCollected: expect.any(Number) });
    expect(JSON.parse(stdout).metricsCollected).toBeGreaterThan(0);
    const providers = (await (await stored(project)).connections.list()).map(({ provider }) => provider);
    expect(providers.sort()).toEqual(['anthropic', 'openai', 'redis', 'vercel']);

    const came = await runProgram(project, program('What came of it'));
    expect({ code: came.code, stderr: came.stderr }).toEqual({ code: 0, stderr: '' });
    const store = await stored(project);
    const alerts = await store.alerts.open();
    expect(came.stdout.match(/^(warning|critical): [A-Z]/gm) ?? []).toHaveLength(alerts.length);
    expect(came.stdout).toMatch(/^\d+ recommendations, 0 of them new$/m);
    const pending = await store.recommendations.list(['PENDING']);
    expect(came.stdout.match(/^(CRITICAL|HIGH|MEDIUM|LOW): /gm) ?? []).toHaveLength(pending.length);
  }, 90_000);

  it('watches without options what the window connected, with the key that lies beside the file', async () => {
    const project = projectWithHeadroom();
    const store = await stored(project);
    const now = systemClock.now();
    await store.connections.save(
      bareConnection('vercel-1', 'vercel', now, { teamId: variables['VERCEL_ORG_ID'] ?? '' }),
    );
    const secrets = new SecretFile(join(project, 'data', 'secrets.plain.json'));
    await secrets.put('vercel-1', JSON.stringify({ token: variables['VERCEL_TOKEN'] }));
    const { HEADROOM_VERCEL_URL = '' } = variables;
    const { code, stdout } = await runProgram(project, program('Without options'), { HEADROOM_VERCEL_URL });
    expect(code).toBe(0);
    expect(JSON.parse(stdout).metricsCollected).toBeGreaterThan(100);
    expect((await store.connections.list()).map(({ id }) => id)).toEqual(['vercel-1']);
  }, 60_000);

  it('is told so, and collects nothing, while another process collects into the file', async () => {
    const project = projectWithHeadroom();
    const store = await stored(project);
    const now = systemClock.now();
    await store.leases.take('collector', 'the-window', now, now + 600);
    const { code, stdout, stderr } = await runProgram(project, program('Without options'), vercelAlone);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^Monitoring cycle failed \(store-locked\): Another Headroom is collecting/);
  });

  it('watches nothing where nothing is described, which is no failure', async () => {
    const { code, stdout } = await runProgram(projectWithHeadroom(), program('Without options'));
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      success: true,
      metricsCollected: 0,
      recommendationsGenerated: 0,
      alertsTriggered: 0,
    });
  });

  it('collects and keeps step by step, from the address of the options and nothing of the environment', async () => {
    const project = projectWithHeadroom();
    const environment = { ...variables, HEADROOM_OPENAI_URL: 'https://elsewhere.example' };
    const { code, stdout, stderr } = await runProgram(project, program('Step by step'), environment);
    expect(code).toBe(0);
    expect(stderr).toBe('Vercel (environment), metrics: Vercel gives these figures only with Observability Plus.\n');
    const saved = Number(/^Saved (\d+) metrics$/m.exec(stdout)?.[1]);
    expect(saved).toBeGreaterThan(100);
    const store = await stored(project);
    expect((await store.connections.list()).map(({ provider }) => provider)).toEqual(['vercel']);
    expect(await store.cycles.last()).toBeNull();
    expect((await store.samples.listSeries()).length).toBeGreaterThan(20);
  }, 60_000);

  it('asks one monitor by itself, and prices what it is told', async () => {
    const { code, stdout, stderr } = await runProgram(
      projectWithHeadroom(),
      program('One monitor by itself'),
      variables,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [asked, ...rest] = stdout.trim().split('\n');
    expect(asked).toMatch(/^\d{3,} samples, \d\d questions$/);
    expect(rest).toEqual([
      'Pro includes 1000 GB',
      // 20 of the plan, 500 GB at 0.15, less the credit of 20 that comes with it.
      '1,500 GB on Pro: 75 USD',
      expect.stringMatching(/^Redis holds [\d.]+ MB$/),
      'KV on Pro: 1 USD',
      // 10 CU-hours at 0.106 and 10 GB-months at 0.35.
      'Neon on Launch: 4.56 USD',
    ]);
  }, 60_000);
});

describe('what a program may get wrong', () => {
  const tell = (work: string) =>
    `import * as headroom from 'headroom';
     const store = await headroom.openStore('data/headroom.db');
     try { ${work} } catch (error) { console.log(error.name, error.code, error.message, error.action); }
     store.close();`;

  it.each([
    ['an address of another computer', `{ vercel: 'https://proxy.example' }`, 'baseUrls.vercel must be'],
    ['a provider that is not there', `{ netlify: 'http://127.0.0.1:1' }`, 'netlify'],
  ])('%s is refused before anybody is asked', async (_what, baseUrls, said) => {
    const service = `new headroom.InfrastructureMonitoringService(store, { vercelToken: 't', baseUrls: ${baseUrls} })`;
    const { code, stdout, stderr } = await runProgram(
      projectWithHeadroom(),
      tell(`const service = ${service}; await service.runMonitoringCycle();`),
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^MonitoringError invalid-input /);
    expect(stdout).toContain(said);
    expect(stdout).not.toContain('example');
  });

  it('a monitor without an account says so, and asks nobody', async () => {
    const { stdout } = await runProgram(
      projectWithHeadroom(),
      tell('await new headroom.VercelPlatformMonitor().collectMetrics();'),
    );
    expect(stdout).toMatch(/^MonitoringError not-configured There is no key for vercel/);
  });

  it('a file that is no database, or a folder, is left as it is, and nothing is made beside it', async () => {
    const project = projectWithHeadroom();
    const text = `import { openStore } from 'headroom';
      for (const file of ['package.json', 'node_modules']) {
        await openStore(file).catch(({ name, code, message }) => console.log(name, code, message));
      }`;
    const before = readFileSync(join(project, 'package.json'));
    const { stdout } = await runProgram(project, text);
    expect(
      stdout.match(/^MonitoringError invalid-input .* is no file of Headroom\. It was left as it is\.$/gm),
    ).toHaveLength(2);
    expect(readFileSync(join(project, 'package.json'))).toEqual(before);
    expect(readdirSync(project).sort()).toEqual(['node_modules', 'package.json', 'program.js']);
  });

  it('a damaged file of its own name is set aside and rescued, as by the window', async () => {
    const project = projectWithHeadroom();
    mkdirSync(join(project, 'data'));
    writeFileSync(join(project, 'data', 'headroom.db'), 'no database at all '.repeat(500));
    const { stdout } = await runProgram(
      project,
      tell('console.log(store.openReport.rescued.damagedFile, (await store.connections.list()).length);'),
    );
    expect(stdout).toMatch(/headroom\.\S*damaged\S* \d\n$/);
  });

  it.each([
    [{ node: '20.20.2', napi: '9' }, undefined, 'Node 20.20.2'],
    [{ node: '22.14.0', napi: '10' }, undefined, null],
    [{ node: '20.18.1', napi: '9' }, '/cache/better-sqlite3.node', null],
  ])('a Node that SQLite would crash in is named: %j', (versions, binding, said) => {
    const failure = failureOfNode(versions, binding);
    expect(failure?.message ?? null).toEqual(said === null ? null : expect.stringContaining(said));
  });
});

describe('the surface', () => {
  it('is this much and no more', async () => {
    const text = `import * as headroom from 'headroom';
      const hidden = await import('headroom/out/main/library.js').then(() => 'reached', ({ code }) => code);
      console.log(JSON.stringify({ names: Object.keys(headroom).sort(), hidden }));`;
    const { stdout } = await runProgram(projectWithHeadroom(), text);
    expect(JSON.parse(stdout)).toEqual({
      names: [
        'InfrastructureMonitoringService',
        'MonitoringError',
        'RecommendationEngine',
        'VercelKVMonitor',
        'VercelPlatformMonitor',
        'VercelPostgresMonitor',
        'openStore',
        'recommendationTexts',
      ],
      hidden: 'ERR_PACKAGE_PATH_NOT_EXPORTED',
    });
  });
});

describe('the types', () => {
  let types: Awaited<ReturnType<typeof writtenTypes>>;
  beforeAll(async () => {
    types = await writtenTypes();
  });
  afterAll(() => types?.remove());

  it('are written without a complaint', () => {
    expect(types.code).toBe(0);
  });

  it.each([
    ['bundler', 'ESNext'],
    ['nodenext', 'NodeNext'],
  ])(
    'hold where modules are looked for as %s does',
    async (moduleResolution, module) => {
      const project = projectWithHeadroom();
      addTypes(project, types.folder);
      const typed = `${program('A monitoring cycle')}
      const total: number | null = new (await import('headroom')).VercelKVMonitor().calculateCosts({}, 'pro').total;
      // @ts-expect-error a summary's figure may be unknown
      const current: number = summary['VERCEL_KV_STORAGE_MB']?.current;
      // @ts-expect-error no such option
      new InfrastructureMonitoringService(store, { vercelTokens: '' });
      // @ts-expect-error no such method
      await monitoring.collect();
      // @ts-expect-error what a cycle works with is not handed in from outside
      new InfrastructureMonitoringService(store, {}, {});
      export { current, total };`;
      writeFileSync(join(project, 'program.ts'), typed);
      const options = {
        target: 'ES2023',
        lib: ['ES2023'],
        module,
        moduleResolution,
        strict: true,
        noEmit: true,
        skipLibCheck: true,
        types: ['node'],
        typeRoots: [join(root, 'node_modules', '@types')],
      };
      writeFileSync(
        join(project, 'tsconfig.json'),
        JSON.stringify({ compilerOptions: options, files: ['program.ts'] }),
      );
      const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
      const { code, stdout } = await ended(spawn(process.execPath, [compiler, '-p', project], { cwd: project }));
      expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    },
    60_000,
  );
});
