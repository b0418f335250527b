import { readWhatIf } from '#main/queries/bill/what-if';
import { parseWhatIf } from '#shared/core/costs/parse-what-if';
import type { Change } from '#shared/core/costs/what-if-changes';
import type { ProvedSentence } from '#shared/domain/assistant';
import { formatProjectedMoney } from '#shared/format/money';
import type { WhatIfView } from '#shared/ipc/costs';
import { furtherGain } from '#shared/words/assistant';
import type { AskedAccount } from './asked-account';
import { namesIn } from './masked-account';
import { type Ground, proverOf } from './proof';
import type { WeighingQuestion } from './weighing-question';

/** Proposals beyond this many are not looked at. */
const MOST = 5;
/** USD a month; less is not worth a change. */
const LEAST_GAIN = 1;

/**
 * Changes that a model may propose: what is chosen from the price list. A factor of traffic or a share of hits would be
 * a number of the model's own, and plans are weighed by the rules already, with the limits that they hold.
 */
const PROPOSABLE: readonly Change['kind'][] = ['region', 'build-machine', 'model'];

export interface ProposedChange {
  readonly account: string;
  readonly change: string;
  readonly reason: string;
}

/** A proposal that the engine confirmed: a bill with it is lower than one without. */
export interface CheckedAdvice {
  /** Whose bill is lower, as the person calls it. */
  readonly account: string;
  readonly title: string;
  readonly gain: string;
  readonly reason: readonly ProvedSentence[];
  readonly notes: readonly string[];
}

/** Works each proposal out as a what-if. What is not understood, not known or saves nothing is counted, not shown. */
export async function checkFurther(
  account: AskedAccount,
  proposed: readonly ProposedChange[],
  question: WeighingQuestion,
): Promise<{ readonly shown: readonly CheckedAdvice[]; readonly unconfirmed: number }> {
  const shown: CheckedAdvice[] = [];
  const seen = new Set<string>();
  const names = proposed.length === 0 ? [] : await namesIn(account);
  for (const one of proposed.slice(0, MOST)) {
    const connection = question.choices.find((choice) => choice.account === one.account)?.connectionId ?? null;
    const change = proposable(one.change);
    const key = `${connection} ${one.change.trim()}`;
    if (connection === null || change === null || seen.has(key)) continue;
    seen.add(key);
    const result = await account.ask(readWhatIf, connection, one.change);
    const checked = result.ok ? confirmed(result.value, one, question, { names, now: account.clock.now() }) : null;
    if (checked !== null) shown.push(checked);
  }
  return { shown, unconfirmed: proposed.length - shown.length };
}

/** One change of a kind that may be proposed; null for anything else. */
function proposable(text: string): Change | null {
  const parsed = parseWhatIf(text);
  const [change, ...more] = parsed.ok ? parsed.value : [];
  return change !== undefined && more.length === 0 && PROPOSABLE.includes(change.kind) ? change : null;
}

function confirmed(
  view: WhatIfView,
  { account, reason }: ProposedChange,
  { evidence, goal }: WeighingQuestion,
  { now, names }: Pick<Ground, 'now' | 'names'>,
): CheckedAdvice | null {
  const { difference, changes, notes } = view;
  if (difference === null || difference > -LEAST_GAIN) {
    return null;
  }
  const documents = [
    { of: 'recommendations', value: evidence },
    { of: 'what_if', value: view },
  ];
  return {
    account,
    title: changes.join(', '),
    gain: furtherGain(formatProjectedMoney(-difference, 'USD')),
    reason: proverOf({ documents, names, question: goal, now })(reason),
    notes,
  };
}
