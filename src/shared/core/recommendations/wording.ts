import type { MetricDefinition } from '#shared/domain/metric';
import { formatDays } from '#shared/format/duration';
import { formatNumber, formatQuantity } from '#shared/format/quantity';
import type { PlanStep } from './plan-step';

interface ReasonInput {
  readonly definition: MetricDefinition;
  readonly percent: number;
  readonly daysToLimit: number | null;
  readonly step: Pick<PlanStep, 'currentPlan' | 'recommendedPlan'>;
}

/** The reason in the client's own wording, to the letter of the brief's example. */
export function reasonOf({ definition, percent, daysToLimit, step }: ReasonInput): string {
  const name = words(`${definition.service}_${definition.metric}`);
  const sentences = [`Your ${name} is at ${percent.toFixed(1)}% of the ${step.currentPlan} plan limit.`];
  if (daysToLimit !== null) {
    sentences.push(`At current growth rate, you'll reach the limit in approximately ${daysToLimit} days.`);
  }
  sentences.push(
    `Upgrading to the ${step.recommendedPlan} plan will provide additional capacity and prevent service interruptions.`,
  );
  return sentences.join(' ');
}

/** Imperative, for lists: `Upgrade Redis to Pro`. */
export function titleOf(definition: MetricDefinition, step: Pick<PlanStep, 'recommendedPlanName'>): string {
  return `Upgrade ${definition.group} to ${step.recommendedPlanName}`;
}

/** What speaks for it, in the client's wording. */
export function benefitsOf(definition: MetricDefinition): readonly string[] {
  return [
    `Increased ${words(definition.metric)} capacity`,
    'Avoid service degradation and downtime',
    'Support business growth without interruption',
    'Better performance and reliability',
  ];
}

/** What happens to those who wait, in the client's wording. */
export function risksOf(): readonly string[] {
  return [
    'Service may become unavailable if limit is reached',
    'Potential revenue loss from downtime',
    'Customer experience degradation',
    'Emergency upgrade may be more expensive',
  ];
}

export interface HeadlineInput {
  readonly currentUsage: number;
  readonly limitValue: number;
  readonly recommendedLimit: number | null;
  readonly unit: string;
  readonly growthPerDay: number | null;
  readonly daysToLimit: number | null;
  readonly recommendedPlanName: string;
}

/** The headline of the detail page: `At 0.9 MB a day, 30 MB are full in about 5 days. Pro has 512 MB, enough for 17 months.` */
export function headlineOf(input: HeadlineInput): string {
  const limit = formatQuantity(input.limitValue, input.unit);
  const grows = input.growthPerDay !== null && input.growthPerDay > 0;
  const first =
    grows && input.daysToLimit !== null
      ? `At ${formatQuantity(input.growthPerDay ?? 0, input.unit)} a day, ${limit} are full ${input.daysToLimit <= 0 ? 'now' : `in ${formatDays(input.daysToLimit)}`}.`
      : `${formatNumber(input.currentUsage)} of ${limit} are used.`;
  return `${first} ${roomOf(input)}`;
}

/** How much room the next plan gives: `Pro has 512 MB, enough for about another 18 months.` */
export function roomOf(input: Omit<HeadlineInput, 'daysToLimit' | 'limitValue'>): string {
  if (input.recommendedLimit === null) {
    return `${input.recommendedPlanName} has no published limit.`;
  }
  const grows = input.growthPerDay !== null && input.growthPerDay > 0;
  const room = grows ? (input.recommendedLimit - input.currentUsage) / (input.growthPerDay ?? 1) : null;
  const enough =
    room === null || room > 3650 ? '' : `, enough for ${formatDays(room).replace('about ', 'about another ')}`;
  return `${input.recommendedPlanName} has ${formatQuantity(input.recommendedLimit, input.unit)}${enough}.`;
}

/** `VERCEL_KV_STORAGE_MB` as words: `vercel kv storage mb`. */
function words(key: string): string {
  return key.toLowerCase().replaceAll('_', ' ');
}
