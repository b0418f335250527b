const TILE = 8;

/** A hatch at 45° as a fill for canvas. Answers the plain color where patterns are not to be had. */
export function hatch(context: CanvasRenderingContext2D, color: string, opacity: number): CanvasPattern | string {
  const tile = document.createElement('canvas');
  tile.width = TILE;
  tile.height = TILE;
  const pen = tile.getContext('2d');
  if (!pen) {
    return color;
  }
  pen.globalAlpha = opacity;
  pen.strokeStyle = color;
  pen.lineWidth = 1;
  pen.beginPath();
  for (const shift of [-TILE, 0, TILE]) {
    pen.moveTo(shift, TILE);
    pen.lineTo(shift + TILE, 0);
  }
  pen.stroke();
  return context.createPattern(tile, 'repeat') ?? color;
}
