import { assistantPage } from '#shared/words/assistant';
import { useQueryChannel } from '../../data/use-query-channel';
import { ProvedText } from './proved-text';

/** What a model wrote of one recommendation, beside the text of the rules; nothing where it wrote nothing. */
export function ModelText({ id }: { readonly id: number }) {
  const wording = useQueryChannel('assistant:wording', null).data;
  const sentences = wording?.texts.find((text) => text.id === id)?.sentences ?? [];
  return sentences.length === 0 ? null : (
    <section className="model-text" aria-label={assistantPage.modelSpeaks}>
      <ProvedText sentences={sentences} />
      <p className="t-small t-3">{assistantPage.modelSpeaks}</p>
    </section>
  );
}
