interface TimesProps {
  readonly from: string;
  readonly to: string;
  /** What begins and ends, for those who cannot see it. */
  readonly about: string;
  readonly onChange: (times: { readonly from?: string; readonly to?: string }) => void;
}

/** From a time of the day to another one, which may be on the next day. */
export function Times({ from, to, about, onChange }: TimesProps) {
  return (
    <span className="times">
      <span className="input input-small">
        <input
          type="time"
          aria-label={`Begin of ${about}`}
          value={from}
          onChange={({ target: { value } }) => (value === '' ? undefined : onChange({ from: value }))}
        />
      </span>
      <span className="t-3">to</span>
      <span className="input input-small">
        <input
          type="time"
          aria-label={`End of ${about}`}
          value={to}
          onChange={({ target: { value } }) => (value === '' ? undefined : onChange({ to: value }))}
        />
      </span>
    </span>
  );
}
