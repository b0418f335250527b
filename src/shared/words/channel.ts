import type { BuiltInChannel, ChannelKind } from '#shared/domain/channel';

/** How a kind of channel is called, and what a person gives it. */
export const CHANNEL_TITLES: Readonly<Record<ChannelKind | BuiltInChannel, string>> = {
  window: 'In the window',
  desktop: 'This computer',
  tray: 'Tray',
  email: 'E-mail',
  slack: 'Slack',
  discord: 'Discord',
  teams: 'Microsoft Teams',
  ntfy: 'ntfy',
  telegram: 'Telegram',
  webhook: 'Webhook',
  command: 'Command',
};

/** One line about each channel that needs no setting up. */
export const BUILT_IN_HELP: Readonly<Record<BuiltInChannel, string>> = {
  window: 'Every message is kept in the list of the Alerts page, and shown at once while the window has the focus.',
  desktop: 'A notice of this desktop, unless the window has the focus: you are then told in the window.',
  tray: 'What you have not read yet stands in the menu of the tray.',
};

/** One line about each kind that is set up. */
export const CHANNEL_HELP: Readonly<Record<ChannelKind, string>> = {
  email: 'Sent through a mail server of your own, over SMTP.',
  slack: 'An incoming webhook of a Slack app.',
  discord: 'A webhook of a Discord channel: Edit channel, Integrations.',
  teams: 'A workflow of a Teams channel: "Post to a channel when a webhook request is received".',
  ntfy: 'A topic at ntfy.sh, or at a server of your own.',
  telegram: 'A bot of your own, made with @BotFather.',
  webhook: 'JSON to an address of your own, signed where you set a secret.',
  command: 'A program on this computer, with the message as JSON on its standard input.',
};

export interface FieldWords {
  readonly label: string;
  readonly help: string;
  readonly placeholder: string;
}

const IN_CLEAR: FieldWords = {
  label: 'Send without encryption in my own network',
  help: 'Only for an http address of your own network, such as 192.168.1.20. Whoever is in it can read along.',
  placeholder: '',
};

/** Labels of the fields, by kind and key. */
export const FIELD_WORDS: Readonly<Record<ChannelKind, Readonly<Record<string, FieldWords>>>> = {
  email: {
    host: { label: 'Mail server', help: '', placeholder: 'smtp.example.com' },
    security: { label: 'Encryption', help: 'None goes to this computer alone.', placeholder: '' },
    port: { label: 'Port', help: 'Empty: 465 with TLS, 587 with STARTTLS, 25 without.', placeholder: '465' },
    user: { label: 'User', help: 'Empty where the server asks for none.', placeholder: '' },
    password: {
      label: 'Password',
      help: 'Kept in the keychain. Many providers want an app password here.',
      placeholder: '',
    },
    from: {
      label: 'From',
      help: 'An address that the server lets you send from.',
      placeholder: 'headroom@example.com',
    },
    to: { label: 'To', help: 'One address a line.', placeholder: 'you@example.com' },
  },
  slack: {
    url: {
      label: 'Webhook address',
      help: 'Whoever has it can post.',
      placeholder: 'https://hooks.slack.com/services/…',
    },
  },
  discord: {
    url: {
      label: 'Webhook address',
      help: 'Whoever has it can post.',
      placeholder: 'https://discord.com/api/webhooks/…',
    },
  },
  teams: { url: { label: 'Workflow address', help: 'Whoever has it can post.', placeholder: 'https://…/workflows/…' } },
  ntfy: {
    url: {
      label: 'Topic address',
      help: 'The server with the topic at its end. Whoever knows it can read along.',
      placeholder: 'https://ntfy.sh/my-secret-topic',
    },
    token: { label: 'Access token', help: 'Only for a topic that is protected.', placeholder: 'tk_…' },
    inClear: IN_CLEAR,
  },
  telegram: {
    token: { label: 'Token of the bot', help: '', placeholder: '123456789:AA…' },
    chat: {
      label: 'Chat',
      help: 'Its number, or @name for a channel. Write to the bot once before.',
      placeholder: '123456789',
    },
    server: {
      label: 'Server',
      help: 'Only for a Bot API server of your own.',
      placeholder: 'https://api.telegram.org',
    },
  },
  webhook: {
    url: { label: 'Address', help: 'Gets a POST with JSON.', placeholder: 'https://example.com/headroom' },
    secret: {
      label: 'Signing secret',
      help: 'Signs each message as Standard Webhooks says. Empty: unsigned.',
      placeholder: 'whsec_…',
    },
    inClear: IN_CLEAR,
  },
  command: {
    program: {
      label: 'Program',
      help: 'Its whole path. It is started without a shell and stopped after 30 seconds.',
      placeholder: '/usr/local/bin/tell-me',
    },
    arguments: { label: 'Arguments', help: 'One a line.', placeholder: '' },
  },
};

/** Words for the values of a choice. */
export const CHOICE_WORDS: Readonly<Record<string, string>> = { tls: 'TLS', starttls: 'STARTTLS', none: 'None' };

/** What a person has to correct before an address is used. */
export function addressComplaint(fault: 'unreadable' | 'scheme' | 'in-clear' | 'user-info'): string {
  switch (fault) {
    case 'in-clear':
      return 'The address must begin with https://: over http, others on the way could read along.';
    case 'user-info':
      return 'The address must not hold a user or a password.';
    default:
      return 'This is no web address. It begins with https://.';
  }
}

export const choiceNeeded =
  'This address is in your own network and not encrypted. Choose to send without encryption, or use https.';
export const noTopic = 'The topic is missing at the end of the address, as in https://ntfy.sh/my-topic.';

export const mailComplaints = {
  host: 'The mail server is a name such as smtp.example.com, without https:// before it.',
  port: 'The port is a number from 1 to 65535.',
  inClear: 'Mail goes without encryption to a server on this computer only. Choose TLS or STARTTLS.',
  from: 'From is one address, such as headroom@example.com.',
  to: 'To is at least one address, one a line.',
} as const;

export const commandComplaints = { program: 'The program is a whole path, such as /usr/local/bin/tell-me.' } as const;

export function fieldMissing(label: string): string {
  return `${label} is empty.`;
}

/** What a test says. */
export const testMessage = {
  title: 'Headroom can reach you here',
  body: 'This is a test that you asked for. Nothing is wrong.',
} as const;

/** What the pages and dialogs of channels say of themselves. */
export const channelPage = {
  name: 'As you want to see it in lists. May stay empty.',
  inSample: 'While you look at the sample account, it is told on this computer alone.',
  whereKept: 'Where a channel leads is kept in the system keychain. Headroom sends alerts there and nothing else.',
  maintenance: 'What rings then was expected: it is kept, and told only if it still fires at the end.',
  maintenanceTimes: 'Times are those of this computer.',
  endsBefore: 'It ends after it begins.',
  digest: 'Mondays, or on the first of the month, at nine: what rang, what it has cost.',
} as const;

/** The help of a secret that is kept. */
export function keptHelp(help: string): string {
  return `${help} Kept; leave it empty to keep it as it is.`.trim();
}

/** What became of a test; `reason` also where it arrived for some alone. */
export function testWords({ outcome, reason }: { readonly outcome: string; readonly reason: string }): string {
  return outcome === 'shown' ? `The test arrived. ${reason}`.trim() : reason;
}

/** What goes with a channel. */
export function removalWords(target: string): string {
  return `Nobody is told at ${target} any more. What the keychain holds for it goes too; the history stays.`;
}

/** Why a channel is not changed, and what to do. */
export const channelFailures = {
  wrong: { action: 'Correct the field and try again.' },
  gone: { message: 'This channel is gone.', action: 'Look at the list again.' },
  inWindow: {
    message: 'Only the Headroom window tells this way, where it is turned on.',
    action: 'Turn it on in Settings, and send the test there.',
  },
  always: {
    message: 'The list of messages in the window is always kept.',
    action: 'Turn off the notices of this computer instead.',
  },
} as const;
