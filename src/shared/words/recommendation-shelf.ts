import { formatProjectedMoney } from '#shared/format/money';

/** What the shelf of open advice says while it is empty: good news only where something is known, and it is not old. */
export function nothingOpen({ known, old }: { readonly known: boolean; readonly old: string }) {
  if (!known) {
    return { title: 'Nothing is known yet', text: 'No limit could be read, so nothing can be advised.' };
  }
  return old === ''
    ? {
        title: 'Nothing is open',
        text: 'Advice appears here once a limit comes in sight, or money can be saved without harm.',
      }
    : { title: 'Nothing is open by what was read last', text: `${old} How it stands now is not known.` };
}

/** What the shelves of past advice say while they are empty. */
export const NOTHING_PAST = {
  done: {
    title: 'Nothing was done yet',
    text: 'What you mark as implemented, or what is seen at the provider, is kept here with what it saved.',
  },
  dismissed: {
    title: 'Nothing was dismissed',
    text: 'What you dismiss, and what expires, is kept here with its reason.',
  },
} as const;

/** What open savings bring together, and how much of it only a person's answers settle; main units a month. Empty for nothing. */
export function savedTogether(amount: number, sure: number, currency: string): readonly string[] {
  const money = (value: number) => formatProjectedMoney(value, currency);
  const asked = amount - Math.max(0, sure);
  if (amount <= 0) {
    return [];
  }
  if (asked < CENTS) {
    return [`saves ${money(amount)} a month if all are done`];
  }
  return sure < CENTS
    ? [`may save ${money(amount)} a month if all are done, by your answers`]
    : [`saves ${money(amount)} a month if all are done (${money(asked)} by your answers)`];
}

/** Less is rounding. */
const CENTS = 0.005;
