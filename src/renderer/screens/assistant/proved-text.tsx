import type { ProvedSentenceView } from '#shared/ipc/assistant';
import './assistant.css';

/**
 * Sentences of a model after the proof, as plain text: whatever they hold, nothing of it becomes markup or a link. One
 * that is struck says why, to eyes and to screen readers.
 */
export function ProvedText({ sentences }: { readonly sentences: readonly ProvedSentenceView[] }) {
  return (
    <p className="proved">
      {sentences.map(({ text, struck, why }, index) =>
        struck ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: sentences only ever come behind those that are there.
          <span key={index} className="proved-struck">
            <span className="visually-hidden">Struck: </span>
            <s>{text.trim()}</s> <span className="proved-why t-small">{why}</span>{' '}
          </span>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same.
          <span key={index}>{text.trim()} </span>
        ),
      )}
    </p>
  );
}
