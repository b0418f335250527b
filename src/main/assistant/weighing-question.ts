import type { AssistantEvidence, FurtherChoices } from '#main/queries/recommendations/assistant-evidence';

/** What is weighed, against what. */
export interface WeighingQuestion {
  readonly goal: string;
  readonly evidence: AssistantEvidence;
  readonly choices: readonly FurtherChoices[];
}
