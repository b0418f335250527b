import { type Mask, maskNames } from '#shared/core/reports/mask-names';
import { CARD_SIZE, maskedCard, type VerdictCard, verdictCardHtml } from '#shared/core/reports/verdict-card';
import type { Report } from '#shared/domain/report';
import { CARD_LABELS, MASKED_ACCOUNT, MASKED_PROJECT } from '#shared/words/report-choices';
import type { ReadParts } from '../read-parts';

/** The picture of a report's verdict as a page of `CARD_SIZE`; `mask` takes the names out of it. */
export function cardPage(
  report: Report,
  mask: Mask | null,
): { readonly html: string; readonly size: typeof CARD_SIZE } {
  const card = cardOf(report);
  return { html: verdictCardHtml(mask === null ? card : maskedCard(card, mask), CARD_LABELS), size: CARD_SIZE };
}

function cardOf({ account, sample, verdict, short, madeAtText }: Report): VerdictCard {
  return {
    account,
    sample,
    headline: verdict.headline,
    sentence: verdict.sentence,
    tone: verdict.tone === 'warning' || verdict.tone === 'critical' || verdict.tone === 'watch' ? verdict.tone : 'calm',
    figures: short.figures.map(({ label, text }) => ({ label, value: text })),
    asOf: madeAtText,
  };
}

/** Hides what the person's accounts, projects and stores are called. What a provider is called is no secret. */
export async function readNameMask({ store, catalog }: ReadParts): Promise<Mask> {
  const [connections, projects, stores] = await Promise.all([
    store.connections.list(),
    store.facts.projects(),
    store.facts.stores(),
  ]);
  const providers = new Set(connections.map(({ provider }) => catalog.descriptor(provider)?.title.toLowerCase()));
  const own = (names: readonly string[]) => names.filter((name) => !providers.has(name.toLowerCase()));
  return maskNames([
    { title: MASKED_ACCOUNT, names: own(connections.map(({ title }) => title)) },
    { title: MASKED_PROJECT, names: own([...projects, ...stores].map(({ name }) => name)) },
  ]);
}
