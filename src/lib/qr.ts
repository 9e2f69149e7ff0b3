/** A QR code as one SVG path on a square of `size` modules, with four of quiet zone all around. */
export interface QrPath {
  size: number;
  d: string;
}

const QUIET = 4;

/**
 * Draws a text as a QR code: at level Q it survives a quarter of it being dirty or torn, at M a seventh, with fewer modules.
 * The library loads when first needed.
 */
export async function qrPath(text: string, level: 'M' | 'Q' = 'Q'): Promise<QrPath> {
  const { create } = await import('qrcode');
  const { modules } = create(text, { errorCorrectionLevel: level });
  let d = '';
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; x += 1) {
      if (modules.get(y, x) === 0) continue;
      const from = x;
      while (x + 1 < modules.size && modules.get(y, x + 1) !== 0) x += 1;
      d += `M${String(from + QUIET)} ${String(y + QUIET)}h${String(x - from + 1)}v1h-${String(x - from + 1)}z`;
    }
  }
  return { size: modules.size + 2 * QUIET, d };
}
