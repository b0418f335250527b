import { driverKind } from './driver';

/** Images are transformed into each format that is on: a second one doubles them. */
export const images = driverKind({
  id: 'images',
  meters: ['VERCEL_IMAGES TRANSFORMATIONS', 'VERCEL_IMAGES SOURCE_IMAGES_LEGACY'],
  asks: { name: 'two-formats', unit: 'yes-no', assumed: 1, least: 0, most: 1 },
  left: (answer) => (answer >= 0.5 ? 0.5 : 1),
  against: ['older-browsers', 'images-again'],
  hours: 1,
});
