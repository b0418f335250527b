import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '#main/config';

const defaults = { dataDir: '/founder/.config/Headroom', workingDir: '/founder/shop' };

describe('readConfig', () => {
  it('takes the defaults when nothing is given', () => {
    expect(readConfig(['/opt/headroom'], defaults)).toEqual({
      ok: true,
      value: { dataDir: defaults.dataDir, mode: 'own', hidden: false, captureFile: null, pressFolder: null },
    });
  });

  it('reads every switch, with = or a space, among those of the runtime', () => {
    const argv = [
      '--no-sandbox',
      '/opt/headroom',
      '--sample',
      '--hidden',
      '--data-dir=data',
      '--capture',
      '/tmp/a.png',
    ];
    expect(readConfig(argv, defaults)).toEqual({
      ok: true,
      value: {
        dataDir: resolve('/founder/shop/data'),
        mode: 'sample',
        hidden: true,
        captureFile: '/tmp/a.png',
        pressFolder: null,
      },
    });
  });

  it.each([[['--data-dir=']], [['--data-dir']], [['--capture', '--sample']]])('refuses a missing value: %j', (argv) => {
    const config = readConfig(argv, defaults);
    expect(config.ok).toBe(false);
    expect(!config.ok && config.failure).toMatchObject({ code: 'invalid-input' });
    expect(!config.ok && config.failure.message).toContain(String(argv[0]).replace('=', ''));
  });

  it('lets the last one win', () => {
    const config = readConfig(['--data-dir=/a', '--data-dir=/b'], defaults);
    expect(config.ok && config.value.dataDir).toBe('/b');
  });
});
