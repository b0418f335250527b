/** The API of Vercel. */
export const VERCEL_ADDRESS = { baseUrl: 'https://api.vercel.com', baseUrlVariable: 'HEADROOM_VERCEL_URL' } as const;

/** Vercel cuts billing days and periods here. */
export const BILLING_ZONE = 'America/Los_Angeles';
