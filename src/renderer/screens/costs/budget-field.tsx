import { Pencil } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { formatPrice } from '#shared/format/money';
import type { CostsView } from '#shared/ipc/costs';
import { Icon } from '../../components/icon';
import { useToast } from '../../components/toast';
import { useToldAction } from '../shared/use-told-action';
import { readBudget } from './read-budget';

interface BudgetFieldProps {
  /** The account; an empty id: everything. */
  readonly view: Pick<CostsView, 'connectionId' | 'currency'> & { readonly budget: { readonly amount: number } | null };
  /** What stands there while it is not edited. */
  readonly meaning: string;
  /** A budget, or a balance that was paid ahead; without it a budget. */
  readonly what?: 'budget' | 'balance';
}

const CHANNELS = { budget: 'costs:set-budget', balance: 'bill:set-prepaid' } as const;

/** A budget, of an account or of everything, edited where it stands. Enter or leaving the field saves, Escape goes back. */
export function BudgetField({ view, meaning, what = 'budget' }: BudgetFieldProps) {
  const { connectionId, budget, currency } = view;
  const before = budget?.amount ?? null;
  const [text, setText] = useState<string | null>(null);
  const { run } = useToldAction(CHANNELS[what]);
  const toast = useToast();
  // Who leaves the field by a key goes on from the button that takes its place.
  const byKey = useRef(false);
  const words = (amount: number | null) => (amount === null ? `no ${what}` : formatPrice(amount, currency));
  if (text === null) {
    return (
      <span className="budget-words">
        {meaning}
        <button
          type="button"
          className="link-button budget-edit"
          ref={(button) => {
            if (byKey.current) {
              byKey.current = false;
              button?.focus();
            }
          }}
          aria-label={before === null ? `Set one: a ${what}` : `Change the ${what} of ${words(before)}`}
          onClick={() => setText(before === null ? '' : String(before))}
        >
          {before === null ? 'Set one' : words(before)} <Icon of={Pencil} size={12} />
        </button>
      </span>
    );
  }
  const next = readBudget(text);
  const save = () => {
    if (!next.ok) {
      return;
    }
    setText(null);
    if (next.amount !== before) {
      run({ connectionId, amount: next.amount }, () =>
        toast({
          text: `Saved ${words(next.amount)}, was ${words(before)}`,
          action: { label: 'Undo', run: () => run({ connectionId, amount: before }) },
        }),
      );
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      // The button that takes the focus would take the key, too.
      event.preventDefault();
      byKey.current = next.ok;
      save();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      byKey.current = true;
      setText(null);
    }
  };
  return (
    <span className="budget-form">
      <span className={`input input-small budget-input ${next.ok ? '' : 'input-wrong'}`}>
        <input
          // biome-ignore lint/a11y/noAutofocus: the field takes the place of the button that was pressed.
          autoFocus
          inputMode="decimal"
          aria-label={`${what === 'budget' ? 'Budget a period' : 'Balance that is left now'}, ${currency}; empty takes it away`}
          aria-invalid={!next.ok}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={() => (next.ok ? save() : setText(null))}
        />
        <span className="t-3">{currency}</span>
      </span>
      <span className={next.ok ? 't-3' : 't-crit'} role={next.ok ? undefined : 'alert'}>
        {next.ok ? 'empty: none' : 'a number from 0'}
      </span>
    </span>
  );
}
