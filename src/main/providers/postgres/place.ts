/** Where a connection was to go and as whom, as the address says. */
export interface Place {
  /** With the port. */
  readonly host: string;
  readonly database: string;
  readonly role: string;
}

/** A name as SQL takes it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
