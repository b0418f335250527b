import type { RecommendationList } from '#shared/ipc/recommendations';
import { NOTHING_PAST, nothingOpen } from '#shared/words/recommendation-shelf';
import { Card } from '../../components/card';
import { Message } from '../../components/message';
import type { Shelf } from './filters';

interface EmptyShelfProps extends Pick<RecommendationList, 'known' | 'old'> {
  readonly shelf: Shelf;
}

/** What stands in place of advice. That nothing is open is good news only where something is known, and it is not old. */
export function EmptyShelf({ shelf, known, old }: EmptyShelfProps) {
  const { title, text } = shelf === 'open' ? nothingOpen({ known, old }) : NOTHING_PAST[shelf];
  return (
    <Card>
      <Message title={title}>{text}</Message>
    </Card>
  );
}
