import { it } from 'vitest';
import { RecommendationEngine } from '#main/actions/recommendation-engine';
import { backfillAll } from './zz-backfill';
import { runCycle } from '#main/collection/run-cycle';
import { loadScenario } from '#main/simulator/index';
import { parseInstant } from '#shared/core/calendar/calendar';
import { accountFile, runAccount } from './an-account';
import { writeFileSync } from 'node:fs';

const NAMES = (process.env['PROBE'] ?? 'idle-pro,builds,images,cdn,upstash,neon,ai').split(',');
const NOW = parseInstant(process.env['PROBE_NOW'] ?? '2026-11-20T12:00:00Z') ?? 0;
it.each(NAMES)('%s', async (name) => {
  const scenario = process.env['SHIPPED'] ? loadScenario(name) : accountFile(name);
  const running = await runAccount(scenario, NOW, NOW);
  try {
    const { account } = running.session;
    await backfillAll(account);
    const advice = await account.act(async (parts: never) => new RecommendationEngine(parts).generateRecommendations());
    const { readStandings } = await import('#main/queries/standings/read-standings');
    const st = await account.ask(readStandings);
    const out: string[] = [`===== ${name}`];
    for (const s of st.list.filter((x) => x.percent !== null).slice(0, 6)) out.push(`   standing ${s.key} ${s.percent?.toFixed(1)} ${s.atLimit} q50 ${s.expected?.q50 == null ? '-' : ((s.expected.q50 - NOW) / 86400).toFixed(1)} out ${s.outlook.state}`);
    for (const a of advice) {
      out.push(`${a.priority} ${a.aim} ${a.kind} key=${a.key} ${a.currentPlan}->${a.recommendedPlan} gain=${a.gain ? (a.gain.amount / 1e6).toFixed(3) + ` [${(a.gain.low / 1e6).toFixed(2)} ${(a.gain.high / 1e6).toFixed(2)}] p=${a.gain.probability.toFixed(2)} cut=${a.gain.againstCut}` : null} cost ${(a.cost.current ?? 0) / 1e6} -> ${(a.cost.recommended ?? 0) / 1e6} q=${a.question?.code}`);
      for (const x of a.alternatives) out.push(`     alt ${x.id} ${x.cost === null ? null : x.cost / 1e6} ${JSON.stringify(x.lost)}`);
      out.push(`     breakEven ${JSON.stringify(a.breakEven)} limit ${JSON.stringify(a.limit)}`);
      out.push(`     reason ${JSON.stringify(a.reason)}`);
    }
    console.log(out.join('\n'));
  } finally {
    await running.stop();
  }
}, 120000);
