import { withSignal } from '#main/http/http-client';
import { succeed } from '#shared/domain/failure';
import type { Provider } from '../monitor';
import { readCredits } from './credits';
import { aiGatewayDescriptor, CREDITS } from './descriptor';
import { AiGatewayMonitor } from './monitors/ai-gateway-monitor';

export const aiGateway: Provider = {
  descriptor: aiGatewayDescriptor,
  monitor: new AiGatewayMonitor(),
  /** One read of the balance. */
  async verify(context) {
    const credits = await readCredits(context, withSignal(context.http, context.signal));
    if (!credits.ok) return credits;
    return succeed({
      title: 'Vercel AI Gateway',
      billing: context.connection.billing,
      billingAnchor: null,
      expiresAt: null,
      settings: {},
      scopes: [],
      capabilities: [{ capability: CREDITS, outcome: 'ok', message: '' }],
    });
  },
};
