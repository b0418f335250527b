/**
 * What Vercel asks in regions where it asks more than in iad1: the regional table of October 2025 (facts: limits
 * and prices, "By region"). Prices follow the region of the row. `edge` is the price of a million edge requests;
 * ISR follows it in the same proportion. Compute is known of few regions; elsewhere it costs what iad1 does.
 */
interface RegionPrices {
  readonly transfer: number;
  readonly origin: number;
  readonly edge: number;
  readonly cpu?: number;
  readonly memory?: number;
}

const REGIONS: Readonly<Record<string, RegionPrices>> = {
  sfo1: { transfer: 0.15, origin: 0.06, edge: 2.4, cpu: 0.177, memory: 0.0147 },
  dub1: { transfer: 0.15, origin: 0.06, edge: 2.4 },
  lhr1: { transfer: 0.15, origin: 0.06, edge: 2.4 },
  cdg1: { transfer: 0.15, origin: 0.06, edge: 2.4 },
  fra1: { transfer: 0.15, origin: 0.06, edge: 2.6 },
  arn1: { transfer: 0.15, origin: 0.06, edge: 2.2 },
  bom1: { transfer: 0.2, origin: 0.25, edge: 2.2 },
  dxb1: { transfer: 0.2, origin: 0.3, edge: 2.2 },
  sin1: { transfer: 0.16, origin: 0.27, edge: 2.6 },
  hkg1: { transfer: 0.16, origin: 0.27, edge: 2.8, cpu: 0.176, memory: 0.0146 },
  hnd1: { transfer: 0.16, origin: 0.27, edge: 2.6, cpu: 0.202, memory: 0.0167 },
  kix1: { transfer: 0.16, origin: 0.27, edge: 2.6 },
  icn1: { transfer: 0.35, origin: 0.24, edge: 2.6 },
  syd1: { transfer: 0.16, origin: 0.29, edge: 2.6 },
  gru1: { transfer: 0.22, origin: 0.41, edge: 3.2, cpu: 0.221, memory: 0.0183 },
  cpt1: { transfer: 0.28, origin: 0.43, edge: 2.8, cpu: 0.2, memory: 0.0166 },
};

/** The price of a million edge requests in iad1, of which the others are a multiple. */
const EDGE_IN_IAD1 = 2;

/** The price of a product in a region, in its own units; `price` is the one of iad1. */
export function regionalPrice(key: string, price: number, region: string | null): number {
  const there = region === null ? undefined : REGIONS[region];
  if (there === undefined) {
    return price;
  }
  switch (key) {
    case 'fastDataTransfer':
      return there.transfer;
    case 'fastOriginTransfer':
      return there.origin;
    case 'edgeRequests':
    case 'isrReads':
    case 'isrWrites':
      return (price * there.edge) / EDGE_IN_IAD1;
    case 'fluidActiveCpuSeconds':
      return there.cpu ?? price;
    case 'fluidMemoryMegabyteSeconds':
      return there.memory ?? price;
    default:
      return price;
  }
}
