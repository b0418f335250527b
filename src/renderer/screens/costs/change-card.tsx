import { Rocket } from 'lucide-react';
import type { ReactNode } from 'react';
import { capitalized } from '#shared/format/capitalized';
import { formatProjectedMoney } from '#shared/format/money';
import type { CostChangeView } from '#shared/ipc/costs';
import { Card } from '../../components/card';
import { Icon } from '../../components/icon';
import { type StatProps, StatRow } from '../../components/stat';
import { useQueryChannel } from '../../data/use-query-channel';
import { dayWords } from '../shared/day-words';
import { QueryView } from '../shared/query-view';
import { ChangeBar } from './change-bar';
import { ChangeParts } from './change-parts';

/** What the latest change does to the costs of all accounts, and who carries it; nothing while nothing changed. */
export function ChangeCard() {
  const change = useQueryChannel('costs:change', null);
  return (
    <QueryView query={change} what="What changed the costs" skeleton={null}>
      {(view) => (view === null ? null : <Change change={view} />)}
    </QueryView>
  );
}

function Change({ change }: { readonly change: CostChangeView }) {
  return (
    <Card className="cost-change" aria-label="What changed the costs">
      <div className="change-verdict">
        <div className="cost-sentence">
          <h2 className="t-title-l">{wholeWords(change.headline)}</h2>
          {change.notes.length === 0 ? null : <p className="t-2">{change.notes.join(' ')}</p>}
        </div>
        <ChangeBar change={change} />
      </div>
      <StatRow stats={statsOf(change)} />
      <ChangeParts change={change} />
    </Card>
  );
}

function statsOf({ lead, cause, since, insideCredit, total, currency }: CostChangeView): StatProps[] {
  const stats: StatProps[] = [];
  if (lead !== null) {
    stats.push({ caption: 'What changed', figure: wholeWords(capitalized(lead.title)), meaning: lead.detail });
  }
  stats.push(
    cause === null
      ? { caption: 'Since when', figure: dayWords(since), meaning: 'nothing is known that began that day' }
      : {
          caption: 'Since when',
          figure: (
            <span className="row">
              <Icon of={Rocket} size={14} />
              {cause.title}
            </span>
          ),
          meaning: cause.detail,
        },
  );
  if (insideCredit !== null) {
    stats.push({
      caption: 'Also, inside the credit',
      figure: insideCredit.title,
      meaning: capitalized(insideCredit.detail),
    });
  } else if (total !== null) {
    stats.push({
      caption: 'Comes to',
      figure: formatProjectedMoney(total.now, currency),
      meaning: `${formatProjectedMoney(total.before, currency)} as it was before`,
    });
  }
  return stats;
}

/** Names with hyphens stay on one line: a model is no place for a break. */
function wholeWords(sentence: string): ReactNode[] {
  return sentence.split(/(\S*-\S*)/).map((part) =>
    part.includes('-') ? (
      <span key={part} className="t-nowrap">
        {part}
      </span>
    ) : (
      part
    ),
  );
}
