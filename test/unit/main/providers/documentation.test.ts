import { expect, it } from 'vitest';
import { describeProviders } from '#main/providers/describe-providers';
import { registry } from '#main/providers/index';

it('docs/providers.md says what the descriptors say', async () => {
  const text = describeProviders(registry.map(({ descriptor }) => descriptor));
  await expect(text).toMatchFileSnapshot('../../../../docs/providers.md');
});
