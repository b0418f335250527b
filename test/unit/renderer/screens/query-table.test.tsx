import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { QueryTable } from '../../../../src/renderer/screens/usage/query-table';

const query = { queryId: '42', text: 'SELECT * FROM orders WHERE id = $1', calls: 1_250, meanMs: 0.42, totalMs: 525 };

describe('the statements of a database', () => {
  it('are shown with their text where the person asked for it', () => {
    const html = renderToStaticMarkup(<QueryTable queries={[query]} />);
    expect(html).toContain('SELECT * FROM orders WHERE id = $1');
    expect(html).toContain('1,250');
    expect(html).toContain('0.42 ms');
    expect(html).toContain('525 ms');
    expect(html).not.toContain('Texts are not kept');
  });

  it('say why they have no text, and how to get it', () => {
    const hidden = { ...query, text: null };
    const html = renderToStaticMarkup(<QueryTable queries={[hidden, { ...hidden, queryId: '' }]} />);
    expect(html).toContain('Query 42');
    expect(html).toContain('Hidden from this role');
    expect(html).toContain('“Show the texts of queries”');
  });

  it('may be none so far', () => {
    expect(renderToStaticMarkup(<QueryTable queries={[]} />)).toContain('has counted no statements');
  });
});
