import { formatInstant } from '#shared/core/calendar/calendar';
import { oneLine, plainText } from '#shared/format/plain-text';
import { isUrgent, type Message } from '../channel';

/** The colors of the window's status words, as Discord takes them. */
const COLORS = { critical: 0xd02f3c, warning: 0xc87400, calm: 0x7685a3, ok: 0x0b8074 } as const;

type Tone = keyof typeof COLORS;

function toneOf({ kind, severity }: Message): Tone {
  return kind === 'resolved' ? 'ok' : (severity ?? 'calm');
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}

const titleOf = (message: Message) => oneLine(message.title);
const bodyOf = (message: Message) => plainText(message.body);

/** Headroom's own form: type, time and data as Standard Webhooks advises. Documented in docs/channels.md. */
export function plainBody(message: Message): unknown {
  const { kind, key, title, body, severity, path, at, alerts } = message;
  const group =
    kind === 'summary' || kind === 'digest' || kind === 'report' || kind === 'test' ? kind : `alert.${kind}`;
  return {
    type: group,
    timestamp: formatInstant(at),
    data: {
      id: key,
      title,
      body,
      severity,
      path,
      alerts: alerts.map((one) => ({ ...one, since: formatInstant(one.since) })),
    },
  };
}

/** Slack takes `&`, `<` and `>` for markup everywhere: `<!channel>` would call everybody. */
const escapedForSlack = (text: string) =>
  text.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? c);

/** Incoming webhooks of Slack: `text` is what a notification shows; a header holds 150 characters, a section 3,000. */
export function slackBody(message: Message): unknown {
  const section = { type: 'section', text: { type: 'plain_text', text: cut(bodyOf(message), 3000) } };
  return {
    text: escapedForSlack(cut(titleOf(message), 1000)),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: cut(titleOf(message), 150) } },
      ...(message.body === '' ? [] : [section]),
    ],
  };
}

/** Discord reads Markdown in both texts. */
const escapedForDiscord = (text: string) => text.replace(/[\\*_~`|>#[\]()<@-]/g, '\\$&');

/** Executing a webhook of Discord: a title of 256 characters, a description of 4,096; nobody is mentioned. */
export function discordBody(message: Message): unknown {
  return {
    embeds: [
      {
        title: cut(escapedForDiscord(titleOf(message)), 256),
        description: cut(escapedForDiscord(bodyOf(message)), 4096),
        color: COLORS[toneOf(message)],
        timestamp: formatInstant(message.at),
      },
    ],
    allowed_mentions: { parse: [] },
  };
}

const TEAMS_COLORS: Readonly<Record<Tone, string>> = {
  critical: 'attention',
  warning: 'warning',
  calm: 'default',
  ok: 'good',
};

/** A workflow of Teams, "when a webhook request is received": a message with one Adaptive Card, whose runs know no Markdown. */
export function teamsBody(message: Message): unknown {
  const line = (text: string, look: object) => ({
    type: 'RichTextBlock',
    inlines: [{ type: 'TextRun', text, ...look }],
  });
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          fallbackText: titleOf(message),
          msteams: { width: 'Full' },
          body: [
            line(titleOf(message), { weight: 'Bolder', size: 'Medium', color: TEAMS_COLORS[toneOf(message)] }),
            ...(message.body === '' ? [] : [line(cut(bodyOf(message), 5000), {})]),
          ],
        },
      },
    ],
  };
}

const NTFY_TAGS: Readonly<Record<Tone, string>> = {
  critical: 'rotating_light',
  warning: 'warning',
  calm: 'bell',
  ok: 'white_check_mark',
};

/** Of ntfy, 1 to 5. */
const NTFY_PRIORITIES: Readonly<Record<Tone, number>> = { critical: 5, warning: 4, calm: 3, ok: 3 };

/** ntfy, published as JSON at the server's root: a message holds 4,096 bytes. */
export function ntfyBody(message: Message, topic: string): unknown {
  return {
    topic,
    title: titleOf(message),
    message: cut(bodyOf(message) || titleOf(message), 3000),
    priority: NTFY_PRIORITIES[toneOf(message)],
    tags: [NTFY_TAGS[toneOf(message)]],
  };
}

/** `sendMessage` of the Bot API of Telegram, without a parse mode: 4,096 characters of plain text. */
export function telegramBody(message: Message, chat: string): unknown {
  return {
    chat_id: /^-?\d+$/.test(chat) && Number.isSafeInteger(Number(chat)) ? Number(chat) : chat,
    text: cut(`${titleOf(message)}\n\n${bodyOf(message)}`.trim(), 4096),
    link_preview_options: { is_disabled: true },
    disable_notification: !isUrgent(message) && message.severity === null,
  };
}
