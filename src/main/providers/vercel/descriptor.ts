import type { Connection } from '#shared/domain/connection';
import type { ProviderDescriptor } from '../monitor';
import { vercelCapabilities } from './capabilities';
import { VERCEL_ADDRESS, VERCEL_STATUS } from './constants';
import { meteredByProduct, meteredDefinitions } from './metered';
import { hourlyDefinitions } from './observability';
import { spendDefinitions } from './spend';

export const vercelDescriptor: ProviderDescriptor = {
  id: 'vercel',
  title: 'Vercel',
  icon: 'triangle',
  fields: [
    {
      key: 'token',
      label: 'Access token',
      secret: true,
      required: true,
      help: 'Made in your account settings at Vercel. Choose the team, or the full account, as its scope; a token for one project cannot read usage.',
      placeholder: 'vcp_…',
      link: 'https://vercel.com/account/tokens',
      environment: ['VERCEL_TOKEN'],
      check: (value) =>
        /^\w{16,}$/.test(value) ? null : 'A token of Vercel has only letters, digits and underscores.',
    },
    {
      key: 'teamId',
      label: 'Team',
      secret: false,
      required: false,
      help: 'Its id (team_…) or its slug. Empty: the team of the token, else the one that your account starts with.',
      placeholder: 'team_…',
      environment: ['VERCEL_ORG_ID', 'VERCEL_TEAM_ID'],
      check: (value) => (/^[\w.-]+$/.test(value) ? null : 'Write the id of the team (team_…) or its slug.'),
    },
    {
      key: 'projectIds',
      label: 'Projects',
      secret: false,
      required: false,
      help: 'Ids of the projects to attribute usage to, separated by commas. Empty: all of them.',
      placeholder: 'prj_…, prj_…',
      environment: ['VERCEL_PROJECT_IDS', 'VERCEL_PROJECT_ID_*'],
      check: (value) =>
        value.split(',').every((id) => /^\s*\w+\s*$/.test(id))
          ? null
          : 'Project ids begin with prj_, separated by commas.',
    },
    {
      key: 'seats',
      label: 'Deploying seats',
      secret: false,
      required: false,
      help: 'How many seats are paid for. Only needed where Vercel does not tell; its own figure stands.',
      placeholder: '1',
      environment: ['VERCEL_SEATS'],
      check: (value) => (/^[1-9]\d{0,3}$/.test(value) ? null : 'A whole number from 1.'),
    },
  ],
  metrics: [...meteredDefinitions, ...hourlyDefinitions, ...spendDefinitions],
  capabilities: vercelCapabilities,
  billingProvider: 'vercel',
  ...VERCEL_ADDRESS,
  statusPage: () => VERCEL_STATUS,
  billedAs: (product) => meteredByProduct(product),
  links: {
    usage: (connection) => teamPage(connection, '~/usage', 'https://vercel.com/dashboard/usage'),
    upgrade: (connection) =>
      teamPage(connection, '~/settings/billing', 'https://vercel.com/dashboard/settings/billing'),
    change: (connection, change) =>
      change.kind === 'seats'
        ? teamPage(connection, '~/settings/members', 'https://vercel.com/dashboard/settings/members')
        : null,
  },
};

function teamPage(connection: Connection, page: string, generic: string): string {
  const slug = connection.settings['teamSlug'];
  return slug ? `https://vercel.com/${encodeURIComponent(slug)}/${page}` : generic;
}
