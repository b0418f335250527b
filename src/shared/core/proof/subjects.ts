import { stemsOf } from './field-units';
import type { Own } from './happenings';
import type { KnownRecord, NameKind, NamesByWord } from './known';
import { addTo } from './records';
import { stem } from './units';

/** Words of titles that say nothing of what they are about. */
const GENERAL = new Set(
  (
    'environment limit month spend spent cost use used usage plan provider account day share total time period model this that at for ' +
    'of the by to in on from and not finished failed answered computer lack space dropped billing team read other project rate ' +
    'out up new so included key fee pro with what is are more less most'
  ).split(' '),
);

/** Verbs with which recommendations begin, and words that are in all of them. */
const DOING = new Set(
  (
    'switch upgrade downgrade try tell lower set let spend pay move change when which what place instead limit budget plan nobody ' +
    'ask fewer source model environment database project function'
  ).split(' '),
);

/** A verb without its ending: `caching`, `cached` and `cache` are one. */
function rootOf(word: string): string {
  return word.length > 5 ? word.replace(/(?:ing|ed|e)$/, '') : word.replace(/e$/, '');
}

/** A shorter word tells nothing. */
const SHORTEST = 3;

/** A word that more titles have tells none of them. */
const MOST_TITLES = 60;

/** Collects which titles have a word, and what accounts are called: people say `the credit`, and `Anthropic`. */
export class SubjectCollector {
  private readonly words = new Map<NameKind, Map<string, Set<string>>>();
  /** Words that people gave their accounts, which may hold a metric's title: `Redis storage` is no account. */
  private readonly given: { readonly text: string; readonly names: readonly string[] }[] = [];
  /** Titles of metrics of more than one word. */
  private readonly metricTitles = new Set<string>();
  /** Of what an account is called, its connection and provider. */
  readonly titles = new Map<string, readonly string[]>();
  /** Of a metric's title, its accounts. */
  private readonly ofMetric = new Map<string, readonly string[]>();
  /** The metrics of a service that are billed, and what is told of a service as a whole. */
  private readonly billed = new Map<string, Set<string>>();
  private readonly services: { readonly service: string; readonly record: KnownRecord }[] = [];
  /** Plans of an account. */
  readonly plans = new Map<string, Set<string>>();
  /** Connections of a provider. */
  readonly connections = new Map<string, Set<string>>();

  /** A name of a metric or product, in small letters, as the field `key` tells it. */
  name(key: string, kind: NameKind | undefined, name: string): void {
    if (key === 'figureOf' || kind === undefined || kind === 'project' || name.length > 200) {
      return;
    }
    for (const word of stemsOf(name)) {
      this.add(kind, word, name);
    }
  }

  /**
   * What an object tells of the account that it is of: its connection's id, its provider, and what that is called. True
   * for the account's own.
   */
  account(own: Own, record: KnownRecord): boolean {
    this.metric(own, record);
    const provider = own('provider');
    const isOfMetric = own('metric') !== undefined || own('metricKey') !== undefined || own('service') !== undefined;
    const told = own('connection') ?? own('connectionId') ?? (provider && own('id'));
    const isAccount = told !== undefined && !isOfMetric;
    const connection = told ?? connectionOf(own('metricKey') ?? own('key') ?? own('link'));
    const names = lowerOf([connection, provider]);
    for (const name of names) {
      addTo(record.names, 'account', name);
    }
    const title = isAccount ? own('title') : undefined;
    this.tell(own, names, { title, connection, isAccount });
    for (const name of names) {
      this.add('account', brandOf(own) ?? '', name);
    }
    const isListed = provider === undefined && own('id') !== undefined && own('title')?.toLowerCase() === own('id');
    this.callAccount(
      [provider],
      [title, own('account'), isListed ? own('id') : undefined],
      [...names, ...lowerOf([own('account')])],
    );
    return isAccount;
  }

  /** What belongs to an account: its provider's connections, its plans, its models, and titles of its metrics. */
  private tell(
    own: Own,
    names: readonly string[],
    { title, connection, isAccount }: { title: string | undefined; connection: string | undefined; isAccount: boolean },
  ): void {
    for (const provider of lowerOf([own('provider')])) {
      addAll(this.connections, provider, lowerOf([connection, title]));
    }
    const plans = isAccount ? lowerOf([own('plan'), own('planName')]) : [];
    for (const name of [...names, ...lowerOf([title])]) {
      addAll(this.plans, name, plans);
    }
    for (const called of lowerOf([title, own('model'), own('model')?.split('/').at(-1)])) {
      this.titles.set(called, [...(this.titles.get(called) ?? []), ...names]);
    }
    const metric = isAccount || connection === undefined ? undefined : (own('metricTitle') ?? own('title'));
    for (const called of lowerOf([metric])) {
      this.ofMetric.set(called, [...(this.ofMetric.get(called) ?? []), ...names]);
    }
  }

  /** Words with which people speak of an account: its provider's, and those that it was given. */
  private callAccount(
    providers: readonly (string | undefined)[],
    given: readonly (string | undefined)[],
    names: readonly string[],
  ): void {
    for (const word of providers.flatMap((text) => stemsOf(text ?? ''))) {
      for (const name of [...names, word]) this.add('account', word, name);
    }
    this.given.push(...lowerOf(given).map((text) => ({ text, names })));
  }

  /** What a metric is called in one place and another: `Bandwidth`, `Fast Data Transfer`. */
  private metric(own: Own, record: KnownRecord): void {
    const key = own('key') ?? '';
    if (/^[A-Z_]+$/.test(key)) {
      this.services.push({ service: key, record });
    }
    const isOfOneLimit = /[@#]/.test(own('limitKey') ?? own('key') ?? '');
    const id = isOfOneLimit ? null : idOf(own);
    if (id === null) {
      return;
    }
    addTo(record.names, 'metric', id);
    if (own('kind') === 'usage') {
      addAll(this.billed, own('service') ?? '', [id]);
    }
    const isSentence = (own('metricTitle') ?? own('sentence')) !== undefined;
    const titles = [isSentence ? undefined : own('title'), own('product'), own('metricTitle')];
    for (const title of lowerOf(titles).filter((text) => text.includes(' '))) this.metricTitles.add(title);
    // A line that counts seats is what seats cost.
    const counted = own('unit') === 'seat' ? 'seat' : undefined;
    for (const word of [...titles, counted].flatMap((text) => stemsOf(text ?? ''))) {
      this.add('metric', word, id);
    }
  }

  /** What a recommendation proposes to do: `caching` is the one that says `cache what repeats`. */
  advice(name: string, texts: readonly (string | undefined)[], record: KnownRecord): void {
    addTo(record.names, 'metric', name);
    for (const word of texts.flatMap((text) => stemsOf(text ?? ''))) {
      if (!DOING.has(word)) {
        this.add('metric', rootOf(word), name);
        this.add('metric', word, name);
      }
    }
  }

  /** Adds to a record, of `acme at Vercel, Build, storefront: so far`, the account and what names a project or product. */
  partsOf(title: string, record: KnownRecord, kindsOf: (name: string) => ReadonlySet<NameKind | 'other'>): string[] {
    const found: string[] = [];
    for (const part of title.split(/, |: | (?:of|for|has|is|are|have|reaches|reach|may|above) /)) {
      const kinds = kindsOf(part);
      for (const kind of ['project', 'product'] as const) {
        if (kinds.has(kind) && !record.names.get(kind)?.includes(part)) {
          addTo(record.names, kind, part);
          found.push(part);
        }
      }
      for (const name of this.titles.get(part) ?? this.ofMetric.get(part) ?? []) {
        addTo(record.names, 'account', name);
      }
    }
    return found;
  }

  private add(kind: NameKind, word: string, name: string): void {
    if (word.length < SHORTEST || GENERAL.has(word)) {
      return;
    }
    const words = this.words.get(kind) ?? new Map<string, Set<string>>();
    this.words.set(kind, words.set(word, (words.get(word) ?? new Set()).add(name)));
  }

  byWord(): NamesByWord {
    // A service with one metric is that metric: `Images` are image transformations.
    for (const { service, record } of this.services.splice(0)) {
      const own = [...(this.billed.get(service) ?? [])];
      for (const id of own.length === 1 ? own : []) addTo(record.names, 'metric', id);
    }
    for (const { text, names } of this.given.splice(0)) {
      const titles = [...this.metricTitles].filter((title) => text.includes(title));
      const isOfMetric = new Set(titles.flatMap((title) => stemsOf(title)));
      for (const word of stemsOf(text).filter((one) => !isOfMetric.has(one))) {
        for (const name of [...names, word]) this.add('account', word, name);
      }
    }
    return this.words;
  }
}

function addAll(sets: Map<string, Set<string>>, key: string, values: readonly string[]): void {
  if (values.length > 0) {
    sets.set(key, new Set([...(sets.get(key) ?? []), ...values]));
  }
}

/** Those that are told, in small letters. */
function lowerOf(texts: readonly (string | undefined)[]): readonly string[] {
  return texts.flatMap((text) => (text === undefined ? [] : [text.toLowerCase()]));
}

/** Of `Neon storage`, of the service NEON_POSTGRES, the firm whose it is: people call the account so. */
function brandOf(own: Own): string | undefined {
  const firm = own('service')?.split('_')[0]?.toLowerCase();
  return own('title')?.toLowerCase().startsWith(`${firm} `) === true ? firm : undefined;
}

/** Of `vercel-env/VERCEL_KV/STORAGE_MB`, or the link to it, the connection. */
function connectionOf(key: string | undefined): string | undefined {
  return /^(?:\/usage\/)?([^/]+)\/[A-Z_\d]+\/[A-Z_\d]+/.exec(key ?? '')?.[1];
}

/** The service and metric of a row: `vercel_kv/storage_mb`. */
function idOf(own: Own): string | null {
  const [service, metric] = [own('service'), own('metric')];
  const key = own('metricKey') ?? own('key') ?? own('link') ?? '';
  const found = /^(?:\/usage\/)?[^/]+\/([A-Z_\d]+\/[A-Z_\d]+)/.exec(key)?.[1];
  return (
    (service !== undefined && metric !== undefined && metric !== ''
      ? `${service}/${metric}`
      : (found ?? '')
    ).toLowerCase() || null
  );
}

/** The names of a kind that have all of `words`, each without plural; empty where none has, or a word is in no title. */
export function namesWith(kind: NameKind, words: readonly string[], byWord: NamesByWord): ReadonlySet<string> {
  const sets = words.flatMap((word) => {
    const own = byWord.get(kind);
    const names = own?.get(word) ?? own?.get(rootOf(word)) ?? new Set<string>();
    // `AI Gateway` is an account that has `gateway`.
    const isShort = kind === 'account' && word.length < SHORTEST;
    return isShort || GENERAL.has(word) || names.size > MOST_TITLES ? [] : [names];
  });
  const [first, ...rest] = sets;
  return new Set([...(first ?? [])].filter((name) => rest.every((set) => set.has(name))));
}

/** Names of which a longer one has every part: `build minutes` in `build cpu minutes`, never `site-10` in `site-02`. */
export function namesAround(kind: NameKind, name: string, byWord: NamesByWord): readonly string[] {
  const parts = partsOf(name);
  return [...namesWith(kind, stemsOf(name), byWord)].filter((other) => {
    const all = partsOf(other);
    return parts.every((part) => all.includes(part));
  });
}

function partsOf(name: string): readonly string[] {
  return name.split(/[^\p{L}\p{N}.]+/u).map(stem);
}

/** `30 % more input of gpt-6.1-sol` is about gpt-6.1-sol. */
export function hasOneOf(title: string, said: ReadonlySet<string>): boolean {
  return [...said].some((name) => {
    const at = title.indexOf(name);
    const around = [title[at - 1], title[at + name.length]];
    return at >= 0 && !around.some((sign) => sign !== undefined && /[\p{L}\p{N}_-]/u.test(sign));
  });
}
