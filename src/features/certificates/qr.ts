/** A QR code as one path on a square of `size` units, with the quiet zone around it. */
export interface QrPath {
  size: number;
  path: string;
}

const QUIET = 4;

/** Draws a text as a QR code. The library loads when the first one is drawn. */
export async function qrPath(text: string): Promise<QrPath> {
  const { default: qrcode } = await import('qrcode');
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
  let path = '';
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; x += 1) {
      if (modules.get(y, x) === 0) continue;
      const from = x;
      while (x + 1 < modules.size && modules.get(y, x + 1) !== 0) x += 1;
      const width = x - from + 1;
      path += `M${String(from + QUIET)} ${String(y + QUIET)}h${String(width)}v1h-${String(width)}z`;
    }
  }
  return { size: modules.size + 2 * QUIET, path };
}
