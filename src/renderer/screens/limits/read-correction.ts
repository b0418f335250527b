/** Typed corrections: what is empty stays, what is no amount is wrong, nothing typed is no change. */
export function readCorrection(
  included: string,
  price: string,
): {
  readonly change: { readonly included?: number; readonly price?: number } | null;
  readonly wrong: { readonly included: boolean; readonly price: boolean };
} {
  const amounts = { included: read(included), price: read(price) };
  const wrong = { included: amounts.included === 'wrong', price: amounts.price === 'wrong' };
  const change = {
    ...(typeof amounts.included === 'number' ? { included: amounts.included } : {}),
    ...(typeof amounts.price === 'number' ? { price: amounts.price } : {}),
  };
  const usable = !wrong.included && !wrong.price && Object.keys(change).length > 0;
  return { change: usable ? change : null, wrong };
}

function read(text: string): number | 'wrong' | null {
  const bare = text.replace(/[\s,$]/g, '');
  if (bare === '') {
    return null;
  }
  const amount = Number(bare);
  return Number.isFinite(amount) && amount >= 0 ? amount : 'wrong';
}
