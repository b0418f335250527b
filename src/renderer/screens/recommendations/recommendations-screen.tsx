import { useState } from 'react';
import { useParams } from 'wouter';
import { formatProjectedMoney } from '#shared/format/money';
import type { RecommendationView } from '#shared/ipc/recommendations';
import { Card } from '../../components/card';
import { Message } from '../../components/message';
import { Screen } from '../../components/screen';
import { Segmented } from '../../components/segmented';
import { SkeletonCard } from '../../components/skeleton';
import { useNow } from '../../data/now';
import { useQueryChannel } from '../../data/use-query-channel';
import { QueryView } from '../shared/query-view';
import { ReportMenu } from '../shared/report-menu';
import { type Shelf, shelfOf } from './filters';
import { RecommendationDetail } from './recommendation-detail';
import { RecommendationList } from './recommendation-list';
import './recommendations.css';

/** What to do, why, and what it is worth. */
export function RecommendationsScreen() {
  const recommendations = useQueryChannel('recommendations:list', null);
  return (
    <Screen
      title="Recommendations"
      context={recommendations.data ? summary(recommendations.data) : ''}
      actions={<ReportMenu />}
      fixed
    >
      <QueryView query={recommendations} what="The recommendations" skeleton={<SkeletonCard height={420} />}>
        {(all) => <Body all={all} />}
      </QueryView>
    </Screen>
  );
}

function Body({ all }: { readonly all: readonly RecommendationView[] }) {
  const { id } = useParams<{ id?: string }>();
  const now = useNow();
  const linked = all.find((item) => String(item.id) === id);
  const [picked, setPicked] = useState<{ readonly shelf: Shelf; readonly id: string | undefined } | null>(null);
  // A link to another recommendation, as of a notification, opens its shelf whichever was looked through before.
  const wanted = picked !== null && picked.id === id ? picked.shelf : null;
  const shelf = wanted ?? (linked ? shelfOf(linked) : 'open');
  const shown = all.filter((item) => shelfOf(item) === shelf);
  const chosen = linked && shelfOf(linked) === shelf ? linked : shown[0];
  const count = (of: Shelf) => all.filter((item) => shelfOf(item) === of).length;
  return (
    <div className="recommendations">
      <div className="recommendations-side">
        <Segmented
          label="Which"
          value={shelf}
          segments={[
            { value: 'open', label: 'Open', count: count('open') },
            { value: 'done', label: 'Done', count: count('done') },
            { value: 'dismissed', label: 'Dismissed', count: count('dismissed') },
          ]}
          onChange={(next) => setPicked({ shelf: next, id })}
        />
        <RecommendationList items={shown} chosen={chosen?.id ?? null} now={now} />
      </div>
      {chosen ? <RecommendationDetail key={chosen.id} recommendation={chosen} now={now} /> : <Nothing shelf={shelf} />}
    </div>
  );
}

function Nothing({ shelf }: { readonly shelf: Shelf }) {
  const words = {
    open: { title: 'Nothing is open', text: 'Advice appears here once a limit comes in sight.' },
    done: { title: 'Nothing was done yet', text: 'What you mark as implemented is kept here.' },
    dismissed: {
      title: 'Nothing was dismissed',
      text: 'What you dismiss, and what expires, is kept here with its reason.',
    },
  }[shelf];
  return (
    <Card>
      <Message title={words.title}>{words.text}</Message>
    </Card>
  );
}

/** `2 open, $1 a month together`. */
function summary(all: readonly RecommendationView[]): string {
  const open = all.filter((item) => shelfOf(item) === 'open');
  const costs = open.map((item) => item.roi.upgradeCost);
  const currencies = new Set(open.map((item) => item.roi.currency));
  const [currency] = currencies;
  const known = costs.filter((cost) => cost !== null);
  if (open.length === 0 || known.length < costs.length || currency === undefined || currencies.size > 1) {
    return `${open.length} open`;
  }
  const total = known.reduce((sum, cost) => sum + cost, 0);
  return `${open.length} open, ${formatProjectedMoney(total, currency)} more a month if all are done`;
}
