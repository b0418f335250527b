import { type ComponentPropsWithRef, type ReactNode, useId } from 'react';
import './card.css';

interface CardProps extends ComponentPropsWithRef<'section'> {
  readonly title?: string;
  /** At the right of the title: a link, a date. */
  readonly aside?: ReactNode;
  readonly padded?: boolean;
}

/** A surface with a hairline; with a title it is a named region. */
export function Card({ title, aside, padded = title !== undefined, className, children, ...rest }: CardProps) {
  const id = useId();
  return (
    <section
      className={['card', padded ? 'card-padded' : '', className].filter(Boolean).join(' ')}
      {...(title === undefined ? {} : { 'aria-labelledby': id })}
      {...rest}
    >
      {title === undefined ? null : (
        <div className="card-head">
          <h2 className="t-strong" id={id}>
            {title}
          </h2>
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}

/** A heading with something at its right, above a group of cards. */
export function SectionHead({
  title,
  id,
  aside,
}: {
  readonly title: string;
  readonly id?: string;
  readonly aside?: ReactNode;
}) {
  return (
    <div className="section-head">
      <h2 className="t-strong" id={id}>
        {title}
      </h2>
      {aside}
    </div>
  );
}
