/** What is looked at differently; empty text and a factor of 1 leave a thing as it is. */
export interface WhatIfWish {
  /** As typed: a factor of today's traffic. */
  readonly traffic: string;
  readonly plan: string;
  readonly region: string;
  readonly buildMachine: string;
  readonly halfImages: boolean;
  readonly moreCacheHits: boolean;
  /** A model in use, and the one in its place; a swap needs both. */
  readonly model: string;
  readonly instead: string;
}

export const AS_NOW: WhatIfWish = {
  traffic: '1',
  plan: '',
  region: '',
  buildMachine: '',
  halfImages: false,
  moreCacheHits: false,
  model: '',
  instead: '',
};

/** Ends of the slider; a typed factor may go further. */
export const TRAFFIC_STEPS = { least: 0, most: 10, step: 0.5 } as const;
const MOST_TRAFFIC = 1000;
const IMAGE_FACTOR = 0.5;
const CACHE_POINTS = 20;

/** The typed traffic factor; null for what is no factor from 0 to 1,000. */
export function trafficFactor(text: string): number | null {
  const factor = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(factor) && factor >= 0 && factor <= MOST_TRAFFIC ? factor : null;
}

/** The channel's form, `traffic=2,plan=pro`; empty while nothing is different or the factor cannot be read. */
export function changesText(wish: WhatIfWish): string {
  const factor = trafficFactor(wish.traffic);
  if (factor === null) {
    return '';
  }
  return [
    factor === 1 ? '' : `traffic=${factor}`,
    wish.plan === '' ? '' : `plan=${wish.plan}`,
    wish.region === '' ? '' : `region=${wish.region}`,
    wish.buildMachine === '' ? '' : `build-machine=${wish.buildMachine}`,
    wish.halfImages ? `images=${IMAGE_FACTOR}` : '',
    wish.moreCacheHits ? `cache-hits=${CACHE_POINTS}` : '',
    wish.model === '' || wish.instead === '' ? '' : `model=${wish.model}:${wish.instead}`,
  ]
    .filter((change) => change !== '')
    .join(',');
}
