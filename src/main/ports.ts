import type { DesktopRefusal } from '#shared/domain/delivery';
import type { Result } from '#shared/domain/failure';

/** A notice for the desktop's own notification service. */
export interface DesktopNotice {
  readonly title: string;
  readonly body: string;
  /** `critical` stays on the screen until it is seen, where the desktop can do that. */
  readonly urgency: 'normal' | 'critical';
  /** Screen that a click opens, such as `/alerts/12`. */
  readonly path: string;
}

/** What became of a notice: null when it was shown. */
export type NoticeOutcome = DesktopRefusal | null;

export interface Notifier {
  /** Resolves once the desktop said what became of it. Never rejects. */
  show(notice: DesktopNotice): Promise<NoticeOutcome>;
}

export interface SaveDialog {
  /** Asks where to save; null when the person cancelled. */
  choose(request: {
    readonly title: string;
    readonly defaultName: string;
    readonly filters: readonly { readonly name: string; readonly extensions: readonly string[] }[];
  }): Promise<string | null>;
}

export interface OpenDialog {
  /** Asks for one file to read; null when the person cancelled. */
  choose(request: {
    readonly title: string;
    readonly filters: readonly { readonly name: string; readonly extensions: readonly string[] }[];
  }): Promise<string | null>;
}

export interface ExternalOpener {
  /** Opens an address in the system's browser. Only `https:` without credentials in it; fails with `invalid-input` otherwise. */
  open(url: string): Promise<Result<null>>;
}

export interface FolderOpener {
  /** Shows a file, selected, in the system's file manager. */
  show(path: string): void;
}

/** Encryption with a key that the operating system keeps. */
export interface SafeStorage {
  /** Null when it can be used, else why not, in a person's words. */
  unavailable(): Promise<string | null>;
  encrypt(text: string): Promise<Result<Uint8Array>>;
  decrypt(bytes: Uint8Array): Promise<Result<string>>;
}

/** Makes a PDF of one HTML page that needs nothing beside it: tagged, with page numbers, outline, title and language. */
export type PdfPrinter = (
  html: string,
  options: { readonly title: string; readonly language: string },
) => Promise<Uint8Array>;
