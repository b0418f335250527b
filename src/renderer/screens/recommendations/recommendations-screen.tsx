import { useState } from 'react';
import { useParams } from 'wouter';
import type { RecommendationList as ListView, RecommendationView } from '#shared/ipc/recommendations';
import { Screen } from '../../components/screen';
import { Segmented } from '../../components/segmented';
import { SkeletonCard } from '../../components/skeleton';
import { useNow } from '../../data/now';
import { useQueryChannel } from '../../data/use-query-channel';
import { WordingCard } from '../assistant/wording-card';
import { QueryView } from '../shared/query-view';
import { ReportButton } from '../shared/report-button';
import { EmptyShelf } from './empty-shelf';
import { accountsOf, isShown, type Narrowing, NOT_NARROWED, type Shelf, shelfOf } from './filters';
import { PastChanges } from './past-changes';
import { RecommendationDetail } from './recommendation-detail';
import { RecommendationList } from './recommendation-list';
import './recommendations.css';

/** What to do, why, and what it is worth. */
export function RecommendationsScreen() {
  const recommendations = useQueryChannel('recommendations:list', null);
  return (
    <Screen
      title="Recommendations"
      context={recommendations.data?.together.text ?? ''}
      actions={<ReportButton />}
      fixed
    >
      <QueryView query={recommendations} what="The recommendations" skeleton={<SkeletonCard height={420} />}>
        {(list) => <Body list={list} />}
      </QueryView>
    </Screen>
  );
}

function Body({ list }: { readonly list: ListView }) {
  const { items: all, record, known, old } = list;
  const { id } = useParams<{ id?: string }>();
  const now = useNow();
  const [narrowing, setNarrowing] = useState(NOT_NARROWED);
  const linked = all.find((item) => String(item.id) === id);
  const [picked, setPicked] = useState<{ readonly shelf: Shelf; readonly id: string | undefined } | null>(null);
  // A link to another recommendation, as of a notification, opens its shelf whichever was looked through before.
  const wanted = picked !== null && picked.id === id ? picked.shelf : null;
  const shelf = wanted ?? (linked ? shelfOf(linked) : 'open');
  const onShelf = all.filter((item) => shelfOf(item) === shelf);
  const shown = onShelf.filter((item) => isShown(item, narrowing));
  const chosen = linked && shown.includes(linked) ? linked : (firstOf(shown) ?? undefined);
  const count = (of: Shelf) => all.filter((item) => shelfOf(item) === of).length;
  return (
    <div className="recommendations-page">
      {count('open') === 0 ? null : <WordingCard />}
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
          <Narrow items={onShelf} narrowing={narrowing} onChange={setNarrowing} />
          <RecommendationList items={shown} chosen={chosen?.id ?? null} now={now} />
          {shown.length < onShelf.length && shown.length === 0 ? (
            <p className="t-small t-2">Nothing of that kind is here.</p>
          ) : null}
          <PastChanges record={record} items={all.filter(({ status }) => status === 'IMPLEMENTED')} />
        </div>
        {chosen ? (
          <RecommendationDetail key={chosen.id} recommendation={chosen} now={now} />
        ) : (
          <EmptyShelf shelf={shelf} known={known} old={old} />
        )}
      </div>
    </div>
  );
}

/** As the list shows them: risks before savings. */
function firstOf(shown: readonly RecommendationView[]): RecommendationView | null {
  return shown.find(({ aim }) => aim === 'risk') ?? shown[0] ?? null;
}

const PRIORITIES = [
  ['CRITICAL', 'Critical'],
  ['HIGH', 'High'],
  ['MEDIUM', 'Medium'],
  ['LOW', 'Low'],
] as const;

interface NarrowProps {
  readonly items: readonly RecommendationView[];
  readonly narrowing: Narrowing;
  readonly onChange: (narrowing: Narrowing) => void;
}

/** By account and priority, where there is something to choose from. */
function Narrow({ items, narrowing, onChange }: NarrowProps) {
  const accounts = accountsOf(items);
  const priorities = PRIORITIES.filter(([value]) => items.some(({ priority }) => priority === value));
  const isNarrowed = narrowing.account !== '' || narrowing.priority !== '';
  if (items.length < 3 && !isNarrowed) {
    return null;
  }
  return (
    <div className="recommendation-filters">
      <Choice
        label="Account"
        all="All accounts"
        value={narrowing.account}
        options={accounts.map(({ id, title }) => [id, title])}
        onChange={(account) => onChange({ ...narrowing, account })}
      />
      <Choice
        label="Priority"
        all="Any priority"
        value={narrowing.priority}
        options={priorities}
        onChange={(priority) => onChange({ ...narrowing, priority })}
      />
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly all: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, all, value, options, onChange }: ChoiceProps) {
  return options.length < 2 && value === '' ? null : (
    <span className="select">
      <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{all}</option>
        {options.map(([of, text]) => (
          <option key={of} value={of}>
            {text}
          </option>
        ))}
      </select>
    </span>
  );
}
