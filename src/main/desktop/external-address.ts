/** Whether an address may go to the system's browser: `https:`, with a host, without a user or password in it. */
export function isSafeAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === 'https:' && url.host !== '' && url.username === '' && url.password === '';
}
