import type { Connection } from '#shared/domain/connection';
import type { StatusPage } from '../../monitor';

/** Paths of Neon's page for each region, by the region in a database's address (Neon docs "Neon status", grade A). */
const REGIONS: Readonly<Record<string, string>> = {
  'us-east-1.aws': 'aws-us-east-n-virginia',
  'us-east-2.aws': 'aws-us-east-ohio',
  'us-west-2.aws': 'aws-us-west-oregon',
  'eu-central-1.aws': 'aws-europe-frankfurt',
  'eu-west-2.aws': 'aws-europe-london',
  'ap-southeast-1.aws': 'aws-asia-pacific-singapore',
  'ap-southeast-2.aws': 'aws-asia-pacific-sydney',
  'sa-east-1.aws': 'aws-south-america-sao-paulo',
  'eastus2.azure': 'azure-eastus-2',
  'westus3.azure': 'azure-westus3-arizona',
  'gwc.azure': 'azure-germanywestcentral-frankfurt',
};

/** Neon's page for the region of the database, for all of them where it is not known; null for another's database. */
export function neonStatusPage({ settings, billing }: Connection): StatusPage | null {
  const host = settings['host']?.replace(/:\d+$/, '') ?? '';
  const isNeon = host.endsWith('.neon.tech') || Boolean(settings['neonOrgId']) || billing?.provider === 'neon';
  if (!isNeon) return null;
  const region = Object.entries(REGIONS).find(([name]) => host.includes(`.${name}.`))?.[1];
  const path = region === undefined ? '' : `${region}/`;
  return { title: 'Neon', url: `https://neonstatus.com/${path}api/v1/summary`, form: 'summary' };
}
