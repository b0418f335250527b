import { driverKind } from './driver';

/** Old deployments stay, and are stored, until their time is over. */
export const previewDeployments = driverKind({
  id: 'preview-deployments',
  meters: ['VERCEL_DEPLOYMENTS DEPLOYMENT_STORAGE_GB', 'VERCEL_DEPLOYMENTS FUNCTIONS_STORAGE_GB'],
  asks: { name: 'old-deployments', unit: 'share', assumed: 0.5, least: 0, most: 1 },
  left: (answer) => 1 - answer,
  against: ['no-rollback'],
  hours: 0.5,
  share: 0.1,
});
