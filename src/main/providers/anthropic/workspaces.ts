import type { Result } from '#shared/domain/failure';
import { readAiProjectNames } from '../ai-project-names';
import type { CapabilityResult } from '../collection-run';
import type { AnthropicApi } from './client';

/** Names of the workspaces: Anthropic's projects. */
export function readWorkspaces(api: AnthropicApi, connectionId: string): Promise<Result<CapabilityResult>> {
  return readAiProjectNames(api.get, connectionId, {
    from: 'Anthropic',
    what: 'the workspaces',
    path: '/v1/organizations/workspaces',
    after: 'after_id',
  });
}
