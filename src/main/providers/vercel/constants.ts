import type { StatusPage } from '../monitor';

/** The API of Vercel. */
export const VERCEL_ADDRESS = { baseUrl: 'https://api.vercel.com', baseUrlVariable: 'HEADROOM_VERCEL_URL' } as const;

/** Where Vercel tells of incidents (A: its own page, in the form of Statuspage). */
export const VERCEL_STATUS: StatusPage = {
  title: 'Vercel',
  url: 'https://www.vercel-status.com/api/v2/status.json',
  form: 'status',
};

/** Vercel cuts billing days and periods here. */
export const BILLING_ZONE = 'America/Los_Angeles';
