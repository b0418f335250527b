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
import type { AssistantTool } from './tool';
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
