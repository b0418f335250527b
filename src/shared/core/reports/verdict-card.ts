import { html } from './markup';
import type { Mask } from './mask-names';

/** What a picture of the verdict says. Texts are ready to be read. */
export interface VerdictCard {
  readonly account: string;
  readonly sample: boolean;
  readonly headline: string;
  readonly sentence: string;
  readonly tone: 'calm' | 'watch' | 'warning' | 'critical';
  /** At most three. */
  readonly figures: readonly { readonly label: string; readonly value: string }[];
  readonly asOf: string;
}

/** In CSS pixels: twice that is what most services show of a shared picture. */
export const CARD_SIZE = { width: 600, height: 315 } as const;

/** Longer names and sentences end with an ellipsis: the card has room for so many characters. */
const LONGEST_SENTENCE = 190;

/** Longer figures are set smaller: an amount that is cut is another amount. */
const LONG_FIGURE = 22;

/** The same card without the names of accounts and projects. */
export function maskedCard(card: VerdictCard, mask: Mask): VerdictCard {
  return {
    ...card,
    account: mask(card.account),
    headline: mask(card.headline),
    sentence: mask(card.sentence),
    figures: card.figures.map(({ label, value }) => ({ label: mask(label), value: mask(value) })),
  };
}

/** The card as one HTML page of `CARD_SIZE`, in the colors of the light window: nothing is loaded for it. */
export function verdictCardHtml(card: VerdictCard, labels: { readonly sample: string; readonly app: string }): string {
  const { tone } = card;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${html(card.headline)}</title>
<style>${STYLE}</style>
</head>
<body class="${tone}">
<main>
<p class="account">${html(card.account)}${card.sample ? ` · <strong>${html(labels.sample)}</strong>` : ''}</p>
<h1 class="${card.headline.length > 70 ? 'long' : ''}">${SHAPES[tone]}<span>${html(glued(card.headline))}</span></h1>
<p class="sentence">${html(glued(cut(card.sentence)))}</p>
<dl>${card.figures
    .slice(0, 3)
    .map(
      ({ label, value }) =>
        `<div><dt>${html(label)}</dt><dd${value.length > LONG_FIGURE ? ' class="long"' : ''}>${html(value)}</dd></div>`,
    )
    .join('')}</dl>
<footer><span>${LOGO}${html(labels.app)}</span><span>${html(card.asOf)}</span></footer>
</main>
</body>
</html>
`;
}

/** A figure and its sign stay on one line: `47 %`. */
function glued(text: string): string {
  return text.replace(/(\d) (?=%)/g, '$1\u00a0');
}

function cut(text: string): string {
  return text.length <= LONGEST_SENTENCE ? text : `${text.slice(0, LONGEST_SENTENCE - 1).trimEnd()}…`;
}

const shape = (path: string) => `<svg class="shape" viewBox="0 0 24 24" aria-hidden="true">${path}</svg>`;

/** Each status has a shape beside its color. */
const SHAPES: Readonly<Record<VerdictCard['tone'], string>> = {
  calm: shape('<circle cx="12" cy="12" r="9" class="line"/><path d="m8.5 12.2 2.4 2.4 4.8-5" class="line"/>'),
  watch: shape('<circle cx="12" cy="12" r="9" class="line"/><path d="M12 7.5V12l3 2" class="line"/>'),
  warning: shape('<path d="M12 3.5 22 20.5H2Z" class="full"/><path d="M12 10v4.5M12 17.4v.1" class="mark"/>'),
  critical: shape(
    '<path d="M8 2h8l6 6v8l-6 6H8l-6-6V8Z" class="full"/><path d="M12 7.5v5.5M12 16.4v.1" class="mark"/>',
  ),
};

/** The ceiling, and the column under it. */
const LOGO =
  '<svg class="logo" viewBox="0 0 16 16" aria-hidden="true"><path d="M2 2.75h12" class="line"/><path d="M6 8h4v6H6z" class="full"/></svg>';

const STYLE = `
:root{color-scheme:light}
*{box-sizing:border-box}
html,body{margin:0;width:600px;height:315px;overflow:hidden}
body{--tone:#454c59;background:#fff;color:#12151c;font:14px/1.45 Inter,system-ui,-apple-system,"Segoe UI",sans-serif;font-variant-numeric:tabular-nums}
body.warning{--tone:#c87400}
body.critical{--tone:#d02f3c}
main{display:flex;flex-direction:column;height:100%;padding:22px 32px 18px;border-top:6px solid var(--tone)}
p,h1,dl,dd{margin:0}
.account{color:#626a78;font-size:13px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
h1{display:flex;gap:10px;margin-top:8px;font-size:23px;line-height:1.22;font-weight:650;letter-spacing:-.014em}
h1.long{font-size:19px}
.shape{flex:none;width:24px;height:24px;margin-top:2px;color:var(--tone)}
.sentence{margin-top:8px;color:#454c59}
dl{display:grid;grid-template-columns:repeat(3,1fr);margin-top:auto;border-top:1px solid #e3e6eb;padding-top:12px}
dl>div{min-width:0;padding-right:12px}
dl>div+div{border-left:1px solid #e3e6eb;padding-left:16px}
dt{color:#626a78;font-size:12px}
dd{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:3;font-size:16px;line-height:1.2;font-weight:600;letter-spacing:-.01em;overflow:hidden}
dd.long{font-size:13px;line-height:1.25}
footer{display:flex;justify-content:space-between;margin-top:14px;color:#626a78;font-size:12px}
footer span{display:flex;align-items:center;gap:6px}
.logo{width:14px;height:14px;color:#12151c}
.line{fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.logo .line{stroke-width:1.6}
.full{fill:currentColor}
.mark{fill:none;stroke:#fff;stroke-width:2.2;stroke-linecap:round}
`;
