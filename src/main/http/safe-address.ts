const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** Whether a credential may be sent to this address: `https:` anywhere, `http:` on this computer only. */
export function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) {
    return false;
  }
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname));
}
