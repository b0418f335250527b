/** What the published shape of `headroom limits --json` says of a field. */
export const limitsShape = {
  freshness: 'Where all accounts were last read more than a day ago, the command ends with exit code 3.',
  severity: 'Null: unknown, never calm. As it was read last: where freshness is stale it may have changed since asOf.',
} as const;
