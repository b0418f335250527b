import { useParams } from 'wouter';
import { ClosedScreen } from './closed-screen';
import { CostsScreen } from './costs-screen';

const CLOSED = 'closed';

/** The addresses under `/costs`: what runs, or the periods that are over. */
export function CostsPages() {
  return useParams<{ '*'?: string }>()['*'] === CLOSED ? <ClosedScreen /> : <CostsScreen />;
}
