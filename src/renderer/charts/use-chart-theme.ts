import { useSyncExternalStore } from 'react';
import { type ChartTheme, readChartTheme } from './chart-theme';

let current: ChartTheme | null = null;
let watchers = 0;

/** The tokens for charts, renewed when the theme changes, by the system or by the person. */
export function useChartTheme(): ChartTheme {
  return useSyncExternalStore(subscribe, snapshot);
}

function snapshot(): ChartTheme {
  current ??= readChartTheme();
  return current;
}

function subscribe(notify: () => void): () => void {
  const renew = () => {
    current = null;
    notify();
  };
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const observer = new MutationObserver(renew);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'style'] });
  watchers += 1;
  dark.addEventListener('change', renew);
  // Canvas text does not follow when the typeface arrives after the first drawing.
  document.fonts.addEventListener('loadingdone', renew);
  return () => {
    observer.disconnect();
    dark.removeEventListener('change', renew);
    document.fonts.removeEventListener('loadingdone', renew);
    watchers -= 1;
    // Nobody sees the theme change while no chart is on screen.
    if (watchers === 0) {
      current = null;
    }
  };
}
