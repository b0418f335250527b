/** `November 2026`: the month in UTC around an instant. */
export function monthTitle(at: number): string {
  return new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(at * 1000);
}
