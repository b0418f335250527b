import type { Calendar } from './day-parts';
import {
  CATALOGUE_KEY,
  isCounted,
  isPlain,
  KIND_OF_KEY,
  kindsOf,
  momentOf,
  monthBefore,
  PEOPLES_KEY,
  projectOfFigure,
} from './evidence-keys';
import { readTexts, type TextAt } from './evidence-texts';
import { isMoment, isNoFigure, stemsOf, unitsOfField, WITHIN_DAYS, wordsOfKey } from './field-units';
import type { Known, KnownRecord } from './known';
import { KnownStore, type Placed } from './known-store';
import { listCounts } from './list-counts';
import { bearsFigure, NameCollector, normalName } from './name-book';
import type { ProofEvidence } from './proof';
import { addTo, emptyRecord, namedBy, pushTo } from './records';
import { mostOf } from './rows';
import { DAYS, stem, unitNamed } from './units';

/** Rows from which on a list is a series, which has every day. */
const SERIES = 13;

/** Reads what may be said: fields of JSON, the sentences in it, texts, figures and names that are told by themselves. */
export function readEvidence(evidence: ProofEvidence, calendar: Calendar): Known {
  return new EvidenceReader(calendar).read(evidence);
}

class EvidenceReader {
  private readonly store: KnownStore;
  private readonly collector = new NameCollector();
  private readonly words = new Set<string>();
  private readonly quotable: string[] = [];
  /** Texts are read once all names are known: a project called `$500 saved` is no figure in a sentence about it. */
  private readonly later: TextAt[] = [];
  private readonly rows = new Map<string, string[]>();
  private readonly counting = new Map<string, string[]>();
  private readonly normals = new Map<string, string>();
  private readonly quoted = new Set<string>();
  private longest = 0;

  constructor(private readonly calendar: Calendar) {
    this.store = new KnownStore(calendar);
  }

  read({ documents, figures = [], names = [] }: ProofEvidence): Known {
    for (const { id, text } of documents) {
      this.document(id, text);
    }
    for (const name of names) {
      this.collector.add(name, 'other', false);
      this.quotable.push(this.normal(name));
    }
    for (const { value, unit, of = [] } of figures) {
      const record = emptyRecord(null);
      for (const name of of) {
        this.collector.add(name, 'metric', true);
        addTo(record.names, 'metric', this.normal(name));
        this.addWords(name);
      }
      const named = unit === 'count' || unit === '' ? null : unitNamed(unit);
      this.store.number(value, named, named === null ? [stem(unit)] : [], {
        document: '',
        pointer: '',
        row: '#',
        record,
        field: '',
        key: unit,
      });
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
      words: this.words,
      texts: this.quotable.join('\n'),
      longest: this.longest,
      rowsOf: (names) => new Set([...names].flatMap((name) => this.rows.get(name) ?? [])),
      rowsCounting: (words) => mostOf([...words].flatMap((word) => [...new Set(this.counting.get(word) ?? [])])),
    };
  }

  /** Titles and units stand in every row: each is read once. */
  private normal(text: string): string {
    const known = this.normals.get(text);
    if (known !== undefined) {
      return known;
    }
    const normal = normalName(text);
    this.normals.set(text, normal);
    return normal;
  }

  private document(id: string, text: string): void {
    const record = emptyRecord(null);
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      this.later.push({ text, document: id, pointer: '', record, row: `${id}#`, series: false, key: '' });
      this.quotable.push(this.normal(text));
      return;
    }
    for (const word of stemsOf(id)) {
      record.nouns.add(word);
    }
    this.value(value, {
      document: id,
      pointer: '',
      record,
      row: `${id}#`,
      field: '',
      key: '',
      unit: null,
      currency: null,
      series: false,
      depth: 0,
    });
  }

  private value(value: unknown, at: At): void {
    if (at.depth > 60) {
      return;
    }
    if (typeof value === 'number') {
      this.field(value, at);
    } else if (typeof value === 'string') {
      this.text(value, at);
    } else if (Array.isArray(value)) {
      this.list(value, at);
    } else if (typeof value === 'object' && value !== null) {
      this.object(Object.entries(value), at);
    }
  }

  private object(entries: readonly (readonly [string, unknown])[], at: At): void {
    const record = emptyRecord(at.record);
    const own = (name: string) =>
      entries.find(([key, value]) => key === name && typeof value === 'string')?.[1] as string | undefined;
    const unit = own('unit') ?? at.unit;
    const currency = own('currency') ?? at.currency;
    for (const word of unit === null ? [] : stemsOf(unit)) {
      record.nouns.add(word);
    }
    // A recommendation's title names an action; what it is about is its subject.
    const isAction = own('subject') !== undefined;
    for (const [key, value] of entries) {
      this.key(key);
      if (typeof value === 'string' && !(isAction && key === 'title')) {
        this.nameOf(key, value, record, at);
      }
    }
    const before = monthBefore(entries, this.calendar.zone);
    if (before !== null) {
      const { key, at: moment } = before;
      this.store.moment(moment, true, { ...at, record, pointer: `${at.pointer}/${key}`, key, month: true });
    }
    for (const [key, value] of entries) {
      this.value(value, {
        ...at,
        record: this.recordOf(key, value, record),
        pointer: `${at.pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        field: `${at.field}/${key}`,
        key,
        unit,
        currency,
        depth: at.depth + 1,
      });
    }
  }

  /** Under a key that is a name, or one of a catalogue (`ANTHROPIC_TOKENS`), stands what is of that alone. */
  private recordOf(key: string, value: unknown, record: KnownRecord): KnownRecord {
    const isMap = /[^\w]/.test(key) && typeof value !== 'string';
    if (isMap) {
      addTo(record.names, 'product', this.normal(key));
    }
    return /^[A-Z_\d]+$/.test(key) || isMap ? namedBy(key, record) : record;
  }

  /** A key is a word of ours, or a name where it is none of a programme: `claude-haiku-5-5`, `ANTHROPIC_TOKENS`. */
  private key(key: string): void {
    if (/[^\p{L}\d]/u.test(key)) {
      this.collector.add(key, 'other', true);
    }
    this.addWords(key);
  }

  private addWords(text: string): void {
    for (const word of wordsOfKey(text)) {
      this.words.add(word);
    }
  }

  private list(values: readonly unknown[], at: At): void {
    this.longest = Math.max(this.longest, values.length);
    const nouns = [...(at.key === '' ? at.record.nouns : stemsOf(at.key)), ...kindsOf(values)];
    // What a document is about is also what its first lists hold: `alerts`, and in it `firing`.
    const whole = at.depth === 1 && at.record.parent !== null ? [...at.record.parent.nouns] : [];
    const counted = { ...at, key: `${at.key}#` };
    for (const { count, nouns: own } of listCounts(values, [...nouns, ...whole])) {
      this.store.number(count, null, own, counted);
    }
    for (const [index, value] of values.entries()) {
      this.value(value, {
        ...at,
        pointer: `${at.pointer}/${index}`,
        row: `${at.document}#${at.pointer}/${index}`,
        field: `${at.field}/*`,
        series: at.series || values.length >= SERIES,
        depth: at.depth + 1,
      });
    }
  }

  private nameOf(key: string, value: string, record: KnownRecord, at: At): void {
    const kind = KIND_OF_KEY[key];
    if (kind !== undefined && value.length <= 200) {
      const name = this.normal(value);
      addTo(record.names, kind, name);
      for (let above = record.parent; above !== null; above = above.parent) {
        above.below.add(name);
      }
    }
    const project = key === 'figureOf' ? projectOfFigure(value) : null;
    if (project !== null) {
      addTo(record.names, 'project', this.normal(project));
    }
    if (isCounted(key, value)) {
      for (const word of stemsOf(value)) {
        record.nouns.add(word);
        pushTo(this.counting, word, at.row);
      }
    }
  }

  private field(value: number, at: At): void {
    if (isMoment(at.key, value)) {
      this.store.moment(value, false, at);
    } else if (Number.isFinite(value) && !isNoFigure(at.key)) {
      const within = WITHIN_DAYS.exec(at.key)?.[1];
      if (within !== undefined) {
        this.store.number(Number(within), DAYS, [], at);
      }
      for (const unit of unitsOfField(at.key, at)) {
        this.store.number(value, unit, unit === null ? [...stemsOf(at.key), ...stemsOf(at.unit ?? '')] : [], at);
      }
    }
  }

  private text(value: string, at: At): void {
    const moment = momentOf(value, this.calendar.zone);
    if (moment !== null) {
      this.store.moment(moment.at, moment.day, { ...at, month: moment.month });
      return;
    }
    if (value.trim() === '') {
      return;
    }
    if (!this.quoted.has(value)) {
      this.quoted.add(value);
      this.quotable.push(this.normal(value));
    }
    this.row(value, at);
    const people = PEOPLES_KEY.test(at.key);
    const named = CATALOGUE_KEY.test(at.key) || /^\S+$/.test(value);
    if (people || (named && at.key !== 'unit' && !isPlain(value))) {
      this.name(value, at, people);
    }
    if (!people) {
      const { document, pointer, row, record, series } = at;
      this.later.push({ text: value, document, pointer, row, record, series, key: named ? 'name' : at.key });
    }
  }

  private name(value: string, at: At, people: boolean): void {
    const kind = KIND_OF_KEY[at.key];
    const isKind = kind !== undefined && at.record.names.get(kind)?.includes(this.normal(value)) === true;
    // What people named stands in titles too.
    const isPlainName = !/^(?:title|figureOf)$/.test(at.key) || !bearsFigure(value);
    this.collector.add(value, isKind ? kind : 'other', !people, isPlainName);
    this.partsOfTitle(value, at);
  }

  /** `acme at Vercel` is also acme; `pro (seed)` is also pro. */
  private partsOfTitle(value: string, { key }: At): void {
    const account = / at \p{Lu}/u.exec(value);
    if (key === 'title' && account !== null) {
      this.collector.add(value.slice(0, account.index), 'account', false);
    }
  }

  private row(value: string, at: At): void {
    if (value.length <= 200) {
      const name = this.normal(value);
      pushTo(this.rows, name, at.row);
    }
  }
}

interface At extends Placed {
  readonly unit: string | null;
  readonly currency: string | null;
  readonly series: boolean;
  readonly depth: number;
}
