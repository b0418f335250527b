import type { AdviceKind } from '../finding';
import { batch } from './batch';
import { bots } from './bots';
import { builds } from './builds';
import { cacheHits } from './cache-hits';
import { downgrade } from './downgrade';
import { fixSource } from './fix-source';
import { functionRegion } from './function-region';
import { functions } from './functions';
import { idleDatabase } from './idle-database';
import { idleProject } from './idle-project';
import { images } from './images';
import { isr } from './isr';
import { previewDeployments } from './preview-deployments';
import { promptCache } from './prompt-cache';
import { raiseBudget } from './raise-budget';
import { retention } from './retention';
import { seats } from './seats';
import { setBudget } from './set-budget';
import { smallerModel } from './smaller-model';
import { switchPlan } from './switch-plan';
import { upgrade } from './upgrade';

/** Every kind of advice: a file beside this one, and a line here. A provider's own come with its descriptor. */
export const KINDS: readonly AdviceKind[] = [
  upgrade,
  downgrade,
  switchPlan,
  raiseBudget,
  setBudget,
  seats,
  idleDatabase,
  idleProject,
  previewDeployments,
  retention,
  images,
  builds,
  isr,
  functions,
  functionRegion,
  cacheHits,
  bots,
  smallerModel,
  promptCache,
  batch,
  fixSource,
];
