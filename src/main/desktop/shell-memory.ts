import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writePrivately } from '#main/files/private-file';
import { parseWindowState, type WindowState } from './window-state';

/** What the shell remembers by itself, beside the store, so that the window can open before the store does. */
export interface ShellMemory {
  readonly window: WindowState | null;
  /** The person was told once that closing the window keeps Headroom in the tray. */
  readonly toldAboutTray: boolean;
  /** A copy of the setting, so that the first paint has the right colors. */
  readonly theme: 'system' | 'light' | 'dark';
}

const nothingYet: ShellMemory = { window: null, toldAboutTray: false, theme: 'system' };

/** The shell's memory in one small file. A missing or damaged file is an empty memory. */
export class ShellMemoryFile {
  private current: ShellMemory = nothingYet;
  private readonly file: string;
  private writing: Promise<void> = Promise.resolve();

  constructor(folder: string) {
    this.file = join(folder, 'window.json');
  }

  async load(): Promise<ShellMemory> {
    try {
      const value: unknown = JSON.parse(await readFile(this.file, 'utf8'));
      const record = typeof value === 'object' && value !== null ? value : {};
      this.current = {
        window: 'window' in record ? parseWindowState(record.window) : null,
        toldAboutTray: 'toldAboutTray' in record && record.toldAboutTray === true,
        theme: 'theme' in record && (record.theme === 'light' || record.theme === 'dark') ? record.theme : 'system',
      };
    } catch {
      this.current = nothingYet;
    }
    return this.current;
  }

  get(): ShellMemory {
    return this.current;
  }

  /**
   * Keeps a change, once earlier ones are on the disk; a folder that cannot be written loses it quietly, since only
   * comfort hangs on it.
   */
  remember(change: Partial<ShellMemory>): Promise<void> {
    this.current = { ...this.current, ...change };
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  /** Settles when everything that was remembered is on the disk. */
  settled(): Promise<void> {
    return this.writing;
  }

  private async write(): Promise<void> {
    try {
      await writePrivately(this.file, `${JSON.stringify(this.current)}\n`);
    } catch {
      return;
    }
  }
}
