import { useLayoutEffect } from 'react';
import { useQueryChannel } from '../data/use-query-channel';

/** Puts the chosen theme and the platform on the root element; with `system` the tokens follow the system. */
export function useTheme(): void {
  const settings = useQueryChannel('settings:get', null);
  const state = useQueryChannel('app:state', null);
  const theme = settings.data?.theme;
  const platform = state.data?.platform;
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === 'light' || theme === 'dark') {
      dataset.theme = theme;
    } else {
      delete dataset.theme;
    }
  }, [theme]);
  useLayoutEffect(() => {
    if (platform !== undefined) {
      document.documentElement.dataset.platform = platform;
    }
  }, [platform]);
}
