import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { useToast } from '../components/toast';
import { listen } from '../data/listen';
import { useToldAction } from '../screens/shared/use-told-action';

/** What is told while the window has the focus: a message at its foot. The list of the Alerts page keeps it too. */
export function WindowMessages() {
  const toast = useToast();
  const [, navigate] = useLocation();
  const { run } = useToldAction('messages:read');
  useEffect(
    () =>
      listen('message', ({ key, title, severity, path }) =>
        toast({
          text: title,
          tone: severity ?? 'ok',
          action: {
            label: 'Open',
            run: () => {
              run({ keys: [key] });
              navigate(path);
            },
          },
        }),
      ),
    [toast, navigate, run],
  );
  return null;
}
