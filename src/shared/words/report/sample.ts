/** What every form of a report on the sample account says. */
export const SAMPLE = 'Sample data. Nothing here is a real account.';
