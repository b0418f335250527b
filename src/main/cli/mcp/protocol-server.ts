import { type CallToolResult, McpServer, type StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { ASSISTANT_TOOLS } from '#main/assistant/tools/assistant-tools';
import type { AssistantTool, ToolResult } from '#main/assistant/tools/tool';
import { readBill } from '#main/queries/bill/read-bill';
import { groundNotes, readAnswerGround } from '#main/queries/home/answer-ground';
import { limitsJson } from '#main/queries/home/limits-json';
import type { AccountSession } from '#main/session/account-session';
import { removeSecrets } from '#shared/core/proof/masking/shapes';
import { plainJson } from '#shared/format/plain-text';
import { MCP_INSTRUCTIONS, mcpPrompts, mcpResources } from '#shared/words/mcp';
import { isKnown } from '#shared/words/verdict';
import { jsonText } from '../output';
import { appVersion } from '../place';

const JSON_TYPE = 'application/json';

/** A server with the tools, resources and prompts of an account. Nothing of it changes anything. */
export function protocolServer(opened: Promise<AccountSession>): McpServer {
  const server = new McpServer(
    { name: 'headroom', title: 'Headroom', version: appVersion() },
    { instructions: MCP_INSTRUCTIONS },
  );
  const account = async () => {
    const session = await opened;
    await session.takeOver();
    return session;
  };
  for (const tool of ASSISTANT_TOOLS) {
    addTool(server, tool, account);
  }
  addResources(server, account);
  addPrompts(server);
  return server;
}

type Account = () => Promise<AccountSession>;

function addTool(server: McpServer, { name, title, description, input, run }: AssistantTool, account: Account): void {
  server.registerTool(
    name,
    {
      title,
      description,
      inputSchema: checkedByTool(input),
      annotations: { title, readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    },
    async (asked) => toolResult(await run(await account(), asked)),
  );
}

/** Tells what may be asked, and leaves it to the tool to say what is wrong with what was. */
function checkedByTool(input: z.ZodObject): StandardSchemaWithJSON<unknown> {
  const standard = input['~standard'];
  return { '~standard': { ...standard, types: undefined, validate: (value) => ({ value }) } };
}

function toolResult(result: ToolResult): CallToolResult {
  if (!result.ok) {
    const { message, action } = result.failure;
    return { isError: true, content: [{ type: 'text', text: removeSecrets(`${message} ${action}`.trim()) }] };
  }
  return { content: [{ type: 'text', text: plainJson(JSON.stringify(withoutSecrets(result.value.content))) }] };
}

/** A person may have called something like a key, or typed one into a name. */
function withoutSecrets(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? removeSecrets(part) : part)),
  );
}

function addResources(server: McpServer, account: Account): void {
  const limits = 'headroom://limits';
  server.registerResource('limits', limits, { ...mcpResources.limits, mimeType: JSON_TYPE }, async () => {
    const session = await account();
    const ground = await session.ask(readAnswerGround, isKnown);
    const json = limitsJson(ground.standings, { now: session.clock.now() });
    return { contents: [asJson(limits, json), ...notesOf(limits, groundNotes(ground))] };
  });
  const bill = 'headroom://bill';
  server.registerResource('bill', bill, { ...mcpResources.bill, mimeType: JSON_TYPE }, async () => {
    const session = await account();
    const ground = await session.ask(readAnswerGround, ({ used }) => used !== null);
    return { contents: [asJson(bill, await session.ask(readBill, null)), ...notesOf(bill, groundNotes(ground))] };
  });
}

function asJson(uri: string, value: unknown) {
  return { uri, mimeType: JSON_TYPE, text: jsonText(withoutSecrets(value)) };
}

/** Why nothing can be said, or nothing of now: what is empty or fine then is no good news. */
function notesOf(uri: string, notes: readonly string[]) {
  return notes.length === 0 ? [] : [{ uri: `${uri}#note`, mimeType: 'text/plain', text: notes.join('\n') }];
}

function addPrompts(server: McpServer): void {
  const say = (text: string) => ({ messages: [{ role: 'user', content: { type: 'text', text } } as const] });
  const { check, costs } = mcpPrompts;
  server.registerPrompt('check', { title: check.title, description: check.description }, () => say(check.text));
  server.registerPrompt(
    'why_costs_changed',
    {
      title: costs.title,
      description: costs.description,
      argsSchema: z.object({ since: z.iso.date().describe(costs.since).optional() }),
    },
    ({ since }) => say(costs.text(since)),
  );
}
