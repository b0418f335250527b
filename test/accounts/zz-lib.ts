import { runCycle } from '#main/collection/run-cycle';
import { RecommendationEngine } from '#main/actions/recommendation-engine';
import { readBill } from '#main/queries/bill/read-bill';
import { readStandings } from '#main/queries/standings/read-standings';
import { readCosts } from '#main/queries/bill/costs';
import { parseInstant } from '#shared/core/calendar/calendar';
import { standingHeadline } from '#shared/words/standing';
import type { Scenario } from '#main/simulator/index';
import { account, cents } from './accountant';
import { runAccount } from './an-account';
export const at = (m: string) => parseInstant(m) ?? 0;
const r = (n: number | null | undefined) => (n == null ? String(n) : (Math.round(n * 100) / 100).toFixed(2));
export async function look(scenario: Scenario, moments: string[], anchor: string, opts: {lines?: boolean; recs?: boolean; after?: (a: any) => Promise<void>; before?: (a:any)=>Promise<void>} = {}) {
  const out: string[] = [`\n##### ${scenario.name}`];
  const running = await runAccount(scenario, at(moments[0]!), at(anchor));
  try {
    for (const m of moments) {
      running.clock.set(at(m));
      const c = await running.session.account.act(runCycle, { trigger: 'user', evaluate: 'none' });
      if (opts.before) await opts.before(running);
      const bill = await running.session.account.ask(readBill);
      let acc: any[] = []; try { acc = [...await account(running.environment, m)]; } catch (e) { out.push('ACCOUNTANT ' + (e as Error).message.slice(0, 200)); }
      out.push(`-- ${m} cycle ok=${c.ok} TOTAL ${r(bill.soFar.amount)} complete=${bill.soFar.complete} tax=${bill.soFar.tax} proj=${bill.projected ? [bill.projected.q10, bill.projected.q50, bill.projected.q90].map(r).join('/') + ' ' + bill.projected.complete : null} last=${r(bill.lastMonth?.amount)} ${bill.lastMonth?.complete}`);
      for (const x of bill.soFar.missing) out.push('   missing: ' + x.what + ' [' + x.code + ']');
      for (const a of bill.accounts) {
        const e = acc.find((q) => q.connection === a.connection && q.currency === a.currency);
        const agrees = e === undefined ? 'NO-ACC' : e.amount === null ? (a.soFar.complete ? 'DIFF(null)' : 'ok-null') : cents(e.amount) === cents(a.soFar.amount) && a.soFar.complete ? 'ok' : 'DIFF ' + r(e.amount);
        out.push(`   ${a.connection} ${a.currency} plan=${a.plan} seats=${a.seats} ${a.periodStart.slice(0, 16)}..${a.periodEnd.slice(0, 16)} chg=${a.chargedOn} soFar=${r(a.soFar.amount)} ${a.soFar.complete} proj=${a.projected ? [a.projected.q10, a.projected.q50, a.projected.q90].map(r).join('/') + ' ' + a.projected.complete : null} next=${a.next ? r(a.next.q50) : null} credit=${a.credit ? `${r(a.credit.used)}/${r(a.credit.total)} ${a.credit.basis}` : null} says=${a.providerSays ? a.providerSays.what + ' ' + r(a.providerSays.amount) : null} acct:${agrees}`);
        if (opts.lines) for (const l of a.lines) out.push(`       ${l.kind} ${l.title} p=${l.project} r=${l.region} q=${r(l.quantity)} ${l.unit} inc=${r(l.included)} $${r(l.amount)} ${l.basis}`);
      }
      for (const b of bill.budgets) out.push(`   budget ${b.from} ${b.scope} ${b.key} ${r(b.spent)}/${b.amount} proj=${r(b.projected)} ${b.does}`);
      for (const o of bill.others) out.push(`   other ${o.currency} ${r(o.soFar.amount)} ${o.soFar.complete}`);
      const { list } = await running.session.account.ask(readStandings);
      for (const s of list.filter((s) => s.severity !== null && (s.limit !== null || s.enforcing)).slice(0, 7)) out.push(`   S ${s.key} ${s.atLeast ? '>=' : ''}${r(s.used)}/${r(s.limit)} ${r(s.percent)}% ${s.severity} ${s.atLimit} ${s.outlook.state}${'why' in s.outlook ? ':' + s.outlook.why : ''} q50=${s.expected?.q50 ? new Date(s.expected.q50 * 1000).toISOString().slice(0, 16) : null} w30=${r(s.probability?.within30)} reset=${s.window.resetsAt ? new Date(s.window.resetsAt * 1000).toISOString().slice(0, 16) : null} | ${standingHeadline(s, { now: at(m), zone: 'UTC' })}`);
      if (opts.recs !== false && m === moments.at(-1)) {
        const advice = await running.session.account.act((parts: any) => new RecommendationEngine(parts).generateRecommendations());
        for (const a of advice as any[]) out.push(`   R ${a.priority} ${a.kind} ${JSON.stringify(a.change).slice(0, 120)} saves=${r((a.gain?.amount ?? NaN) / 1e6)} cost ${r((a.cost.current ?? NaN) / 1e6)}->${r((a.cost.recommended ?? NaN) / 1e6)} q=${a.question?.code}`);
      }
      if (opts.after) await opts.after(running);
    }
  } catch (e) { out.push('THROWN ' + (e as Error).stack?.slice(0, 1500)); }
  finally { await running.stop(); }
  return out.join('\n');
}
