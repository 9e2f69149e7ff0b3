/** What is needed of the drawing, so that the pattern knows no PDF library. */
interface Canvas {
  save(): unknown;
  restore(): unknown;
  translate(x: number, y: number): unknown;
  scale(x: number, y: number): unknown;
  rect(x: number, y: number, width: number, height: number): { fill(colour: string): unknown };
  path(d: string): { fill(colour: string): unknown };
}

const PLUM = '#6a1b4d';
const MARIGOLD = '#f2a900';
const TEAL = '#0f5c57';
const GOLD = '#d9a441';
export const PAPER = '#fffdf9';

/** The pattern of `views/partials/woven-border.ejs`: tiles of 24 units, a knot of 36 in every corner. */
const TILE = 24;
const KNOT = 36;
const LINE = 0.75;
const DIAMONDS = [
  ['M12 1l11 11-11 11L1 12z', MARIGOLD],
  ['M12 5l7 7-7 7-7-7z', TEAL],
  ['M12 9l3 3-3 3-3-3z', PAPER],
] as const;

/** Draws the woven border inside a page. `tile` is the width of the band. */
export function drawWovenBorder(
  canvas: Canvas,
  { width, height, margin, tile }: { width: number; height: number; margin: number; tile: number },
): void {
  const unit = tile / TILE;
  const inner = { width: width - 2 * margin, height: height - 2 * margin };
  const across = Math.round(inner.width / tile);
  const down = Math.round(inner.height / tile);
  const step = { x: inner.width / across, y: inner.height / down };

  const weave = (column: number, row: number): void => {
    canvas.save();
    canvas.translate(margin + column * step.x, margin + row * step.y);
    canvas.scale(step.x / TILE, step.y / TILE);
    for (const [shape, colour] of DIAMONDS) canvas.path(shape).fill(colour);
    canvas.restore();
  };
  // The bands in one piece: tiles beside each other would show hairlines.
  for (const y of [margin, height - margin - step.y]) {
    canvas.rect(margin, y, inner.width, step.y).fill(PLUM);
  }
  for (const x of [margin, width - margin - step.x]) {
    canvas.rect(x, margin, step.x, inner.height).fill(PLUM);
  }
  for (let column = 0; column < across; column += 1) {
    weave(column, 0);
    weave(column, down - 1);
  }
  for (let row = 1; row < down - 1; row += 1) {
    weave(0, row);
    weave(across - 1, row);
  }
  for (const [x, y, right, below] of [
    [margin, margin, 1, 1],
    [width - margin, margin, -1, 1],
    [margin, height - margin, 1, -1],
    [width - margin, height - margin, -1, -1],
  ] as const) {
    canvas.save();
    canvas.translate(x, y);
    canvas.scale(right * unit, below * unit);
    drawKnot(canvas);
    canvas.restore();
  }
}

/** A fine line inside the woven border, which meets its knots. */
export function drawHairline(
  canvas: Canvas,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): void {
  for (const top of [y, y + height]) canvas.rect(x, top, width, LINE).fill(GOLD);
  for (const left of [x, x + width]) canvas.rect(left, y, LINE, height + LINE).fill(GOLD);
}

/** The thread under the name, as in `views/certificates/items/thread.ejs`: 240 units wide and 12 high. */
export function drawThread(canvas: Canvas): void {
  canvas.path('M0 5h96v2H0zm144 0h96v2h-96z').fill(MARIGOLD);
  canvas.path('M102 2l4 4-4 4-4-4zm36 0l4 4-4 4-4-4z').fill(TEAL);
  canvas.path('M120 0l6 6-6 6-6-6z').fill(PLUM);
}

/** The knot in its ring, as in `views/certificates/items/emblem.ejs`: 72 units wide and high. */
export function drawEmblem(canvas: Canvas): void {
  for (const [radius, colour] of [
    [36, PLUM],
    [32.75, MARIGOLD],
    [31.25, PLUM],
  ] as const) {
    canvas.path(disc(36, radius)).fill(colour);
  }
  canvas.translate(18, 18);
  drawBands(canvas);
}

const disc = (middle: number, radius: number): string => {
  const arc = `a${String(radius)} ${String(radius)} 0 1 0`;
  return `M${String(middle - radius)} ${String(middle)}${arc} ${String(2 * radius)} 0${arc} ${String(-2 * radius)} 0z`;
};

function drawKnot(canvas: Canvas): void {
  canvas.rect(0, 0, KNOT + 2, KNOT + 2).fill(PAPER);
  canvas.rect(0, 0, KNOT, KNOT).fill(PLUM);
  drawBands(canvas);
}

/** Bands that pass over and under each other. */
function drawBands(canvas: Canvas): void {
  canvas.path('M3 10h5v6H3zm13 0h17v6H16zM3 21h17v6H3zm25 0h5v6h-5z').fill(MARIGOLD);
  canvas.path('M10 3h6v17h-6zm0 25h6v5h-6zM20 3h6v5h-6zm0 13h6v17h-6z').fill(PAPER);
}
