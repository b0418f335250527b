import { parseSync } from '@swc/core';

/** At least three words that end like a sentence; what stands for a figure counts as a word. */
function isSentence(text: string): boolean {
  return /^\S.*[.!?]$/s.test(text) && text.split(/\s+/).length >= 3 && /[a-z]{2}/.test(text) && !isSql(text);
}

const isSql = (text: string) => /^\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA)\b/.test(text);

type Node = { readonly type?: string } & Readonly<Record<string, unknown>>;

/**
 * The sentences among the texts of a source file, with `…` where a figure stands. The texts of JSX are not among them:
 * what a page says of itself stands where it is drawn. Nor is what an exception says, which no person gets to read.
 */
export function sentencesOf(source: string, tsx = true): readonly string[] {
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const one of node) visit(one);
    } else if (typeof node === 'object' && node !== null) {
      visitNode(node as Node);
    }
  };
  const visitNode = (node: Node): void => {
    if (node.type === 'NewExpression' && /Error$/.test((node['callee'] as { value?: string }).value ?? '')) return;
    const text = textOf(node);
    if (text !== null && isSentence(text)) found.push(text);
    for (const [name, value] of Object.entries(node)) if (name !== 'span') visit(value);
  };
  visit(parseSync(source, { syntax: 'typescript', tsx }).body);
  return found;
}

function textOf(node: Node): string | null {
  if (node.type === 'StringLiteral') return node['value'] as string;
  if (node.type !== 'TemplateLiteral') return null;
  return (node['quasis'] as readonly { readonly cooked?: string }[]).map(({ cooked }) => cooked ?? '').join('…');
}
