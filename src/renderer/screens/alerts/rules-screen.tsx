import { Link } from 'wouter';
import type { RuleView } from '#shared/ipc/alert-rules';
import { rungWords } from '#shared/words/alerts-page';
import { CONDITION_TITLES } from '#shared/words/condition';
import { Card } from '../../components/card';
import { Screen } from '../../components/screen';
import { SkeletonCard } from '../../components/skeleton';
import { Switch } from '../../components/switch';
import { useToast } from '../../components/toast';
import { useQueryChannel } from '../../data/use-query-channel';
import { links } from '../shared/links';
import { QueryView } from '../shared/query-view';
import { useToldAction } from '../shared/use-told-action';
import { isEditable, RuleEditor } from './rule-editor';
import type { RuleChange, Rules } from './rule-types';
import './drill.css';

/** What rings, each rule as a sentence that can be edited, with what it would have rung in the last 60 days. */
export function RulesScreen() {
  const rules = useQueryChannel('rules:list', null);
  const { run, pending } = useToldAction('rules:set');
  const toast = useToast();
  const save = (change: RuleChange) => {
    const before = rules.data?.rules;
    if (before === undefined) return;
    const former = Object.fromEntries(Object.keys(change).map((key) => [key, before[key as keyof Rules]]));
    run(change, () => toast({ text: 'Saved', action: { label: 'Undo', run: () => run(former) } }));
  };
  return (
    <Screen
      title="Rules"
      context={
        <>
          <Link href={links.alerts()} className="record-up">
            Alerts
          </Link>{' '}
          · what rings, and when
        </>
      }
      actions={
        <Link href={links.drill()} className="button button-plain button-small">
          Try them out
        </Link>
      }
    >
      <QueryView query={rules} what="The rules" skeleton={<SkeletonCard height={420} />}>
        {(data) => (
          <>
            <p className="t-2 rules-head">
              Every limit rings at its marks, also where it only costs. The marks of a single limit are set with the
              limit, on <Link href={links.limits()}>Limits</Link>.
            </p>
            <Card aria-label="Rules" aria-busy={pending}>
              <ul>
                {data.list.map((rule) => (
                  <Rule key={rule.condition} rule={rule} rules={data.rules} onSave={save} />
                ))}
              </ul>
            </Card>
          </>
        )}
      </QueryView>
    </Screen>
  );
}

interface RuleProps {
  readonly rule: RuleView;
  readonly rules: Rules;
  readonly onSave: (change: RuleChange) => void;
}

function Rule({ rule: { condition, on, sentence, wouldHaveRung }, rules, onSave }: RuleProps) {
  const title = CONDITION_TITLES[condition];
  const toggle = (next: boolean) =>
    onSave({ off: next ? rules.off.filter((one) => one !== condition) : [...rules.off, condition] });
  return (
    <li className="rule">
      <div className="grow">
        <h2 className="t-label">{title}</h2>
        <p className={on ? 't-2' : 't-3'}>{sentence}</p>
        <p className="t-small t-3">{rungWords(wouldHaveRung, on)}</p>
        {isEditable(condition) ? (
          <details className="rule-details">
            <summary className="t-small">
              Edit<span className="visually-hidden"> {title}</span>
            </summary>
            <RuleEditor condition={condition} rules={rules} onSave={onSave} />
          </details>
        ) : null}
      </div>
      <Switch label={title} checked={on} onChange={toggle} />
    </li>
  );
}
