import { createContext, useContext } from 'react';

/** Opens the report over whatever is shown. The shell provides it. */
export const ReportDoor = createContext<() => void>(() => undefined);

export function useOpenReport(): () => void {
  return useContext(ReportDoor);
}
