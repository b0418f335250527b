/** One line of `INFO` in another form. */
export interface InfoMutation {
  /** The line as it was. */
  readonly line: string;
  readonly what: string;
  readonly text: string;
}

const FORMS: readonly (readonly [what: string, make: (name: string, value: string) => readonly string[]])[] = [
  ['missing', () => []],
  ['empty', (name) => [`${name}:`]],
  ['a word', (name) => [`${name}:odd`]],
  ['below zero', (name) => [`${name}:-1`]],
  ['beyond all bounds', (name) => [`${name}:1e99`]],
  ['with a unit', (name, value) => [`${name}:${value}M`]],
  ['no field', (name) => [name]],
  ['twice', (name, value) => [`${name}:${value}`, `${name}:7`]],
];

/** Every line of an `INFO` that `wanted` names, in every form that it never has, one at a time; a heading is only left out. */
export function* infoMutations(text: string, wanted: RegExp): Generator<InfoMutation> {
  const lines = text.split('\r\n');
  for (const [at, line] of lines.entries()) {
    if (line === '' || !wanted.test(line)) continue;
    const colon = line.indexOf(':');
    const isHeading = line.startsWith('#');
    for (const [what, make] of isHeading ? FORMS.slice(0, 1) : FORMS) {
      const made = make(line.slice(0, colon), line.slice(colon + 1));
      yield { line, what, text: [...lines.slice(0, at), ...made, ...lines.slice(at + 1)].join('\r\n') };
    }
  }
}
