import type { Turn } from './ask';

/** More are not remembered: the one that is silent for longest goes. */
const MOST = 20;

/** What was asked and answered in each conversation, for the questions that follow, while Headroom runs. */
export interface Conversations {
  turns(name: string): readonly Turn[];
  add(name: string, turn: Turn): void;
}

export function conversationsInMemory(): Conversations {
  const all = new Map<string, readonly Turn[]>();
  return {
    turns: (name) => all.get(name) ?? [],
    add(name, turn) {
      const turns = [...(all.get(name) ?? []), turn];
      all.delete(name);
      all.set(name, turns);
      const [oldest] = all.keys();
      if (all.size > MOST && oldest !== undefined) all.delete(oldest);
    },
  };
}
