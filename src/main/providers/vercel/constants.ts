/** The API of Vercel. */
export const VERCEL_URL = 'https://api.vercel.com';

/** Vercel cuts billing days and periods here. */
export const BILLING_ZONE = 'America/Los_Angeles';
