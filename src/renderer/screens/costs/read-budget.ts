/** Largest budget that the store keeps, in main units. */
const MOST = 1e9;

/** A typed budget in main units: empty takes it away (null); what is no amount is refused. */
export function readBudget(
  text: string,
): { readonly ok: true; readonly amount: number | null } | { readonly ok: false } {
  const bare = text.replace(/[\s,$]/g, '');
  if (bare === '') {
    return { ok: true, amount: null };
  }
  const amount = Number(bare);
  return Number.isFinite(amount) && amount >= 0 && amount <= MOST ? { ok: true, amount } : { ok: false };
}
