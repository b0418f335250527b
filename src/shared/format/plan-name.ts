import { capitalized } from './capitalized';

/**
 * Plan names as people say them: those of the client's own catalogue carry a mark (`pro (seed)` reads `Pro`), and a
 * tier names the plan that it comes on top of (`Pro with Flat Rate CDN, 20 USD tier` reads `Flat Rate CDN 20`).
 */
export function plainPlanName(name: string): string {
  return capitalized(
    name
      .replace(/ \(.*\)$/, '')
      .replace(/^.* with /, '')
      .replace(/, (\d+) USD tier$/, ' $1'),
  );
}
