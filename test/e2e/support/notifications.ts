import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What the session's notification daemon has printed since the mark. */
export class NotificationLog {
  private readonly file: string;
  private readonly from: number;

  constructor() {
    const file = process.env['HEADROOM_NOTIFICATION_LOG'];
    if (file === undefined) throw new Error('This worker has no desktop session whose notices could be read.');
    this.file = file;
    this.from = this.length();
  }

  text(): string {
    return readFileSync(this.file, 'utf8').slice(this.from);
  }

  /** Titles of the notices, oldest first. */
  titles(): string[] {
    return [...this.text().matchAll(/^\s*summary: '(.*)'$/gm)].map((match) => match[1] ?? '');
  }

  private length(): number {
    return readFileSync(this.file, 'utf8').length;
  }
}

/** Clicks the newest notification on screen, as a person does. */
export function clickNotification(): void {
  execFileSync('dunstctl', ['action', '0']);
}

/** Takes every notification off the screen. */
export function closeNotifications(): void {
  execFileSync('dunstctl', ['close-all']);
}
