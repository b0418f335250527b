import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import type { CostsView } from '#shared/ipc/costs';
import { Card } from '../../components/card';
import { Message } from '../../components/message';
import { Screen } from '../../components/screen';
import { Segmented } from '../../components/segmented';
import { SkeletonCard } from '../../components/skeleton';
import { useWidth } from '../../components/use-width';
import { useQueryChannel } from '../../data/use-query-channel';
import { useStoredState } from '../../data/use-stored-state';
import { QueryView } from '../shared/query-view';
import { ReportButton } from '../shared/report-button';
import { AiCard } from './ai-card';
import { ChangeCard } from './change-card';
import { ClosedCard } from './closed-card';
import { ComponentsCard } from './components-card';
import { CostSummary } from './cost-summary';
import { byWeight, costKey, periodWords } from './cost-words';
import { DayCard } from './day-card';
import { GroundsCard } from './grounds-card';
import { ShareCard } from './share-card';
import { TotalCard } from './total-card';
import { UnitCostsCard } from './unit-costs-card';
import { UnknownCard } from './unknown-card';
import { WhatIfCard } from './what-if-card';
import { AS_NOW } from './what-if-changes';
import './costs.css';

/** What the running period costs, what it comes to, and why. */
export function CostsScreen() {
  const costs = useQueryChannel('costs:list', null);
  const [wanted, setWanted] = useStoredState('costs.connection', z.string(), '');
  const views = byWeight(costs.data ?? []);
  const view = views.find((one) => costKey(one) === wanted) ?? views[0];
  return (
    <Screen
      title="Costs"
      context={view === undefined ? '' : periodWords(view)}
      actions={
        <>
          {views.length > 1 && view !== undefined ? (
            <Segmented
              label="Account"
              value={costKey(view)}
              segments={views.map((one) => ({ value: costKey(one), label: one.title }))}
              onChange={setWanted}
            />
          ) : null}
          <ReportButton />
        </>
      }
    >
      <QueryView query={costs} what="The list of costs" skeleton={<CostsSkeleton />}>
        {() => (view === undefined ? <NothingBilled /> : <Costs key={costKey(view)} view={view} views={views} />)}
      </QueryView>
    </Screen>
  );
}

/** Width from which the cards stand in two columns, in CSS pixels. */
const TWO_COLUMNS = 900;

function Costs({ view, views }: { readonly view: CostsView; readonly views: readonly CostsView[] }) {
  const [ref, width] = useWidth<HTMLDivElement>();
  // Kept here: a window that is drawn wider or narrower moves the card to another place.
  const [wish, setWish] = useState(AS_NOW);
  const whatIf = <WhatIfCard view={view} wish={wish} onWish={setWish} />;
  return (
    <div className="stack-12" ref={ref}>
      <TotalCard />
      <CostSummary view={view} />
      <ChangeCard />
      <UnknownCard view={view} />
      {width >= TWO_COLUMNS ? (
        <TwoColumns view={view} views={views} whatIf={whatIf} />
      ) : (
        <OneColumn view={view} views={views} whatIf={whatIf} />
      )}
      <ComponentsCard view={view} />
      <UnitCostsCard />
      <ClosedCard />
    </div>
  );
}

interface ColumnsProps {
  readonly view: CostsView;
  readonly views: readonly CostsView[];
  readonly whatIf: ReactNode;
}

function TwoColumns({ view, views, whatIf }: ColumnsProps) {
  return (
    <div className="costs-columns">
      <div className="stack-12">
        <ShareCard view={view} />
        <AiCard />
        <GroundsCard view={view} />
      </div>
      <div className="stack-12">
        <DayCard view={view} views={views} />
        {whatIf}
      </div>
    </div>
  );
}

/** One below the other, what is looked at most first. */
function OneColumn({ view, views, whatIf }: ColumnsProps) {
  return (
    <>
      <ShareCard view={view} />
      <DayCard view={view} views={views} />
      <AiCard />
      {whatIf}
      <GroundsCard view={view} />
    </>
  );
}

/** No connection has a plan that prices are known for; AI accounts tell their spend all the same. */
function NothingBilled() {
  return (
    <div className="stack-12">
      <TotalCard />
      <Card>
        <Message title="Nothing here has a bill yet">
          Costs appear once an account whose plan is known was read for the first time.
        </Message>
      </Card>
      <ChangeCard />
      <AiCard />
    </div>
  );
}

function CostsSkeleton() {
  return (
    <div className="stack-12">
      <SkeletonCard height={150} />
      <SkeletonCard height={280} />
      <SkeletonCard height={240} />
    </div>
  );
}
