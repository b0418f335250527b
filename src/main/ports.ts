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

export interface FolderDialog {
  /** Asks for a folder to write into; null when the person cancelled. */
  choose(request: { readonly title: string }): Promise<string | null>;
}

/** What a page is printed on. */
export type Paper = 'A4' | 'Letter';

/** Makes a PDF of a whole HTML page with the app's own engine. */
export interface PdfPrinter {
  /**
   * `html` is one self-contained page: nothing is loaded for it and no script runs. Title and language of the PDF are
   * those of the page, its bookmarks the headings. Fails with `cancelled` where `signal` says so, with `timeout`, or
   * with what hinders the engine here.
   */
  print(html: string, paper: Paper, signal: AbortSignal): Promise<Result<Uint8Array>>;
}

/** Makes a PNG picture of a whole HTML page with the app's own engine. */
export interface PicturePainter {
  /** `size` in CSS pixels; the picture has twice as many each way. Fails like `PdfPrinter`. */
  paint(html: string, size: PictureSize, signal: AbortSignal): Promise<Result<Uint8Array>>;
}

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Both, as the desktop has them and a terminal gets them from a desktop that it starts for it. */
export type Press = PdfPrinter & PicturePainter;

/** Shows a page of others, such as a report, in a frame of the window. */
export interface PagePreview {
  /** The address for the frame. It is good until the next page is held. */
  hold(html: string): string;
}

export interface Clipboard {
  /** Puts a PNG picture there. */
  copyPicture(png: Uint8Array): Promise<void>;
  copyText(text: string): Promise<void>;
}

export interface ExternalOpener {
  /** Opens an address in the system's browser. Only `https:` without credentials in it; fails with `invalid-input` otherwise. */
  open(url: string): Promise<Result<null>>;
}

export interface FolderOpener {
  /** Shows a file, selected, in the system's file manager. */
  show(path: string): void;
  /** Opens a file with the program that the system has for it; fails with `not-found` where there is none. */
  open(path: string): Promise<Result<null>>;
}

/** Encryption with a key that the operating system keeps. */
export interface SafeStorage {
  /** Null when it can be used, else why not, in a person's words. */
  unavailable(): Promise<string | null>;
  encrypt(text: string): Promise<Result<Uint8Array>>;
  decrypt(bytes: Uint8Array): Promise<Result<string>>;
}
