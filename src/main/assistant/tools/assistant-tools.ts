import { fail } from '#shared/domain/failure';
import { noSuchTool } from '#shared/words/assistant-tools';
import type { AskedAccount } from '../asked-account';
import { alertsTool } from './alerts';
import { billTool } from './bill';
import { connectionsTool } from './connections';
import { costsTool } from './costs';
import { explainChangeTool } from './explain-change';
import { forecastTool } from './forecast';
import { forecastRecordTool } from './forecast-record';
import { limitsTool } from './limits';
import { metricsTool } from './metrics';
import { recommendationsTool } from './recommendations';
import { type AssistantTool, invalid, type ToolResult } from './tool';
import { usageTool } from './usage';
import { whatIfTool } from './what-if';

/** Every question that an assistant may ask: of Ask in the window and the terminal, and of `headroom mcp`. */
export const ASSISTANT_TOOLS: readonly AssistantTool[] = [
  limitsTool,
  billTool,
  costsTool,
  explainChangeTool,
  metricsTool,
  usageTool,
  forecastTool,
  recommendationsTool,
  alertsTool,
  whatIfTool,
  forecastRecordTool,
  connectionsTool,
];

/** Runs the tool of that name; fails with those that there are. */
export async function runTool(account: AskedAccount, name: string, input: unknown): Promise<ToolResult> {
  const tool = ASSISTANT_TOOLS.find((one) => one.name === name);
  return tool === undefined
    ? fail(
        invalid(
          noSuchTool(
            name,
            ASSISTANT_TOOLS.map((one) => one.name),
          ),
        ),
      )
    : tool.run(account, input);
}
