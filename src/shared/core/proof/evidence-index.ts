import type { Calendar } from './day-parts';
import { readTexts, type TextAt } from './evidence-texts';
import { wordsOfKey } from './field-units';
import type { Own } from './happenings';
import type { Known, KnownRecord } from './known';
import { familiesOf, KnownStore } from './known-store';
import { NameCollector, normalName } from './name-book';
import { addTo, pushTo } from './records';
import { mostOf } from './rows';
import { StateCollector } from './states/told-states';
import { SubjectCollector } from './subjects';
import { sentencesOf } from './verbatim';

/** What an evidence has been found to say so far: values, names and words, and where they are looked up afterwards. */
export class EvidenceIndex {
  readonly store: KnownStore;
  readonly collector = new NameCollector();
  readonly subjects = new SubjectCollector();
  readonly states = new StateCollector();
  private readonly words = new Set<string>();
  private readonly proposed = new Set<string>();
  private readonly quotable = new Set<string>();
  /** Texts are read once all names are known: a project called `$500 saved` is no figure in a sentence about it. */
  private readonly later: TextAt[] = [];
  private readonly rows = new Map<string, string[]>();
  private readonly counting = new Map<string, string[]>();
  /** Titles and labels of figures, whose parts may be names: they are known once all names are. */
  private readonly titled: { readonly record: KnownRecord; readonly title: string; readonly row: string }[] = [];
  /** Names of projects by their ids, and what tells an id alone. */
  private readonly projects = new Map<string, string>();
  private readonly ofProject: { readonly record: KnownRecord; readonly id: string }[] = [];
  private readonly normals = new Map<string, string>();
  private longest = 0;

  constructor(private readonly calendar: Calendar) {
    this.store = new KnownStore(calendar);
  }

  /** A text as a sentence has it. Titles and units stand in every row: each is read once. */
  normal(text: string): string {
    const known = this.normals.get(text);
    if (known !== undefined) {
      return known;
    }
    const normal = normalName(text);
    this.normals.set(text, normal);
    return normal;
  }

  addWords(text: string): void {
    for (const word of wordsOfKey(text)) {
      this.words.add(word);
    }
  }

  /** A text that may be quoted, and finds its row. */
  quote(text: string, row: string | null): void {
    this.quotable.add(text);
    if (row !== null && text.length <= 200) {
      pushTo(this.rows, this.normal(text), row);
    }
  }

  readLater(text: TextAt): void {
    this.later.push(text);
  }

  /** A title or label, whose parts may turn out to be names. */
  addTitle(title: string, record: KnownRecord, row: string): void {
    this.titled.push({ record, title: this.normal(title), row });
  }

  /** A word by which people call what a row counts. */
  addCounted(word: string, row: string): void {
    pushTo(this.counting, word, row);
  }

  addLength(length: number): void {
    this.longest = Math.max(this.longest, length);
  }

  /** A plan or model that a recommendation proposes. */
  propose(name: string, record: KnownRecord): void {
    const normal = this.normal(name);
    this.addProduct(name, record);
    this.proposed.add(normal);
    this.subjects.name('recommendedPlan', 'product', normal);
  }

  addProduct(name: string, record: KnownRecord): void {
    this.collector.add(name, 'product', true);
    addTo(record.names, 'product', this.normal(name));
  }

  /** What a budget is of, a product or a project, of which it may tell the id alone; and such an id beside its name. */
  addScope(own: Own, record: KnownRecord): void {
    const product = own('scope') === 'product' ? own('key') : undefined;
    if (product !== undefined && !product.includes('/')) {
      this.addProduct(product, record);
      addTo(record.names, 'metric', this.normal(product));
    }
    const [id, name] = [own('project'), own('projectName')];
    if (id !== undefined && name !== undefined) {
      this.projects.set(id, this.normal(name));
    }
    const scoped = own('scope') === 'project' ? own('key') : undefined;
    if (scoped !== undefined) {
      this.ofProject.push({ record, id: scoped });
    }
  }

  /** Everything that an answer may say; reads the texts that waited for the names. */
  known(): Known {
    for (const { record, title, row } of this.titled) {
      for (const part of this.subjects.partsOf(title, record, (name) => this.collector.kindsOf(name))) {
        pushTo(this.rows, part, row);
      }
    }
    for (const { record, id } of this.ofProject) {
      const name = this.projects.get(id);
      if (name !== undefined) {
        addTo(record.names, 'project', name);
      }
    }
    const book = this.collector.book();
    readTexts(this.later, book, this.calendar, {
      number: (known) => this.store.keep(known),
      moment: (known) => this.store.moments.push(known),
      word: (word) => this.words.add(word),
    });
    this.store.sort();
    return {
      numbers: this.store.numbers,
      moments: this.store.moments,
      names: book,
      byWord: this.subjects.byWord(),
      accountsOf: this.subjects.titles,
      plansOf: this.subjects.plans,
      connectionsOf: this.subjects.connections,
      proposed: this.proposed,
      hasFamily: familiesOf(this.store),
      words: this.words,
      texts: [...this.quotable].map((text) => this.normal(text)).join('\n'),
      states: this.states.known(this.later),
      isSaidByUs: sentencesOf(this.later, book),
      longest: this.longest,
      rowsOf: (names) => new Set([...names].flatMap((name) => this.rows.get(name) ?? [])),
      rowsCounting: (words) => mostOf([...words].flatMap((word) => [...new Set(this.counting.get(word) ?? [])])),
    };
  }
}
