import { expect, it } from 'vitest';
import { z } from 'zod';
import { billSchema } from '#shared/ipc/bill';

it('docs/bill.schema.json is the shape of `headroom bill --json`', async () => {
  const schema = `${JSON.stringify(z.toJSONSchema(billSchema), null, 2)}\n`;
  await expect(schema).toMatchFileSnapshot('../../../../docs/bill.schema.json');
});
