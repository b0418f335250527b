/** What is known of the page that a message came from. */
export interface Sender {
  /** Address of the frame that sent it; null when the frame is gone. */
  readonly frameUrl: string | null;
  /** False for a frame inside the page. */
  readonly isMainFrame: boolean;
  /** True when it came from the contents of one of Headroom's own windows. */
  readonly isOwnWindow: boolean;
}

/**
 * Whether a message came from Headroom's own page: the top frame of an own window, on the page's own
 * origin (`app://headroom`, or the development server's).
 */
export function isTrustedSender(sender: Sender, pageOrigin: string): boolean {
  if (sender.frameUrl === null || !sender.isMainFrame || !sender.isOwnWindow) return false;
  return originOf(sender.frameUrl) === pageOrigin;
}

/** Scheme, host and port of an address, for schemes of its own too; null when it is no address. */
function originOf(address: string): string | null {
  try {
    const { protocol, host } = new URL(address);
    return `${protocol}//${host}`;
  } catch {
    return null;
  }
}
