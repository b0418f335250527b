import { Switch as Base } from 'radix-ui';
import './switch.css';

interface SwitchProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
}

/** On or off, taking effect at once. */
export function Switch({ label, checked, onChange, disabled = false }: SwitchProps) {
  return (
    <Base.Root aria-label={label} checked={checked} onCheckedChange={onChange} disabled={disabled} className="switch">
      <Base.Thumb className="switch-thumb" />
    </Base.Root>
  );
}
