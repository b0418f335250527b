import type { LucideIcon } from 'lucide-react';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import { Icon } from './icon';
import './button.css';

export interface ButtonProps extends ComponentPropsWithRef<'button'> {
  readonly variant?: 'primary' | 'plain' | 'ghost' | 'danger';
  readonly size?: 'normal' | 'small';
  readonly icon?: LucideIcon;
  readonly trailingIcon?: LucideIcon;
  readonly children?: ReactNode;
}

/** The one button. Disabled buttons stay in place and say why through `title`. */
export function Button({
  variant = 'plain',
  size = 'normal',
  icon,
  trailingIcon,
  children,
  className,
  type = 'button',
  ...rest
}: ButtonProps) {
  const classes = ['button', `button-${variant}`, `button-${size}`, className].filter(Boolean).join(' ');
  return (
    <button type={type} className={classes} {...rest}>
      {icon ? <Icon of={icon} size={size === 'small' ? 14 : 16} /> : null}
      {children}
      {trailingIcon ? <Icon of={trailingIcon} size={14} /> : null}
    </button>
  );
}

interface IconButtonProps extends ComponentPropsWithRef<'button'> {
  readonly icon: LucideIcon;
  readonly label: string;
}

/** A button that is only an icon; `label` is its name for everyone who cannot see it. */
export function IconButton({ icon, label, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={['button', 'button-ghost', 'button-icon', className].filter(Boolean).join(' ')}
      {...rest}
    >
      <Icon of={icon} size={16} />
    </button>
  );
}
