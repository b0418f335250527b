import type { LucideIcon } from 'lucide-react';
import { ToggleGroup } from 'radix-ui';
import { Icon } from './icon';
import './segmented.css';

export interface Segment<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly icon?: LucideIcon;
  /** A count behind the label. */
  readonly count?: number;
}

interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly segments: readonly Segment<Value>[];
  readonly onChange: (value: Value) => void;
}

/** One of a few, always one chosen. Arrow keys move, Enter or Space chooses. */
export function Segmented<Value extends string>({ label, value, segments, onChange }: SegmentedProps<Value>) {
  const choose = (next: string) => {
    const segment = segments.find((candidate) => candidate.value === next);
    if (segment) {
      onChange(segment.value);
    }
  };
  return (
    <ToggleGroup.Root type="single" value={value} onValueChange={choose} aria-label={label} className="segmented">
      {segments.map((segment) => (
        <ToggleGroup.Item key={segment.value} value={segment.value} className="segmented-item">
          {segment.icon ? <Icon of={segment.icon} size={14} /> : null}
          {segment.label}
          {segment.count === undefined ? null : <span className="t-3">{segment.count}</span>}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
