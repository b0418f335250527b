export interface Choice {
  readonly key: string;
  readonly title: string;
}

interface CheckListProps {
  readonly label: string;
  /** Said where there is nothing to choose from. */
  readonly none: string;
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Any number of things to choose from; what was chosen and is no longer known stays chosen. */
export function CheckList({ label, none, choices, chosen, onChange }: CheckListProps) {
  const toggle = (key: string) =>
    onChange(chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key]);
  return (
    <fieldset className="check-list">
      <legend className="t-label">{label}</legend>
      {choices.length === 0 ? <p className="t-small t-3">{none}</p> : null}
      {choices.map(({ key, title }) => (
        <label key={key} className="check">
          <input type="checkbox" checked={chosen.includes(key)} onChange={() => toggle(key)} />
          {title}
        </label>
      ))}
    </fieldset>
  );
}
