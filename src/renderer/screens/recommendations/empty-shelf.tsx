import type { RecommendationList } from '#shared/ipc/recommendations';
import { Card } from '../../components/card';
import { Message } from '../../components/message';
import type { Shelf } from './filters';

interface EmptyShelfProps extends Pick<RecommendationList, 'known' | 'old'> {
  readonly shelf: Shelf;
}

/** What stands in place of advice. That nothing is open is good news only where something is known, and it is not old. */
export function EmptyShelf({ shelf, known, old }: EmptyShelfProps) {
  const { title, text } = shelf === 'open' ? openWords({ known, old }) : PAST[shelf];
  return (
    <Card>
      <Message title={title}>{text}</Message>
    </Card>
  );
}

function openWords({ known, old }: Pick<RecommendationList, 'known' | 'old'>) {
  if (!known) {
    return { title: 'Nothing is known yet', text: 'No limit could be read, so nothing can be advised.' };
  }
  return old === ''
    ? {
        title: 'Nothing is open',
        text: 'Advice appears here once a limit comes in sight, or money can be saved without harm.',
      }
    : { title: 'Nothing is open by what was read last', text: `${old} How it stands now is not known.` };
}

const PAST = {
  done: {
    title: 'Nothing was done yet',
    text: 'What you mark as implemented, or what is seen at the provider, is kept here with what it saved.',
  },
  dismissed: {
    title: 'Nothing was dismissed',
    text: 'What you dismiss, and what expires, is kept here with its reason.',
  },
} as const;
