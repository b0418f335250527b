/** One thing that would be different. */
export type Change =
  | { readonly kind: 'traffic'; readonly factor: number }
  | { readonly kind: 'plan'; readonly plan: string }
  | { readonly kind: 'region'; readonly region: string }
  | { readonly kind: 'build-machine'; readonly machine: string }
  | { readonly kind: 'images'; readonly factor: number }
  | { readonly kind: 'cache-hits'; readonly points: number }
  | { readonly kind: 'model'; readonly from: string; readonly to: string };
