import type { Advice } from '#shared/domain/recommendation';

/** The three texts of the client's example, in the client's own wording. */
export interface BriefTexts {
  readonly reason: string;
  readonly benefits: readonly string[];
  readonly risks: readonly string[];
}

/**
 * The reason, benefits and risks of an upgrade to the letter of the brief's example, for programs that read its JSON;
 * null where they would not be true: for advice that is no upgrade at a limit where something stops.
 */
export function briefTexts({ kind, limit, service, metric, currentPlan, recommendedPlan }: Advice): BriefTexts | null {
  if (kind !== 'upgrade' || limit === null || !limit.stops) {
    return null;
  }
  const name = `${service}_${metric}`.toLowerCase().replaceAll('_', ' ');
  const sentences = [`Your ${name} is at ${limit.percent.toFixed(1)}% of the ${currentPlan} plan limit.`];
  if (limit.days !== null && limit.days > 0) {
    sentences.push(`At current growth rate, you'll reach the limit in approximately ${limit.days} days.`);
  }
  sentences.push(
    `Upgrading to the ${recommendedPlan} plan will provide additional capacity and prevent service interruptions.`,
  );
  return {
    reason: sentences.join(' '),
    benefits: [
      `Increased ${metric.toLowerCase().replaceAll('_', ' ')} capacity`,
      'Avoid service degradation and downtime',
      'Support business growth without interruption',
      'Better performance and reliability',
    ],
    risks: [
      'Service may become unavailable if limit is reached',
      'Potential revenue loss from downtime',
      'Customer experience degradation',
      'Emergency upgrade may be more expensive',
    ],
  };
}
