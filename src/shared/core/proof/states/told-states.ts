import type { TextAt } from '../evidence-texts';
import type { Entries, Own } from '../happenings';
import type { KnownRecord, KnownStates, StateFact } from '../known';
import { pushTo } from '../records';
import { refusalsIn } from './refusals';
import { NONE, type StateKind } from './state';

/** What is below it nobody says to come. */
const UNLIKELY = 0.05;

/** What a status of a recommendation comes to for who asks. */
const ADVICE: Readonly<Record<string, string>> = {
  ...{ pending: 'open', reviewed: 'open', approved: 'open' },
  ...{ implemented: 'done', dismissed: 'dismissed', expired: 'expired' },
};
/** Who works on it, by the words of `work`: `about 3 hours of a developer`, `… of who owns the account`. */
const WORKERS: readonly (readonly [string, RegExp])[] = [
  ['owner', /\bown(?:er|s)\b/],
  ['developer', /\bdevelopers?\b/],
];

/** A region by its city: `Washington, D.C. (iad1)`. */
const CITY = /(\p{Lu}\p{L}+(?:,? \p{Lu}[\p{L}.]*)*) \(([a-z]{3}\d)\)/gu;

/** What a text says that people feel of a change. */
const SPEEDS: readonly (readonly [string, RegExp])[] = [
  ['faster', /\b(?:faster|quicker|wait less|answers? sooner)\b/],
  ['slower', /\b(?:slower|tak(?:e|es|ing) longer|waits? longer)\b/],
];

/** Collects the states that the fields of objects tell. */
export class StateCollector {
  private readonly facts = new Map<StateKind, StateFact[]>();
  /** Providers of accounts, and those that could be connected. */
  private readonly connected = new Set<string>();
  private readonly offered: string[][] = [];

  /** What an object tells of what it is about. `isAccount`: an account's own row. */
  add(entries: Entries, own: Own, record: KnownRecord, isAccount: boolean): void {
    const values = new Map(entries);
    const tell: Tell = (kind, value) => this.tell(kind, value, record);
    ofLimit(values, own, tell);
    const complete = values.get('complete');
    tell('complete', typeof complete === 'boolean' ? isSome(complete) : null);
    tell('budget', budgetOf(values));
    tell('region', own('region'));
    tell('project', (own('product') ?? own('model')) && own('projectName'));
    this.provider(own, entries.length);
    if (isAccount) {
      ofAccount(values, own, tell);
    }
    if (values.has('subject') && values.has('status')) {
      ofAdvice(values, own, tell);
    }
    if (values.has('firedAt') || values.has('alertId')) {
      ofAlert(values, own, tell);
    }
    for (const [list, kind] of [
      ['firing', 'alert'],
      ['recommendations', 'advice'],
    ] as const) {
      const rows = values.get(list);
      tell(kind, Array.isArray(rows) && rows.length === 0 ? NONE : null);
    }
  }

  /** Leaves out all that is told of a kind. */
  forget(kind: StateKind): void {
    this.facts.delete(kind);
  }

  /** A provider that is only offered is told by its id and its title alone. */
  private provider(own: Own, fields: number): void {
    const [id, title, provider] = [own('id'), own('title'), own('provider')];
    if (provider !== undefined) {
      this.connected.add(provider);
    } else if (id !== undefined && title !== undefined && fields === 2) {
      this.offered.push([id, title.toLowerCase()]);
    }
  }

  private tell(kind: StateKind, value: string | null | undefined, record: KnownRecord): void {
    if (value !== null && value !== undefined && value !== '') {
      pushTo(this.facts, kind, { value: value.toLowerCase(), record });
    }
  }

  /** All of it, with what the texts say is refused. */
  known(texts: readonly TextAt[]): KnownStates {
    const plans = (this.facts.get('plan') ?? []).map(({ value }) => value);
    for (const { text, record } of texts) {
      const [, plan] = /\bon the (\p{Lu}\S*(?: [\p{Lu}\d]\S*)*) plan\b/u.exec(text) ?? [];
      if (plan !== undefined) {
        this.tell('plan', plan, record);
      }
    }
    const cities = new Map(
      texts.flatMap(({ text }) => [...text.matchAll(CITY)].map(([, city = '', id = '']) => [id, city])),
    );
    for (const { value, record } of [...(this.facts.get('region') ?? [])]) {
      this.tell('region', cities.get(value), record);
    }
    for (const { text, record } of texts) {
      for (const [value, words] of SPEEDS) {
        this.tell('speed', words.test(text) ? value : null, record);
      }
    }
    const words = texts.flatMap(({ text }) => text.match(/\b\p{Lu}\p{Ll}+/gu) ?? []);
    return {
      facts: this.facts,
      refusals: refusalsIn(texts),
      absent: new Set(this.offered.filter(([id]) => !this.connected.has(id ?? '')).flat()),
      planWords: new Set([
        ...plans.flatMap((plan) => plan.split(/[^\p{L}]+/u)),
        ...words.map((word) => word.toLowerCase()),
      ]),
    };
  }
}

type Values = ReadonlyMap<string, unknown>;
type Tell = (kind: StateKind, value: string | null | undefined) => void;

function ofLimit(values: Values, own: Own, tell: Tell): void {
  tell('act', own('atLimit') ?? (own('does') === 'notify' ? 'inform' : own('does')));
  tell('freshness', own('freshness'));
  tell('reach', reachOf(values));
}

function ofAccount(values: Values, own: Own, tell: Tell): void {
  for (const key of ['plan', 'planName']) {
    tell('plan', values.get(key) === null ? NONE : own(key));
  }
  tell('credit', values.has('credit') ? isSome(values.get('credit') !== null) : null);
  const notRead = values.get('notRead');
  tell('trouble', Array.isArray(notRead) ? isSome(notRead.length > 0) : null);
}

function ofAdvice(values: Values, own: Own, tell: Tell): void {
  tell('advice', ADVICE[own('status')?.toLowerCase() ?? '']);
  tell('confidence', own('confidence'));
  const against = values.get('speaksAgainst');
  tell('risk', Array.isArray(against) ? isSome(against.length > 0) : null);
  tell('deadline', own('aim') === 'saving' ? 'no' : isSome(typeof values.get('daysToLimit') === 'number'));
  tell('price', priceOf(values.get('extraCost')));
  tell('worker', WORKERS.find(([, words]) => words.test(own('work') ?? ''))?.[0]);
  // A budget that is ours stops nothing.
  tell('act', own('kind') === 'set-budget' ? 'inform' : null);
}

/** One that fires tells of now, an entry of the history of then: only that it is over is so still. */
function ofAlert(values: Values, own: Own, tell: Tell): void {
  if (values.has('alertId')) {
    tell('alert', own('kind') === 'resolved' ? 'resolved' : null);
    return;
  }
  tell('alert', values.get('resolvedAt') == null ? 'firing' : 'resolved');
  tell('severity', own('severity'));
  for (const [kind, key] of [
    ['acknowledged', 'acknowledgedAt'],
    ['snoozed', 'snoozedUntil'],
  ] as const) {
    tell(kind, values.has(key) ? isSome(values.get(key) !== null) : null);
  }
}

/** How near a limit is: reached, or how likely it is to be within a month. */
function reachOf(values: Values): string | null {
  const within = (values.get('probability') as { readonly within30?: unknown } | null | undefined)?.within30;
  const percent = values.get('percent');
  if (typeof values.get('reachedAt') === 'string' || (typeof percent === 'number' && percent >= 100)) {
    return 'reached';
  }
  if (typeof within !== 'number') {
    return null;
  }
  if (within < UNLIKELY) {
    return 'unlikely';
  }
  return within > 1 - UNLIKELY ? 'likely' : 'open';
}

/** Whether a budget is set, of what would tell of one; of one that is advised may be spoken as well. */
function budgetOf(values: Values): string | null {
  const list = values.get('budgets');
  const named = ['title', 'scope', 'kind'].map((key) => values.get(key) ?? '').join(' ');
  const isBudget = /\bbudgets?\b/i.test(named);
  const hasOne = Array.isArray(list) ? list.length > 0 : (values.get('budget') ?? null) !== null;
  if (isBudget || hasOne) {
    return 'yes';
  }
  return Array.isArray(list) || values.has('budget') ? 'no' : null;
}

function priceOf(extra: unknown): string | null {
  if (typeof extra !== 'number') {
    return null;
  }
  if (extra === 0) {
    return 'same';
  }
  return extra > 0 ? 'more' : 'less';
}

function isSome(is: boolean): string {
  return is ? 'yes' : 'no';
}
