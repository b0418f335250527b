import { type RefObject, useEffect, useState } from 'react';

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
const SIGNS_OF_A_PERSON = ['wheel', 'pointerdown', 'keydown', 'touchmove'] as const;

/** A part whose head is at most this far below the top is the one being read, in CSS pixels. */
const READING_LINE = 80;

/** The part of the page that is being read: the chosen one, until the person scrolls to another. */
export function usePartInView(chosen: string, parts: RefObject<HTMLElement | null>): string {
  const [seen, setSeen] = useState({ after: chosen, part: chosen });
  useEffect(() => {
    const container = parts.current;
    const scroller = container?.closest('.screen-body');
    if (!container || !scroller) {
      return;
    }
    const look = () => setSeen({ after: chosen, part: partAt(container, scroller) ?? chosen });
    const begin = () => scroller.addEventListener('scroll', look, { passive: true });
    for (const sign of SIGNS_OF_A_PERSON) {
      scroller.addEventListener(sign, begin, { once: true, passive: true });
    }
    return () => {
      scroller.removeEventListener('scroll', look);
      for (const sign of SIGNS_OF_A_PERSON) {
        scroller.removeEventListener(sign, begin);
      }
    };
  }, [chosen, parts]);
  return seen.after === chosen ? seen.part : chosen;
}

function partAt(container: Element, scroller: Element): string | null {
  const sections = [...container.children];
  const line = scroller.getBoundingClientRect().top + READING_LINE;
  const atEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1;
  const part = atEnd ? sections.at(-1) : sections.findLast((one) => one.getBoundingClientRect().top <= line);
  return (part ?? sections[0])?.id.replace('settings-', '') ?? null;
}
