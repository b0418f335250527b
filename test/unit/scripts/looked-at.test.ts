import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inProject, projectRoot } from '../../../scripts/setup/paths.mjs';
import {
  countFiles,
  filesOfBoundaries,
  filesOfLint,
  filesOfTypes,
  havingLooked,
  withoutListedFiles,
} from '../../../scripts/test/looked-at.mjs';

describe('a check that passed', () => {
  const passed = { code: 0, output: 'Checked 3 files in 1s.\n' };
  const wanting = (files: number) => havingLooked(passed, { seen: filesOfLint, wanted: () => files });

  it('stands where it looked at what there is, or at more', () => {
    expect(wanting(3)).toBe(passed);
    expect(wanting(2)).toBe(passed);
  });

  it.each([
    ['too little', 4],
    ['nothing, since nobody counted anything', 0],
  ])('is taken for failed where it looked at %s', (_what, files) => {
    expect(wanting(files)).toEqual({
      code: 1,
      output: `It looked at 3 of at least ${files} files.\nChecked 3 files in 1s.\n`,
    });
  });

  it('that failed keeps its own words', () => {
    const failed = { code: 2, output: 'Checked 0 files' };
    expect(havingLooked(failed, { seen: filesOfLint, wanted: () => 9 })).toBe(failed);
  });
});

describe('what a check printed', () => {
  it('tells how many files Biome looked at', () => {
    expect(filesOfLint('Checked 1137 files in 16s. No fixes applied.')).toBe(1137);
    expect(filesOfLint('')).toBe(0);
  });

  it.each([
    ['✔ no dependency violations found (861 modules, 4091 dependencies cruised)', 861],
    ['✔ no dependency violations found (0 modules, 0 dependencies cruised)', 0],
    // Files that could be listed and not parsed.
    ['✔ no dependency violations found (756 modules, 0 dependencies cruised)', 0],
    ['', 0],
  ])('%j: the boundaries of %i modules', (output, modules) => {
    expect(filesOfBoundaries(output)).toBe(modules);
  });

  it('names the files whose types were checked, apart from what is wrong with them', () => {
    const wrong = "src/main/a.ts(1,2): error TS2304: Cannot find name 'x'.";
    const files = [
      inProject('src', 'main', 'a.ts'),
      inProject('node_modules', 'zod', 'index.d.ts'),
      join(projectRoot, '..', 'elsewhere.ts'),
    ];
    const output = [wrong, ...files].join('\n');
    expect(filesOfTypes(output)).toBe(1);
    expect(withoutListedFiles(output)).toBe(wrong);
  });
});

it('counts the files of folders, without those left out', () => {
  expect(countFiles(['test/unit/scripts'], /looked-at\.test\.ts$/)).toBe(1);
  expect(countFiles(['test'], /looked-at\.test\.ts$/, ['test/unit/scripts'])).toBe(0);
  expect(countFiles(['scripts', 'test/unit/scripts'], /looked-at/)).toBe(2);
});
