import { type RefObject, useEffect } from 'react';

/**
 * Keeps the chosen part of the page at the top while the parts above it are still being filled in, until
 * the person scrolls or types.
 */
export function useScrollToPart(section: string | undefined, parts: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const container = parts.current;
    if (section === undefined || container === null) {
      return;
    }
    const show = () => document.getElementById(`settings-${section}`)?.scrollIntoView({ block: 'start' });
    const filling = new ResizeObserver(show);
    const done = () => filling.disconnect();
    filling.observe(container);
    for (const sign of SIGNS_OF_A_PERSON) {
      window.addEventListener(sign, done, { once: true, passive: true });
    }
    return () => {
      done();
      for (const sign of SIGNS_OF_A_PERSON) {
        window.removeEventListener(sign, done);
      }
    };
  }, [section, parts]);
}

/** What moves the page by hand. */
export const SIGNS_OF_A_PERSON = ['wheel', 'pointerdown', 'keydown', 'touchmove'] as const;
