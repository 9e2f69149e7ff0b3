import jsqr from 'jsqr';
import { PNG } from 'pngjs';

// The package is CommonJS, and its types say otherwise.
const read = jsqr as unknown as typeof jsqr.default;

/** What a camera reads in a picture; null when it sees no code. */
export function qrInPicture(png: Buffer): string | null {
  const { data, width, height } = PNG.sync.read(png);
  return read(new Uint8ClampedArray(data), width, height)?.data ?? null;
}

/** What a camera reads in black rectangles on a white square of `size` units. */
export function qrInRectangles(
  rectangles: readonly { x: number; y: number; width: number; height: number }[],
  size: number,
): string | null {
  const unit = 4;
  const side = size * unit;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const { x, y, width, height } of rectangles) {
    for (let row = y * unit; row < (y + height) * unit; row += 1) {
      const from = (row * side + x * unit) * 4;
      for (let at = from; at < from + width * unit * 4; at += 4) pixels.fill(0, at, at + 3);
    }
  }
  return read(pixels, side, side)?.data ?? null;
}
