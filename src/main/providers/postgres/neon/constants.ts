/** The interface of Neon. */
export const NEON_URL = 'https://console.neon.tech/api/v2';
