import type { ProviderDescriptor } from '../monitor';

/** Series that a person brought in from a file. There is nobody to ask: history is all they have. */
export const importedDescriptor: ProviderDescriptor = {
  id: 'imported',
  title: 'Imported',
  icon: 'file-down',
  fields: [],
  metrics: [],
  capabilities: [],
  billingProvider: '',
  baseUrl: '',
  baseUrlVariable: '',
  links: { usage: () => '', upgrade: () => '' },
};
