const TITLES: Readonly<Record<string, string>> = {
  upgrade: 'Larger plans',
  downgrade: 'Smaller plans',
  'switch-plan': 'Other plans',
  'set-budget': 'Budgets set',
  'raise-budget': 'Budgets raised',
  seats: 'Seats',
  'idle-database': 'Idle databases',
  'idle-project': 'Idle projects',
  'preview-deployments': 'Preview deployments',
  retention: 'Retention',
  images: 'Images',
  isr: 'Regeneration of pages',
  functions: 'Functions',
  'function-region': 'Regions of functions',
  builds: 'Builds',
  'cache-hits': 'Cache',
  bots: 'Bots',
  'smaller-model': 'Smaller models',
  'prompt-cache': 'Prompt caches',
  batch: 'Batches',
  'fix-source': 'Sources',
};

/** What a kind of advice is called among others; a provider's own keeps its id. */
export function kindTitle(kind: string): string {
  return TITLES[kind] ?? kind;
}
