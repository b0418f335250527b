/** Upstash's Developer API. */
export const UPSTASH_URL = 'https://api.upstash.com/v2';

export const DEVELOPER_SOURCE = 'upstash:/redis/stats';
