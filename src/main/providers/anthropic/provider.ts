import type { Provider } from '../monitor';
import { anthropicDescriptor } from './descriptor';
import { AnthropicMonitor } from './monitors/anthropic-monitor';
import { verifyAnthropic } from './verify';

export const anthropic: Provider = {
  descriptor: anthropicDescriptor,
  verify: verifyAnthropic,
  monitor: new AnthropicMonitor(),
};
