import type { Masking } from '#shared/core/proof/masking/masking';
import { evidenceText } from '#shared/words/assistant-prompt';
import type { AskedAccount } from './asked-account';
import type { ModelTool } from './model/call-model';
import type { ReadDocument } from './proof';
import { ASSISTANT_TOOLS } from './tools/assistant-tools';
import type { ToolFigure } from './tools/tool';

/** Figures of one read that are shown beside an answer. */
const MOST_FIGURES = 12;
/** Reads of one answer: a model that goes round in circles is told so. */
const MOST_READS = 24;

/** What a model read, as it is shown beside its answer. */
export interface ToolRead {
  readonly tool: string;
  readonly title: string;
  readonly figures: readonly ToolFigure[];
  /** Why nothing was read; empty where it was. */
  readonly problem: string;
}

export interface ReadingTools {
  readonly list: readonly ModelTool[];
  /** What was read by now: what an answer may speak of. */
  readonly evidence: readonly ReadDocument[];
  readonly reads: readonly ToolRead[];
}

/** The read-only tools of the app for one answer: names masked on the way out, put back on the way in. */
export function readingTools(account: AskedAccount, masking: Masking, onRead: () => void): ReadingTools {
  const evidence: ReadDocument[] = [];
  const reads: ToolRead[] = [];
  // Counted when it begins: a model may ask for thousands at once.
  let begun = 0;
  return {
    evidence,
    reads,
    list: ASSISTANT_TOOLS.map(({ name, title, description, input, run }) => ({
      name,
      description,
      schema: input,
      async run(asked) {
        if (begun >= MOST_READS) return TOO_MANY;
        begun += 1;
        const result = await run(account, withNames(asked, masking));
        if (!result.ok) {
          const problem = `${result.failure.message} ${result.failure.action}`;
          reads.push({ tool: name, title, figures: [], problem });
          onRead();
          return masking.out(problem);
        }
        const { content, figures } = result.value;
        const shown = figures.slice(0, MOST_FIGURES);
        // What a figure is of, in words of ours with the names in it.
        const told = figures.map(({ label, ...rest }) => ({ figureOf: label, ...rest }));
        evidence.push({ of: name, value: content }, { of: 'figures', value: told });
        reads.push({ tool: name, title, figures: shown, problem: '' });
        onRead();
        // As every screen writes them: a model that quotes them is right.
        const written = shown.map(({ label, text }) => ({ label, text }));
        return evidenceText(masking.value({ ...content, figures: written }));
      },
    })),
  };
}

const TOO_MANY = 'enough was read: answer from it';

/** What a model asked for, with the names that its placeholders stand for. */
function withNames(asked: unknown, masking: Masking): unknown {
  return JSON.parse(JSON.stringify(asked ?? {}), (_key, part: unknown) =>
    typeof part === 'string' ? masking.back(part) : part,
  );
}
