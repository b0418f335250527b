import type { ExportedFiles } from './exported-files';
import type { HandlersOf } from './handlers-of';

export function exportHandlers(files: ExportedFiles): HandlersOf<'exports'> {
  return {
    'exports:open': ({ token }) => files.open(token),
    'exports:show-in-folder': async ({ token }) => files.show(token),
  };
}
