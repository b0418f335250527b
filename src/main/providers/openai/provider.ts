import type { Provider } from '../monitor';
import { openAiDescriptor } from './descriptor';
import { OpenAiMonitor } from './monitors/openai-monitor';
import { verifyOpenAi } from './verify';

export const openAi: Provider = { descriptor: openAiDescriptor, verify: verifyOpenAi, monitor: new OpenAiMonitor() };
