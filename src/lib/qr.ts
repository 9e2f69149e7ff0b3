/** A QR code as one SVG path: `size` modules a side, four more of quiet zone all around. */
export interface QrPath {
  size: number;
  d: string;
}

const QUIET = 4;

/** Draws a text as a QR code that survives a quarter of it being dirty or torn. The library loads when first needed. */
export async function qrPath(text: string): Promise<QrPath> {
  const { create } = await import('qrcode');
  const { modules } = create(text, { errorCorrectionLevel: 'Q' });
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
