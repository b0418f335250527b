import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { EmptyShelf } from '../../../../src/renderer/screens/recommendations/empty-shelf';

const OLD = 'Vercel was last read 9 days ago.';

it.each([
  [{ known: true, old: '' }, 'Nothing is open<', 'Advice appears here'],
  [{ known: true, old: OLD }, 'Nothing is open by what was read last<', `${OLD} How it stands now is not known.`],
  [{ known: false, old: '' }, 'Nothing is known yet<', 'No limit could be read'],
])('the shelf of what is open says whether that is good news: %j', (ground, title, text) => {
  const html = renderToStaticMarkup(<EmptyShelf shelf="open" {...ground} />);
  expect(html).toContain(title);
  expect(html).toContain(text);
});

it('what was done before is as it was, however old the readings are', () => {
  expect(renderToStaticMarkup(<EmptyShelf shelf="done" known={true} old={OLD} />)).toContain('Nothing was done yet');
});
