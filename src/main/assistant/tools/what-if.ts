import { z } from 'zod';
import { readBill } from '#main/queries/bill/read-bill';
import { readWhatIf } from '#main/queries/bill/what-if';
import { succeed } from '#shared/domain/failure';
import { links } from '#shared/domain/screen-links';
import { formatBillAmount } from '#shared/format/bill';
import { formatSignedMoney } from '#shared/format/money';
import type { WhatIfView } from '#shared/ipc/costs';
import { inputWords, leftOut, narrowing, toolWords } from '#shared/words/assistant-tools';
import { fitted } from './fitted';
import { inputs, mostInput } from './inputs';
import { namedAccount } from './named';
import { defineTool, type ToolFigure } from './tool';

/** `what_if`: as `headroom costs --what-if CHANGES --json`. */
export const whatIfTool = defineTool({
  name: 'what_if',
  ...toolWords.what_if,
  input: {
    changes: z.string().min(1).max(500).describe(inputWords.changes),
    account: inputs.account,
    most: mostInput(20, 100),
  },
  async read(account, { changes, account: name, most }) {
    const connection = await namedAccount(account, name);
    if (!connection.ok) {
      return connection;
    }
    const answer = await account.ask(readWhatIf, connection.value?.id ?? null, changes);
    if (!answer.ok) {
      return answer;
    }
    const { currency } = await account.ask(readBill, null);
    const { shown, left } = fitted(answer.value.lines, most);
    return succeed({
      content: { currency, ...answer.value, lines: shown },
      figures: figuresOf(answer.value, currency),
      notes: leftOut(left, 'line', narrowing.parts),
    });
  },
});

function figuresOf({ today, changed, difference, changes }: WhatIfView, currency: string): readonly ToolFigure[] {
  const side = (label: string, { total, atLeast }: WhatIfView['today']): ToolFigure => ({
    label,
    value: atLeast,
    unit: currency,
    text: formatBillAmount({ amount: atLeast, complete: total !== null }, currency),
    link: links.costs(),
  });
  const named = changes.join(', ');
  return [
    side('A month as it is', today),
    side(`A month with ${named}`, changed),
    {
      label: `Difference with ${named}`,
      value: difference,
      unit: currency,
      text: difference === null ? 'not known' : formatSignedMoney(difference, currency),
      link: links.costs(),
    },
  ];
}
