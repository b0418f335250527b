import { ChevronRight } from 'lucide-react';
import { Icon } from './icon';
import './stepper.css';

/** Where something stands in its life. `current` is one of `steps`, or a way out that is shown alone. */
export function Stepper({ steps, current }: { readonly steps: readonly string[]; readonly current: string }) {
  const shown = steps.includes(current) ? steps : [current];
  return (
    <ol className="stepper t-small" aria-label="Status">
      {shown.map((step, index) => (
        <li key={step} aria-current={step === current ? 'step' : undefined}>
          {index > 0 ? <Icon of={ChevronRight} size={14} /> : null}
          {step}
        </li>
      ))}
    </ol>
  );
}
