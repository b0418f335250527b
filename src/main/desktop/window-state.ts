import { z } from 'zod';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Device-independent pixels. */
const DEFAULT_SIZE = { width: 1280, height: 800 } as const;
export const SMALLEST_SIZE = { width: 900, height: 600 } as const;

/** How much of the window must lie on a screen, so that it can be grabbed. */
const GRAB = 80;

const windowStateSchema = z.object({
  bounds: z.object({ x: z.number().int(), y: z.number().int(), width: z.number().int(), height: z.number().int() }),
  maximized: z.boolean(),
});

/** Where the window was when it was last closed. */
export type WindowState = Readonly<z.infer<typeof windowStateSchema>>;

/** Reads what was kept; null for anything that is not a window's state. */
export function parseWindowState(value: unknown): WindowState | null {
  const parsed = windowStateSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/**
 * Where to open the window: as it was, when it can still be grabbed on one of the screens (`workAreas`,
 * the main one first) and fits it; else in the middle of the main screen.
 */
export function placeWindow(
  state: WindowState | null,
  workAreas: readonly Rectangle[],
): Partial<Rectangle> & { readonly width: number; readonly height: number } {
  const bounds = state?.bounds;
  const home = bounds && workAreas.find((area) => canBeGrabbed(shrinkTo(bounds, area), area));
  if (bounds && home) return shrinkTo(bounds, home);
  const { width, height } = shrinkTo(
    { x: 0, y: 0, ...(bounds ?? DEFAULT_SIZE) },
    workAreas[0] ?? { x: 0, y: 0, ...DEFAULT_SIZE },
  );
  return { width, height };
}

/** The same place, no larger than the area and no smaller than the window may be. */
function shrinkTo(window: Rectangle, area: Rectangle): Rectangle {
  return {
    x: window.x,
    y: window.y,
    width: Math.max(SMALLEST_SIZE.width, Math.min(window.width, area.width)),
    height: Math.max(SMALLEST_SIZE.height, Math.min(window.height, area.height)),
  };
}

/** The title strip, at the top of the window, must be on the screen. */
function canBeGrabbed(window: Rectangle, area: Rectangle): boolean {
  const visibleWidth = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  return visibleWidth >= GRAB && window.y >= area.y && window.y <= area.y + area.height - GRAB;
}
