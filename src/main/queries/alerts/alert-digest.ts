import { NOTICE_CONDITIONS } from '#shared/domain/alert-condition';
import type { Period } from '#shared/domain/instant';
import { formatBillAmount, isUnknownAmount } from '#shared/format/bill';
import { type DigestWords, digestWords } from '#shared/words/digest';
import { verdictWords } from '#shared/words/verdict';
import { readBillSummary } from '../bill/bill-summary';
import type { PricedParts } from '../read-parts';
import { readStandings } from '../standings/read-standings';
import { readAlerts } from './alert-views';

/** What has happened in a stretch of time, and how it stands now. */
export async function readDigest(parts: PricedParts, period: Period): Promise<DigestWords> {
  const now = parts.clock.now();
  const [alerts, { firing, old }, { list }, connections, bill] = await Promise.all([
    parts.store.alerts.list(period),
    readAlerts(parts),
    readStandings(parts),
    parts.store.connections.list(),
    readBillSummary(parts),
  ]);
  const problems = alerts.filter(({ condition }) => !NOTICE_CONDITIONS.includes(condition));
  const isWithin = (at: number | null) => at !== null && at >= period.start && at < period.end;
  return digestWords({
    period,
    began: problems.filter(({ firedAt }) => isWithin(firedAt)).length,
    over: problems.filter(({ firedAt, resolvedAt }) => firedAt !== null && isWithin(resolvedAt)).length,
    firing: firing.filter(({ state }) => state === 'firing').map(({ title }) => title),
    verdict: verdictWords({ list, connections: connections.length, reader: { now } }).headline,
    old,
    bill: bill === null || isUnknownAmount(bill.soFar) ? null : formatBillAmount(bill.soFar, bill.currency),
  });
}
