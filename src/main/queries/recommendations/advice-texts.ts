import type { Advice, AdvicePoint, AskedFigure, AskedQuestion } from '#shared/domain/recommendation';

/** TEMPORARY until words/recommendation.ts lands. */
export function pointText(point: AdvicePoint): string {
  return point.code === 'told' ? String(point.figures['text']) : `${point.code} ${JSON.stringify(point.figures)}`;
}
export function adviceTitle(advice: Advice): string {
  return `${advice.kind} ${advice.names.thing || advice.names.metric || advice.names.service} ${advice.recommendedPlanName}`;
}
export function briefReason(advice: Advice): string {
  return advice.reason.map(pointText).join(' ');
}
export function questionText({ code }: AskedQuestion): string {
  return code;
}
export function figureLabel({ name }: AskedFigure): string {
  return name;
}
export function breakEvenText(advice: Advice): string | null {
  return advice.breakEven === null ? null : JSON.stringify(advice.breakEven);
}

export function briefSides(advice: Advice): { benefits: string[]; risks: string[] } {
  return { benefits: advice.benefits.map(pointText), risks: advice.risks.map(pointText) };
}
