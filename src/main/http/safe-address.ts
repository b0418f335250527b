const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** Whether a credential may be sent to this address: `https:` anywhere, `http:` on this computer only. */
export function isSafeAddress(text: string): boolean {
  return (URL.canParse(text) && new URL(text).protocol === 'https:') || isLoopbackAddress(text);
}

/** Whether this is a web address of this computer, by `http:` or `https:`. */
export function isLoopbackAddress(text: string): boolean {
  if (!URL.canParse(text)) {
    return false;
  }
  const { protocol, hostname } = new URL(text);
  return (protocol === 'http:' || protocol === 'https:') && LOOPBACK.includes(hostname);
}
