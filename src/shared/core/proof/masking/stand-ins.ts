/** What a name names, as its stand-in says it. */
export type NameKind =
  | 'project'
  | 'account'
  | 'team'
  | 'host'
  | 'address'
  | 'person'
  | 'branch'
  | 'database'
  | 'message'
  | 'id'
  | 'name';

interface Named {
  readonly kind: NameKind;
  readonly name: string;
}

const SPECIAL = /[.*+?^${}()|[\]\\]/g;

/** Stand-ins of names: `Project A`, `Host B`. Each is given when its name is met first, and stays. */
export class StandIns {
  private readonly byName = new Map<string, string>();
  private readonly names = new Map<string, string>();
  private readonly next = new Map<NameKind, number>();
  private readonly taken: string;
  private made: { readonly count: number; readonly form: RegExp } | null = null;

  /** No stand-in is part of one of `taken`: a project may be called `Project A`. */
  constructor(taken: readonly string[]) {
    this.taken = taken.join('\n').toLowerCase();
  }

  get count(): number {
    return this.names.size;
  }

  of({ kind, name }: Named, text: string): string {
    const key = name.toLowerCase();
    const known = this.byName.get(key);
    if (known !== undefined) {
      return known;
    }
    const standIn = this.free(kind, text.toLowerCase());
    this.byName.set(key, standIn);
    this.names.set(standIn, name);
    return standIn;
  }

  /** What looks like a stand-in in a text that is to leave is none: it gets one of its own, so that it comes back as it was. */
  literalsIn(text: string): { readonly start: number; readonly end: number; readonly name: Named }[] {
    if (this.names.size === 0) {
      return [];
    }
    return [...text.matchAll(this.pattern())].map(({ 0: name, index }) => ({
      start: index,
      end: index + name.length,
      name: { kind: 'name' as const, name },
    }));
  }

  back(text: string): string {
    if (this.names.size === 0) {
      return text;
    }
    return this.apart(text).replace(this.pattern(), (found) => this.names.get(capital(found)) ?? found);
  }

  /** `Projects A and B` are Project A and Project B. */
  private apart(text: string): string {
    return text.replace(
      /\b(\p{Lu}\p{Ll}{1,9})(?:e?s) ([A-Z]{1,3}(?:, [A-Z]{1,3}){0,20},? (?:and|or) [A-Z]{1,3})\b/gu,
      (all, kind: string, list: string) => {
        const written =
          kind === 'Address' || kind === 'Branch'
            ? kind
            : kind.replace(/e$/, kind === 'Database' || kind === 'Message' ? 'e' : '');
        const named = list.replace(/\b[A-Z]{1,3}\b/g, (letter) => `${written} ${letter}`);
        return [...named.matchAll(/\p{Lu}\p{Ll}+ [A-Z]{1,3}/gu)].every(([one]) => this.names.has(one)) ? named : all;
      },
    );
  }

  /** Made anew when there is a new stand-in: a document has thousands of texts. */
  private pattern(): RegExp {
    if (this.made?.count !== this.names.size) {
      const words = [...this.names.keys()].sort((a, b) => b.length - a.length);
      const either = words.map((word) => {
        const one = word.replace(SPECIAL, '\\$&');
        return `[${one[0]}${one[0]?.toLowerCase()}]${one.slice(1)}`;
      });
      const form = new RegExp(`(?<![\\p{L}\\p{N}])(?:${either.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
      this.made = { count: this.names.size, form };
    }
    return this.made.form;
  }

  private free(kind: NameKind, text: string): string {
    for (;;) {
      const number = (this.next.get(kind) ?? 0) + 1;
      this.next.set(kind, number);
      const standIn = `${kind[0]?.toUpperCase()}${kind.slice(1)} ${letters(number)}`;
      if (!this.taken.includes(standIn.toLowerCase()) && !text.includes(standIn.toLowerCase())) {
        return standIn;
      }
    }
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A to Z, then AA: a letter is never taken for a figure. */
function letters(number: number): string {
  const rest = number - 1;
  const last = String.fromCharCode(65 + (rest % 26));
  return rest < 26 ? last : letters(Math.floor(rest / 26)) + last;
}
