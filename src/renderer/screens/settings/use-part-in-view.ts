import { type RefObject, useEffect, useState } from 'react';
import { SIGNS_OF_A_PERSON } from './use-scroll-to-part';

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
