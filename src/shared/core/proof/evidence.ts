import type { Calendar } from './day-parts';
import { EvidenceIndex } from './evidence-index';
import {
  CATALOGUE_KEY,
  isCounted,
  isPlain,
  kindNamed,
  kindsOf,
  momentOf,
  monthBefore,
  PEOPLES_KEY,
  proposedBy,
} from './evidence-keys';
import { isMoment, isNoFigure, LAST_DAYS, stemsOf, unitsOfField, WITHIN_DAYS } from './field-units';
import { addHappening, addLabels, type Entries, type Own, shortName } from './happenings';
import type { Known, KnownRecord } from './known';
import type { Placed } from './known-store';
import { listCounts } from './list-counts';
import { bearsFigure } from './name-book';
import type { KnownFigure, ProofEvidence } from './proof';
import { addTo, emptyRecord, recordUnder } from './records';
import { DAYS, PERCENT, stem, unitNamed } from './units';

/** Rows from which on a list is a series, which has every day. */
const SERIES = 13;

/** Reads what may be said: fields of JSON, the sentences in it, texts, figures and names that are told by themselves. */
export function readEvidence(evidence: ProofEvidence, calendar: Calendar): Known {
  return new EvidenceReader(calendar).read(evidence);
}

class EvidenceReader {
  private readonly index: EvidenceIndex;

  constructor(private readonly calendar: Calendar) {
    this.index = new EvidenceIndex(calendar);
  }

  read({ documents, figures = [], names = [], question = '' }: ProofEvidence): Known {
    for (const { id, text } of documents) {
      this.document(id, text);
    }
    for (const name of names) {
      this.index.collector.add(name, 'other', false);
      this.index.quote(name, null);
    }
    for (const figure of figures) {
      this.figure(figure);
    }
    if (/\bbudgets?\b/i.test(question)) {
      // The user may have one that Headroom knows nothing of.
      this.index.states.forget('budget');
    }
    return this.index.known();
  }

  /** A figure that is told by itself. */
  private figure({ value, unit, of = [] }: KnownFigure): void {
    const record = emptyRecord(null);
    for (const name of of) {
      this.index.collector.add(name, 'metric', true);
      addTo(record.names, 'metric', this.index.normal(name));
      this.index.addWords(name);
    }
    const named = unit === 'count' || unit === '' ? null : unitNamed(unit);
    this.index.store.number(value, named, named === null ? [stem(unit)] : [], {
      document: '',
      pointer: '',
      row: '#',
      record,
      field: '',
      key: unit,
    });
  }

  private document(id: string, text: string): void {
    const record = emptyRecord(null);
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      this.index.readLater({ text, document: id, pointer: '', record, row: `${id}#`, series: false, key: '' });
      this.index.quote(text, null);
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

  private object(entries: Entries, at: At): void {
    const record = emptyRecord(at.record);
    const texts = new Map(
      entries.flatMap(([key, value]) => (typeof value === 'string' ? [[key, value] as const] : [])),
    );
    const own = (name: string) => texts.get(name);
    const unit = own('unit') ?? at.unit;
    const currency = own('currency') ?? at.currency;
    for (const word of unit === null ? [] : stemsOf(unit)) {
      record.nouns.add(word);
    }
    this.namesOf(entries, own, record, at);
    this.index.addScope(own, record);
    addHappening(entries, own, record, this.calendar);
    addLabels(own, record);
    if (['q10', 'q90'].every((key) => typeof entries.find(([name]) => name === key)?.[1] === 'number')) {
      // Between them it lies in 8 of 10 cases.
      this.index.store.number(80, PERCENT, [], { ...at, record, key: 'coverage' });
    }
    const before = monthBefore(entries, this.calendar.zone);
    if (before !== null) {
      const { key, at: moment } = before;
      this.index.store.moment(moment, true, { ...at, record, pointer: `${at.pointer}/${key}`, key, month: true });
    }
    for (const [key, value] of entries) {
      this.daysOf(key, LAST_DAYS, { ...at, record, key });
      this.value(value, {
        ...at,
        record: recordUnder(key, value, record, (name) => this.index.normal(name)),
        pointer: `${at.pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        field: `${at.field}/${key}`,
        key,
        unit,
        currency,
        depth: at.depth + 1,
      });
    }
  }

  /** What an object is of: names among its fields, its account, and what it proposes. */
  private namesOf(entries: Entries, own: Own, record: KnownRecord, at: At): void {
    const isAccount = this.index.subjects.account(own, record);
    this.index.states.add(entries, own, record, isAccount);
    // `acme at Vercel` is also acme.
    const account = shortName(own);
    if (account !== null) {
      this.index.collector.add(account, 'account', false);
    }
    // A recommendation's title names an action; what it is about is its subject.
    const isAction = own('subject') !== undefined;
    // An alert's title is a sentence of its own; what it is about is its metric's.
    const isSentence = (own('metricTitle') ?? own('sentence')) !== undefined;
    for (const [key, value] of entries) {
      this.key(key);
      if (typeof value !== 'string' || (isAction && key === 'title')) {
        continue;
      }
      this.nameOf(key, value, record, { ...at, isAccount: isAccount && key === 'title' });
      if (!(isSentence && key === 'title')) {
        this.index.subjects.name(key, kindNamed(key, value), this.index.normal(value));
      }
    }
    if (isAction) {
      this.adviceOf(own, record, at);
    }
    const model = /\/([^/]+)$/.exec(own('model') ?? '')?.[1];
    if (model !== undefined) {
      this.index.addProduct(model, record);
    }
  }

  /** A recommendation is what it proposes to do, and to change to. */
  private adviceOf(own: Own, record: KnownRecord, at: At): void {
    const title = own('title') ?? '';
    this.index.subjects.advice(`${at.pointer} ${title}`.toLowerCase(), [title, own('kind')], record);
    this.index.readLater({ ...at, text: title, record, pointer: `${at.pointer}/title`, key: 'text' });
    const proposed = proposedBy(title);
    if (proposed !== null) {
      this.index.propose(proposed, record);
    }
  }

  /** A key is a word of ours, or a name where it is none of a programme: `claude-haiku-5-5`, `ANTHROPIC_TOKENS`. */
  private key(key: string): void {
    if (/[^\p{L}\d]/u.test(key)) {
      this.index.collector.add(key, 'other', true);
    }
    this.index.addWords(key);
  }

  private list(values: readonly unknown[], at: At): void {
    this.index.addLength(values.length);
    const nouns = [...(at.key === '' ? at.record.nouns : stemsOf(at.key)), ...kindsOf(values)];
    // What a document is about is also what its first lists hold: `alerts`, and in it `firing`.
    const whole = at.depth === 1 && at.record.parent !== null ? [...at.record.parent.nouns] : [];
    const counted = { ...at, key: `${at.key}#` };
    for (const { count, nouns: own } of listCounts(values, [...nouns, ...whole])) {
      this.index.store.number(count, null, own, counted);
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

  private nameOf(key: string, value: string, record: KnownRecord, at: At & { readonly isAccount: boolean }): void {
    const kind = at.isAccount ? 'account' : kindNamed(key, value);
    if (kind !== undefined && value.length <= 200) {
      const name = this.index.normal(value);
      addTo(record.names, kind, name);
      for (let above = record.parent; above !== null; above = above.parent) {
        above.below.add(name);
      }
    }
    if (kind === 'metric') {
      this.index.addTitle(value, record, at.row);
    }
    if (isCounted(key, value)) {
      for (const word of stemsOf(value)) {
        record.nouns.add(word);
        this.index.addCounted(word, at.row);
      }
    }
  }

  private field(value: number, at: At): void {
    if (isMoment(at.key, value)) {
      this.index.store.moment(value, false, at);
    } else if (Number.isFinite(value) && !isNoFigure(at.key) && !at.field.endsWith('/length/count')) {
      this.daysOf(at.key, WITHIN_DAYS, at);
      for (const unit of unitsOfField(at.key, at)) {
        this.index.store.number(value, unit, unit === null ? [...stemsOf(at.key), ...stemsOf(at.unit ?? '')] : [], at);
      }
    }
  }

  /** Days that a key tells: `within7`, `last30Days`. */
  private daysOf(key: string, form: RegExp, at: At): void {
    const days = form.exec(key)?.[1];
    if (days !== undefined) {
      this.index.store.number(Number(days), DAYS, [], at);
    }
  }

  private text(value: string, at: At): void {
    const moment = momentOf(value, this.calendar.zone);
    if (moment !== null) {
      this.index.store.moment(moment.at, moment.day, { ...at, month: moment.month });
      return;
    }
    if (value.trim() === '') {
      return;
    }
    this.index.quote(value, at.row);
    const people = PEOPLES_KEY.test(at.key);
    const named = CATALOGUE_KEY.test(at.key) || /^\S+$/.test(value);
    if (people || (named && at.key !== 'unit' && !isPlain(value))) {
      this.name(value, at, people);
    }
    if (!people) {
      const { document, pointer, row, record, series } = at;
      this.index.readLater({ text: value, document, pointer, row, record, series, key: named ? 'name' : at.key });
    }
  }

  private name(value: string, at: At, people: boolean): void {
    const kind = kindNamed(at.key, value);
    const isKind = kind !== undefined && at.record.names.get(kind)?.includes(this.index.normal(value)) === true;
    // What people named stands in titles too.
    const isPlainName = !/^(?:title|figureOf)$/.test(at.key) || !bearsFigure(value);
    this.index.collector.add(value, isKind ? kind : 'other', !people, isPlainName);
  }
}

interface At extends Placed {
  readonly unit: string | null;
  readonly currency: string | null;
  readonly series: boolean;
  readonly depth: number;
}
