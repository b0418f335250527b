import './key-cap.css';

/** A key on the keyboard. */
export function KeyCap({ children }: { readonly children: string }) {
  return <kbd className="key-cap">{children}</kbd>;
}

/** `⌘` on a Mac, `Ctrl` elsewhere. */
export function modifierName(platform: string): string {
  return platform === 'darwin' ? '⌘' : 'Ctrl';
}
