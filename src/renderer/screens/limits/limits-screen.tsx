import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Instant } from '#shared/domain/instant';
import { counted } from '#shared/format/plural';
import type { LimitList, LimitView } from '#shared/ipc/limits';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Message } from '../../components/message';
import { Screen } from '../../components/screen';
import { SkeletonCard } from '../../components/skeleton';
import { useNow } from '../../data/now';
import { TIMES_AHEAD_HOLD_MS, useQueryChannel } from '../../data/use-query-channel';
import { links } from '../shared/links';
import { momentWords } from '../shared/moment-words';
import { QueryView } from '../shared/query-view';
import { LimitTable } from './limit-table';
import { hasRow, restWords } from './limit-words';
import { OwnLimitDialog } from './own-limit-dialog';
import { PriceSection } from './price-section';
import './limits.css';

/** Every limit in one queue, the binding one first, each editable where it stands. */
export function LimitsScreen() {
  const limits = useQueryChannel('limits:list', null, { againAfter: TIMES_AHEAD_HOLD_MS });
  const [adding, setAdding] = useState(false);
  const now = useNow();
  const all = limits.data?.limits ?? [];
  return (
    <Screen
      title="Limits"
      context={contextWords(all, now)}
      actions={
        all.some((limit) => !hasRow(limit)) ? (
          <Button size="small" icon={Plus} onClick={() => setAdding(true)}>
            Own limit
          </Button>
        ) : null
      }
    >
      <QueryView query={limits} what="The list of limits" skeleton={<SkeletonCard height={420} />}>
        {(shown) => <Queue list={shown} />}
      </QueryView>
      <PriceSection />
      {adding ? (
        <OwnLimitDialog limits={all.filter((limit) => !hasRow(limit))} onClose={() => setAdding(false)} />
      ) : null}
    </Screen>
  );
}

function Queue({ list: { headline, sentence, limits, now } }: { readonly list: LimitList }) {
  const rows = limits.filter(hasRow);
  return (
    <>
      <h2 className="t-title-l">{headline}</h2>
      <p className="t-2 limits-sentence">{sentence}</p>
      {rows.length > 0 ? <LimitTable limits={rows} now={now} /> : null}
      {rows.length === 0 && limits.length > 0 ? (
        <Card>
          <Message title="Nothing that is measured has a limit">Set one of your own to be told in time.</Message>
        </Card>
      ) : null}
      {limits.length > 0 ? (
        <p className="limits-foot t-small t-3">
          {restWords(limits)} <Link href={links.usage()}>All that is measured</Link>
        </p>
      ) : null}
    </>
  );
}

/** `9 limits, read at 10:42`. */
function contextWords(limits: readonly LimitView[], now: Instant): string {
  const count = limits.filter(hasRow).length;
  const latest = Math.max(...limits.map(({ metric }) => metric.asOf ?? 0));
  const words = counted(count, 'limit');
  if (limits.length === 0) {
    return '';
  }
  return latest > 0 ? `${words}, read at ${momentWords(latest, now)}` : words;
}
