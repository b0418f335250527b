import { localZone } from '#main/clock';
import { dayOf } from '#shared/core/calendar/calendar';
import { billedConnections } from '#shared/core/costs/billing-days';
import { isOpen, isSnoozed } from '#shared/core/recommendations/life-cycle';
import { formatBillAmount, formatBillProjection } from '#shared/format/bill';
import type { RecommendationView } from '#shared/ipc/recommendations';
import { verdictWords } from '#shared/words/verdict';
import { readBillSummary } from '../bill/bill-summary';
import { readWhatIfChoices } from '../bill/what-if-choices';
import type { PricedParts } from '../read-parts';
import { readMetricStates } from '../standings/metric-states';
import { readStandings } from '../standings/read-standings';
import { readRecommendations } from './recommendation-views';

/** More recommendations than a person weighs at once are not sent: those that the list has first are. */
const MOST = 25;

/** What a model is shown to word and to weigh: sentences and figures that stand on the screens. */
export interface AssistantEvidence {
  /** The day in the computer's zone: with the time of day no preview would be what is sent a second later. */
  readonly now: string;
  readonly verdict: { readonly headline: string; readonly sentence: string };
  readonly bill: Readonly<Record<string, unknown>> | null;
  readonly recommendations: readonly EvidenceAdvice[];
  /** Open recommendations that are not among them. */
  readonly leftOut: number;
}

/** One open recommendation in its own sentences. */
export interface EvidenceAdvice {
  readonly id: number;
  readonly title: string;
  readonly account: string;
  readonly about: string;
  /** Plans by their names, of which a title may have the figure: `Flat Rate CDN 20`. Empty where it is about none. */
  readonly currentPlan: string;
  readonly recommendedPlan: string;
  readonly priority: string;
  readonly status: string;
  readonly effect: string;
  readonly reason: string;
  readonly urgency: string;
  readonly work: string;
  readonly confidence: string;
  readonly speaksFor: readonly string[];
  readonly speaksAgainst: readonly string[];
  readonly ifYouWait: readonly string[];
  readonly steps: readonly string[];
  readonly measured: readonly string[];
}

/** The open recommendations with how things stand; those that sleep until a day are left out. */
export async function readAssistantEvidence(parts: PricedParts): Promise<AssistantEvidence> {
  const now = parts.clock.now();
  const states = await readMetricStates(parts);
  const [recommendations, standings, bill, connections] = await Promise.all([
    readRecommendations(parts, states),
    readStandings(parts),
    readBillSummary(parts),
    parts.store.connections.list(),
  ]);
  const open = recommendations.filter((one) => isOpen(one.status) && !isSnoozed(one, now));
  const { headline, sentence } = verdictWords({
    list: standings.list,
    connections: connections.length,
    reader: { now },
  });
  return {
    now: dayOf(now, localZone()),
    verdict: { headline, sentence },
    bill:
      bill === null
        ? null
        : {
            soFar: formatBillAmount(bill.soFar, bill.currency),
            expected: bill.projected === null ? 'unknown' : formatBillProjection(bill.projected, bill.currency),
            periodEnd: bill.periodEnd,
          },
    recommendations: open.slice(0, MOST).map(adviceOf),
    leftOut: Math.max(0, open.length - MOST),
  };
}

function adviceOf(view: RecommendationView): EvidenceAdvice {
  return {
    ...{ id: view.id, title: view.title, account: view.account, about: view.subject },
    ...{ currentPlan: view.currentPlanName, recommendedPlan: view.recommendedPlanName },
    ...{ priority: view.priority.toLowerCase(), status: view.status.toLowerCase(), effect: view.effect },
    ...{ reason: view.headline, urgency: view.priorityReason, work: view.work, confidence: view.confidenceText },
    ...{ speaksFor: view.benefits, speaksAgainst: view.against, ifYouWait: view.risks, steps: view.steps },
    measured: view.evidence.texts,
  };
}

/** What a model may propose beyond the recommendations, by account: only what the price list has. */
export interface FurtherChoices {
  readonly connectionId: string;
  readonly account: string;
  readonly regions: readonly string[];
  readonly buildMachines: readonly string[];
  readonly usedModels: readonly string[];
  readonly models: readonly string[];
}

/** Choices of the accounts that have any. */
export async function readFurtherChoices(parts: PricedParts): Promise<readonly FurtherChoices[]> {
  const billed = billedConnections(await parts.store.connections.list());
  const found = await Promise.all(
    billed.map(async ({ id, title }) => ({ id, title, choices: await readWhatIfChoices(parts, id) })),
  );
  return found.flatMap(({ id, title, choices }) => {
    if (!choices.ok) return [];
    const { regions, buildMachines, usedModels, models } = choices.value;
    const isAny = regions.length > 0 || buildMachines.length > 0 || usedModels.length > 0;
    const offered = usedModels.length > 0 ? models : [];
    return isAny ? [{ connectionId: id, account: title, regions, buildMachines, usedModels, models: offered }] : [];
  });
}
