import { Check, Ellipsis, ExternalLink, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { isOpen } from '#shared/core/recommendations/life-cycle';
import type { Instant } from '#shared/domain/instant';
import { formatMoment } from '#shared/format/date';
import type { ChannelInput } from '#shared/ipc/contract';
import type { RecommendationView } from '#shared/ipc/recommendations';
import { statusWord } from '#shared/words/recommendation-life';
import { Button, IconButton } from '../../components/button';
import { Menu, type MenuItem } from '../../components/menu';
import { SnoozeMenu } from '../../components/snooze-menu';
import { useToast } from '../../components/toast';
import { useClock } from '../../data/now';
import { useToldAction } from '../shared/use-told-action';
import { DismissDialog } from './dismiss-dialog';

type Change = ChannelInput<'recommendations:change'>['change'];
type Step = RecommendationView['allowed'][number];

interface DetailActionsProps {
  readonly recommendation: RecommendationView;
  readonly now: Instant;
}

/** The bar at the foot: only the steps that are legal now. */
export function DetailActions({ recommendation, now }: DetailActionsProps) {
  const [dismissing, setDismissing] = useState(false);
  const clock = useClock();
  const open = useToldAction('recommendations:open-page');
  const { change, pending } = useChange(recommendation);
  const may = (step: Step) => recommendation.allowed.includes(step);
  const snoozed = recommendation.snoozedUntil !== null && recommendation.snoozedUntil > now;
  const more = moreSteps(recommendation, change);
  return (
    <section className="recommendation-actions" aria-label="What to do with it">
      {recommendation.hasPage ? (
        <Button
          variant="primary"
          trailingIcon={ExternalLink}
          disabled={open.pending}
          onClick={() => open.run({ id: recommendation.id })}
        >
          {recommendation.change === 'plan' ? 'Open upgrade page' : 'Open the page'}
        </Button>
      ) : null}
      {may('approve') ? (
        <Button disabled={pending} onClick={() => change({ step: 'approve' })}>
          Approve
        </Button>
      ) : null}
      {showsImplement(recommendation) ? (
        <Button disabled={pending} onClick={() => change({ step: 'implement' })}>
          Mark as implemented
        </Button>
      ) : null}
      {may('snooze') ? (
        <SnoozeMenu clock={clock} variant="ghost" onChoose={(until) => change({ step: 'snooze', until })} />
      ) : null}
      {snoozed && may('unsnooze') ? (
        <Button variant="ghost" disabled={pending} onClick={() => change({ step: 'unsnooze' })}>
          End snooze
        </Button>
      ) : null}
      <TakeBack recommendation={recommendation} disabled={pending} onClick={() => change({ step: 'reopen' })} />
      {may('dismiss') ? (
        <Button variant="ghost" onClick={() => setDismissing(true)}>
          Dismiss…
        </Button>
      ) : null}
      <span className="grow" />
      {more.length > 0 ? <Menu trigger={<IconButton icon={Ellipsis} label="More" />} items={more} /> : null}
      {dismissing ? (
        <DismissDialog
          subject={recommendation.subject}
          onClose={() => setDismissing(false)}
          onDismiss={(reason) => {
            setDismissing(false);
            change({ step: 'dismiss', reason });
          }}
        />
      ) : null}
    </section>
  );
}

/** What was approved is implemented next: the step stands in the bar, and else in its menu. */
function showsImplement({ status, allowed }: RecommendationView): boolean {
  return status === 'APPROVED' && allowed.includes('implement');
}

interface TakeBackProps {
  readonly recommendation: RecommendationView;
  readonly disabled: boolean;
  readonly onClick: () => void;
}

/** The one step that is left of what has ended. */
function TakeBack({ recommendation, disabled, onClick }: TakeBackProps) {
  return isEnded(recommendation) && recommendation.allowed.includes('reopen') ? (
    <Button disabled={disabled} onClick={onClick}>
      {recommendation.status === 'IMPLEMENTED' ? 'It was not done' : 'Set back to pending'}
    </Button>
  ) : null;
}

function isEnded({ status }: RecommendationView): boolean {
  return !isOpen(status);
}

function moreSteps(recommendation: RecommendationView, change: (step: Change) => void): readonly MenuItem[] {
  const { allowed, status } = recommendation;
  const items: MenuItem[] = [];
  if (allowed.includes('review')) {
    items.push({ label: 'Mark as reviewed', icon: Check, onSelect: () => change({ step: 'review' }) });
  }
  if (allowed.includes('implement') && !showsImplement(recommendation)) {
    items.push({ label: 'Mark as implemented', icon: Check, onSelect: () => change({ step: 'implement' }) });
  }
  if (allowed.includes('reopen') && status !== 'PENDING' && !isEnded(recommendation)) {
    items.push({ label: 'Set back to pending', icon: RotateCcw, onSelect: () => change({ step: 'reopen' }) });
  }
  return items;
}

/** Changes the status and tells what it is now, with the way back where there is one. */
function useChange(recommendation: RecommendationView) {
  const { run, pending } = useToldAction('recommendations:change');
  const toast = useToast();
  const { id, title } = recommendation;
  const change = (step: Change) =>
    run({ id, change: step }, (after) => {
      const back: Step = step.step === 'snooze' ? 'unsnooze' : 'reopen';
      const undo = after.allowed.includes(back) && step.step !== back ? undoAction(back) : undefined;
      toast({ text: `${title}: ${doneWords(step, after)}`, ...(undo ? { action: undo } : {}) });
    });
  const undoAction = (step: 'unsnooze' | 'reopen') => ({
    label: 'Undo',
    run: () => run({ id, change: { step } }),
  });
  return { change, pending };
}

function doneWords(step: Change, after: RecommendationView): string {
  switch (step.step) {
    case 'snooze':
      return `snoozed until ${formatMoment(step.until)}`;
    case 'unsnooze':
      return 'no longer snoozed';
    default:
      return statusWord(after.status).toLowerCase();
  }
}
