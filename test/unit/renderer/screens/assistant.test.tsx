import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Router } from 'wouter';
import { ASSISTANT_REASONS } from '#shared/domain/assistant';
import type { AssistantAnswerView, WeighingView } from '#shared/ipc/assistant';
import { AskTurn } from '../../../../src/renderer/screens/assistant/ask-turn';
import { FailureNote } from '../../../../src/renderer/screens/assistant/failure-note';
import { ProvedText } from '../../../../src/renderer/screens/assistant/proved-text';
import { Weighed } from '../../../../src/renderer/screens/assistant/weighed';

const nothing = () => undefined;
const struck = { text: 'It costs $4,321.', struck: true, why: '“$4,321” is in nothing that was sent or read.' };

describe('what a model says', () => {
  it('is struck where it is not proved, with why, and nowhere else', () => {
    const html = renderToStaticMarkup(
      <ProvedText sentences={[{ text: 'Nothing presses.', struck: false, why: '' }, struck]} />,
    );
    expect(html.match(/<s>.*?<\/s>/g)).toEqual(['<s>It costs $4,321.</s>']);
    expect(html).toContain('is in nothing that was sent or read.');
    expect(html).toMatch(/visually-hidden">Struck: </);
  });

  it('becomes no markup and no link; the only links are those of our own figures', () => {
    const evil = '<a href="https://evil.example">pay</a> [now](https://evil.example) <img src=x>';
    const answer: AssistantAnswerView = {
      ...{ id: 'a', question: evil, status: 'done', failure: null, cost: '$0.01, 10 tokens', model: 'M' },
      sentences: [{ text: evil, struck: false, why: '' }],
      reads: [
        { tool: 'bill', title: evil, figures: [{ label: evil, value: '$5.00', path: '/costs' }], problem: '' },
        { tool: 'usage', title: 'Usage', figures: [], problem: 'There is no metric "x".' },
      ],
    };
    const html = renderToStaticMarkup(<AskTurn answer={answer} onNavigate={nothing} onLeave={nothing} />);
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, to]) => to)).toEqual(['#/costs']);
    expect(html).not.toMatch(/<img/);
    expect(html).toContain('Figures read: 1');
    expect(html).toContain('There is no metric');
    expect(html).toContain('M · $0.01, 10 tokens');
  });
});

describe('what was weighed', () => {
  const weighed: WeighingView = {
    ...{ goal: 'Cash is short', at: 0, order: [], further: [], unconfirmed: 0, failure: null, cost: '' },
    leftOut: 'Only the 25 most urgent of 31 open recommendations are sent; 6 are left out.',
  };

  it('names the account of each advice, of the rules and of the model', () => {
    const advice = (account: string) => ({ account, title: 'Upgrade', reason: [], gain: 'saves $41', notes: [] });
    const order = ['acme', 'beta'].map((account, id) => ({ id, ...advice(account) }));
    const both = { ...weighed, order, further: ['gamma', 'delta'].map(advice) };
    const html = renderToStaticMarkup(
      <Router ssrPath="/">
        <Weighed weighed={both} onFollow={nothing} />
      </Router>,
    );
    expect(html.match(/acme|beta|gamma|delta/g)).toEqual(['acme', 'beta', 'gamma', 'delta']);
  });

  it('says that some were not', () => {
    expect(renderToStaticMarkup(<Weighed weighed={weighed} onFollow={nothing} />)).toContain(weighed.leftOut);
  });
});

describe('why a model says nothing', () => {
  it.each(ASSISTANT_REASONS)('%s: leads to the settings where that mends it', (reason) => {
    const failure = { reason, text: 'It did not work.' };
    const html = renderToStaticMarkup(
      <Router ssrPath="/">
        <FailureNote failure={failure} stands="The text of the rules stands." />
      </Router>,
    );
    expect(html).toContain('It did not work. The text of the rules stands.');
    const mended = ['off', 'no-model', 'unknown-model', 'no-key', 'key-refused', 'unsafe-address', 'cap-reached'];
    expect(html.includes('>Settings</a>')).toBe(mended.includes(reason));
  });
});
